"""What else a person waits for: QR codes, and the durable write of a vault."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import credentials
from tests.bench.timing import in_turns, timed
from wallet.crypto.seal import FLOOR
from wallet.sharing import qr
from wallet.vault import Kind, Record, Vault


def lines() -> Iterator[str]:
    """One line of Markdown for each."""
    payload = credentials.shown("eddsa-rdfc-2022", "typical")
    packed = qr.pack(payload)
    picture = qr.write_gif(packed)
    found = in_turns(
        {"draw": timed(lambda: qr.write_gif(qr.pack(payload))), "read": timed(lambda: qr.scan(picture))}, rounds=3
    )
    yield (
        f"* QR codes of {len(payload):,} bytes ({len(packed.parts)} codes): drawn in {found['draw']:.0f} ms, "
        f"read back in {found['read']:.0f} ms"
    )
    with (
        tempfile.TemporaryDirectory() as place,
        Vault.create(Path(place) / "bench.vault", "walnut ferry quiet lantern", cost=FLOOR) as vault,
    ):
        for count in (100, 1000):
            while len(vault.records) < count:
                vault.put(*(Record.new(Kind.CREDENTIAL, payload, {}) for _ in range(100)))
            (put,) = in_turns({"": timed(lambda: vault.put(Record.new(Kind.CREDENTIAL, payload, {})))}, 3).values()
            yield f"* a vault of {count} badges: one more, durably, in {put:.1f} ms"
