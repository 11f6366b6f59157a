"""What else a person waits for: QR codes, and a vault of few or many."""

from collections.abc import Iterator

from tests import making
from tests.bench import credentials, vault
from tests.bench.timing import in_turns, timed
from wallet import formats
from wallet.report import Outcome
from wallet.sharing import qr
from wallet.verify import verify_found


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
    small = qr.pack(credentials.shown("SD-JWT+KB", "small"), "high")
    seen, asked = qr.write_png(small, scale=4), credentials.ASKED

    def scanned() -> None:
        (report,) = verify_found(formats.read(qr.unpack(qr.scan(seen))), making.library(), making.NOW, asked)
        assert report.verdict() is Outcome.PASSED

    (took,) = in_turns({"": timed(scanned)}, rounds=4).values()
    yield f"* one code with a selectively disclosed token and its holder's proof: from picture to verdict in {took:.0f} ms"
    yield from vault.lines()
