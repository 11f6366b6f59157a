"""``make bench``: one table. Verification beside PyLD's own pipeline, interleaved in one process."""

import hashlib
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nacl.bindings
from pyld import jsonld

from tests import making
from wallet import formats
from wallet.crypto.seal import FLOOR
from wallet.encoding import multibase_decode
from wallet.sharing import qr
from wallet.vault import Kind, Record, Vault
from wallet.verify import verify_found

ROUNDS = 60


def interleaved(*works: Callable[[], object]) -> list[float]:
    """Median milliseconds of each, taken in turns, after one unmeasured round."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(ROUNDS + 1):
        for place, work in enumerate(works):
            started = time.perf_counter()
            work()
            if turn:
                times[place].append((time.perf_counter() - started) * 1000)
    return [statistics.median(taken) for taken in times]


def peer(raw: bytes) -> None:
    """The same signature through PyLD's own normalization: no policy, no binding, no coverage."""

    def load(url: str, options: object) -> dict[str, Any]:
        return {"document": making.library().context(url), "documentUrl": url, "contextUrl": None, "tag": "static"}

    document = json.loads(raw)
    proof = document.pop("proof")
    value = multibase_decode(proof.pop("proofValue"))
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "base": None, "documentLoader": load}
    texts = (
        jsonld.normalize({**proof, "@context": document["@context"]}, options),
        jsonld.normalize(document, options),
    )
    message = b"".join(hashlib.sha256(text.encode()).digest() for text in texts)
    nacl.bindings.crypto_sign_open(value + message, making.ISSUER.public.raw)


def typical() -> bytes:
    """A badge of about 5 KB with twelve alignments."""
    badge = making.badge()
    badge["credentialSubject"]["achievement"]["alignment"] = [
        {
            "type": ["Alignment"],
            "targetName": f"Explain and apply method number {n} to data of one's own",
            "targetUrl": f"https://skills.example/framework/method/{n}",
            "targetDescription": "Chooses the method, states its assumptions, and says what the result does not show.",
            "targetType": "CFItem",
        }
        for n in range(12)
    ]
    return making.raw(making.signed(badge))


def main() -> None:
    library = making.library()
    for name, raw in (("small", making.raw(making.signed())), ("typical", typical())):
        ours, theirs = interleaved(
            lambda raw=raw: verify_found(formats.read(raw), library, making.NOW),  # type: ignore[misc]
            lambda raw=raw: peer(raw),  # type: ignore[misc]
        )
        print(
            f"verify {name:8} {len(raw):6} B   ours {ours:7.2f} ms   PyLD proof only {theirs:7.2f} ms   {theirs / ours:5.1f}x"
        )
    payload = typical()
    pack, read = interleaved(lambda: qr.write_gif(qr.pack(payload)), lambda: qr.scan(picture))  # type: ignore[has-type]
    print(
        f"QR of {len(payload)} B     draw {pack:7.1f} ms   read back {read:7.1f} ms   {len(qr.pack(payload).parts)} codes"
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "bench.vault"
        with Vault.create(path, "walnut ferry quiet lantern", cost=FLOOR) as vault:
            for count in (100, 1000):
                while len(vault.records) < count:
                    vault.put(*(Record.new(Kind.CREDENTIAL, payload, {}) for _ in range(100)))
                (put,) = interleaved(lambda: vault.put(Record.new(Kind.CREDENTIAL, payload, {})))
                print(f"vault of {count:5}        durable put {put:7.2f} ms")


picture = qr.write_gif(qr.pack(typical()))

if __name__ == "__main__":
    main()
