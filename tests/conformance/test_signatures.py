"""Published edge cases of signatures and keys (wycheproof, cctv-ed25519), as the strict profile says.

The profile: EdDSA, ES256, ES384, PS256 and RS256 with RSA of 2,048 bits or more; nothing symmetric.
"""

import json
from pathlib import Path
from typing import Any

from wallet.crypto import keys
from wallet.encoding import b64url_decode
from wallet.errors import WalletError
from wallet.formats import jwt
from wallet.proofs.jose import ALGORITHMS, check_jws

BEYOND = {
    # test, by its number: why a valid one is not accepted
    346: "PS384, outside the profile, and the key says PS256",
    350: "PS384, outside the profile, and the key says PS256",
}


def holds(check: Any, *args: Any) -> bool:
    try:
        check(*args)
    except WalletError:
        return False
    return True


def groups(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_bytes())["testGroups"]
    return found


def test_every_rsa_signature_is_judged_as_published(vectors: Path) -> None:
    count = 0
    for group in groups(vectors / "wycheproof" / "rsa_signature_2048_sha256_test.json"):
        key = keys.from_der(bytes.fromhex(group["publicKeyDer"]))
        for test in group["tests"]:
            accepted = holds(key.check, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]), "RS256")
            assert accepted == (test["result"] == "valid") or test["result"] == "acceptable", test["tcId"]
            count += 1
    assert count == 259


def test_every_json_web_signature_is_judged_as_published(vectors: Path) -> None:
    accepted_count = refused_symmetric = 0
    for group in groups(vectors / "wycheproof" / "json_web_signature_test.json"):
        for test in group["tests"]:
            accepted = holds(check_token, test["jws"], group.get("public", group["private"]))
            algorithm = group.get("public", group["private"]).get("alg", "")
            if algorithm not in ALGORITHMS and algorithm:
                assert not accepted, test["tcId"]
                refused_symmetric += test["result"] == "valid"
            elif test["tcId"] in BEYOND:
                assert not accepted, test["tcId"]
            else:
                assert accepted == (test["result"] == "valid"), (test["tcId"], test["comment"])
            accepted_count += accepted
    assert accepted_count > 15
    assert refused_symmetric > 5


def test_every_json_web_key_is_judged_as_published(vectors: Path) -> None:
    count = 0
    for group in groups(vectors / "wycheproof" / "json_web_key_test.json"):
        chosen = group.get("public", group["private"])["keys"]
        for test in group["tests"]:
            kid = jwt.split(with_payload(test["jws"]))[0].get("kid")
            matching = [jwk for jwk in chosen if jwk.get("kid") == kid]
            accepted = len(matching) == 1 and holds(check_token, test["jws"], matching[0])
            symmetric = "public" not in group
            assert accepted == (test["result"] == "valid" and not symmetric), (test["tcId"], test["comment"])
            count += 1
    assert count == 26


def with_payload(token: str) -> bytes:
    """A token whose header can be read by a reader that wants objects: the payload is replaced by one."""
    head, _, tail = token.split(".")
    return f"{head}.e30.{tail}".encode()


def check_token(token: str, jwk: dict[str, Any]) -> None:
    """A compact token under a key. The published payloads are no objects, which is not what is tested."""
    parts = token.split(".")
    if len(parts) != 3 or not parts[0].startswith("ey"):
        raise WalletError("malformed.jwt")
    header, _, signature = jwt.split(with_payload(token))
    b64url_decode(parts[1])
    check_jws(token.encode("ascii"), jwt.proof_of(header, signature, ""), keys.from_jwk(jwk))


def test_ed25519_is_as_strict_as_libsodium_on_every_edge(vectors: Path) -> None:
    """Of the 914 cases no small-order key or point and no second spelling of one is accepted."""
    refused = {"low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R"}
    accepted_count = 0
    cases = json.loads((vectors / "cctv-ed25519" / "ed25519vectors.json").read_bytes())
    for case in cases:
        key = keys.PublicKey("Ed25519", bytes.fromhex(case["key"]))
        if holds(key.check, case["msg"].encode(), bytes.fromhex(case["sig"]), "EdDSA"):
            accepted_count += 1
            assert not refused & set(case["flags"] or ()), case["number"]
    assert (len(cases), accepted_count) == (914, 43)
