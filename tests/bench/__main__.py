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
from wallet.crypto.keys import PrivateKey
from wallet.crypto.seal import FLOOR
from wallet.encoding import multibase_decode
from wallet.sharing import present, qr
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


def unsigned() -> dict[str, Any]:
    return {name: value for name, value in json.loads(typical()).items() if name != "proof"}


def derived(suite: str, kind: str) -> bytes:
    """A part of the typical badge: six of its alignments, some thirty statements."""
    key = PrivateKey.from_seed(bytes(range(1, 33)), kind)
    issuer = {"id": key.did, "type": ["Profile"], "name": "北総学院大学"}
    signed = making.signed({**unsigned(), "issuer": issuer}, key, suite_name=suite, mandatory=("/issuer", "/validFrom"))
    chosen = [f"/credentialSubject/achievement/alignment/{place}" for place in range(6)]
    credential = formats.read(making.raw(signed)).credentials[0]
    return present.disclose(credential, chosen, making.library(), making.NOW)


def suites() -> None:
    """Each suite with all policy checks, beside nothing but its last signature check."""
    library, message = making.library(), bytes(64)
    floor_key = PrivateKey.from_seed(bytes(range(1, 33)), "P-256")
    signature = floor_key.sign(message)
    jcs = making.raw(making.signed(unsigned(), suite_name="eddsa-jcs-2022"))
    for name, raw in (
        ("eddsa-jcs-2022", jcs),
        ("ecdsa-sd-2023", derived("ecdsa-sd-2023", "P-256")),
        ("bbs-2023", derived("bbs-2023", "BLS12-381-G2")),
    ):
        ours, floor = interleaved(
            lambda raw=raw: verify_found(formats.read(raw), library, making.NOW),  # type: ignore[misc]
            lambda: floor_key.public.check(message, signature, "ES256"),
        )
        print(f"verify {name:15} {len(raw):6} B   ours {ours:7.2f} ms   = {ours / floor:5.1f} P-256 signatures")


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
    suites()
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
