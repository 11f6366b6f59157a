"""What else a person waits for: QR codes, and a vault of few or many."""

from collections.abc import Iterator

from tests.bench import credentials, vault
from tests.bench.timing import in_turns, timed
from wallet.sharing import qr


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
    yield from vault.lines()
