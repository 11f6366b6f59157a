"""Other people's verifiers in Python: run by an interpreter that has them, never imported by the project.

One JSON request a line on stdin, one answer a line on stdout: ``{peer, text, n, now, aud, nonce}`` ->
``{ms, good}``. With a peer and a file as arguments: verify it once, and exit with 0 if it is good.
"""

import json
import sys
import time
from datetime import datetime


def refused(url, *rest, **more):
    raise ValueError(f"offline: {url}")


def openbadgeslib(text, request):
    if text[:1] == "{":
        from openbadgeslib.ob3.ldp import OB3LdpVerifier

        OB3LdpVerifier().verify(text, check_status=True, download=refused)
    else:
        from openbadgeslib.ob3.verifier import OB3Verifier

        OB3Verifier.for_issuer_did(request["issuer"], download=refused).verify(
            text, check_status=True, download=refused
        )


def openvc(text, request):
    from openbadgeslib.ob3.clr import bundled_clr_contexts
    from openbadgeslib.ob3.contexts import bundled_contexts
    from openvc import _json
    from openvc.did.base import DidResolverRegistry
    from openvc.did.did_key import DidKeyResolver
    from openvc.verify import VerificationPolicy, verify_credential

    if not _KEPT:
        _KEPT.update(bundled_contexts(), **bundled_clr_contexts())
    asked = {"audience": request["aud"], "nonce": request["nonce"], "require_key_binding": True} if "~" in text else {}
    moment = datetime.fromisoformat(request["now"].replace("Z", "+00:00"))
    verify_credential(
        _json.loads(text) if text[:1] == "{" else text,
        policy=VerificationPolicy(now=moment, leeway_s=0, **asked),
        resolver=DidResolverRegistry([DidKeyResolver()]),
        extra_contexts=_KEPT,
    )


def sd_jwt(text, request):
    from jwcrypto.jwk import JWK
    from sd_jwt.verifier import SDJWTVerifier

    # The issuer's key is handed over ready: this peer resolves no names.
    SDJWTVerifier(text, lambda *_: JWK(**request["jwk"]), request["aud"], request["nonce"]).get_verified_payload()


_KEPT = {}
PEERS = {"openbadgeslib": openbadgeslib, "openvc-core": openvc, "sd-jwt": sd_jwt}


def answer(request):
    taken = []
    try:
        for _ in range(request["n"]):
            started = time.perf_counter()
            PEERS[request["peer"]](request["text"], request)
            taken.append((time.perf_counter() - started) * 1000)
    except Exception as error:
        return {"ms": taken, "good": False, "error": f"{type(error).__name__}: {error}"[:300]}
    return {"ms": taken, "good": True}


def main():
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:  # noqa: PTH123
            PEERS[sys.argv[1]](file.read(), {"now": "2026-11-24T09:00:00Z"})
        return
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
