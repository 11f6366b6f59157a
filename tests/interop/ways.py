"""Mutants of tokens and presentations, files spoiled under their signature, and how many of each kind."""

import random
from collections.abc import Callable
from functools import cache, partial

from tests import making, test_token_status
from tests.interop.fresh import FOR_LINKED, FOR_TOKENS, HOLDER, ISSUER, SELECTIVE, varied
from tests.interop.signed import (
    DATES,
    DID,
    KEYS,
    METHODS,
    SUITES,
    Json,
    Mutant,
    derived,
    extended,
    issued_by,
    odd_credential,
    odd_options,
    resigned,
    sign,
    told,
)
from tests.soak.mutants import spoil, spoil_value
from tests.test_formats import token
from tests.test_holder import ASKED
from tests.test_legacy_suites import legacy
from tests.test_sdjwt import CLAIMS, HIDDEN, issued, salts
from wallet import formats
from wallet.encoding import b64url_decode, load_json
from wallet.errors import WalletError
from wallet.formats import sdjwt
from wallet.library import Document
from wallet.model import Audience
from wallet.sharing import present


def odd_token(chance: random.Random) -> Mutant:
    kind = chance.choice(("VC-JWT 1.1", "OB3 JWT", "vc+jwt"))
    document = odd_credential(chance) if chance.random() < 0.4 else chance.choice((making.badge(), varied(9, one=True)))
    claims: Json = {"iss": DID, "sub": HOLDER.did, "nbf": 1_767_225_600}
    if "id" in document:
        claims["jti"] = document["id"]
    payload: Json = (
        {**claims, "vc": document} if kind == "VC-JWT 1.1" else {**document, **(claims if kind == "OB3 JWT" else {})}
    )
    if chance.random() < 0.6:
        name = chance.choice(
            (
                "iss",
                "sub",
                "jti",
                "nbf",
                "exp",
                "iat",
                "aud",
                "vc",
                "vp",
                "cnf",
                "status",
                "nonce",
                "_sd",
                "_sd_alg",
                "proof",
            )
        )
        values = (
            DID,
            making.STRANGER.did,
            HOLDER.did,
            1_767_225_600,
            1_767_225_600.5,
            1_900_000_000,
            1_700_000_000,
            "1767225600",
            0,
            -1,
            1e20,
            None,
            [],
            {},
            [DID],
            document,
        )
        payload[name] = chance.choice(values)
    header: Json = {"kid": ISSUER.verification_method, **({"typ": "vc+jwt"} if kind == "vc+jwt" else {})}
    if chance.random() < 0.5:
        odd: Json = {
            "typ": chance.choice(("JWT", "vc+jwt", "VC+JWT", "application/vc+jwt", "vc+ld+jwt", "vp+jwt", "dc+sd-jwt", "statuslist+jwt", 5, "")),
            "cty": chance.choice(("vc", "JWT", 5)), "kid": chance.choice(METHODS), "jwk": chance.choice((ISSUER.public_jwk, making.STRANGER.public_jwk, {}, 5)),
            "alg": chance.choice(("EdDSA", "Ed25519", "eddsa", "none", "ES256", "HS256", ["EdDSA"], None)), "crit": chance.choice((["exp"], [], "b64", ["b64"])),
            "b64": chance.choice((True, False)), "zip": "DEF", "x5c": ["AA"], "jku": "https://x.example/", "iat": 5, "iss": making.STRANGER.did,
        }  # fmt: skip
        name = chance.choice(list(odd))
        header[name] = odd[name]
    return Mutant(kind, token(payload, **header), **told())


def odd_sd_jwt(chance: random.Random) -> Mutant:
    changes: Json = {}
    if chance.random() < 0.7:
        name = chance.choice(
            (
                "iss",
                "vct",
                "iat",
                "nbf",
                "exp",
                "cnf",
                "status",
                "sub",
                "aud",
                "_sd_alg",
                "_sd",
                "...",
                "jti",
                "vct#integrity",
                "x",
            )
        )
        values = (DID, making.STRANGER.did, 1_767_225_600, 1_900_000_000, 1_700_000_000, "1767225600", None, [], {}, ["x"], "sha-256", "sha-384", "SHA-256", "md5",
                  {"jwk": HOLDER.public_jwk}, {"jwk": making.STRANGER.public_jwk}, {"kid": "x"}, test_token_status.at(6), test_token_status.at(5), test_token_status.at("5"),
                  test_token_status.at(10**9), {"other": {}}, {"_sd": []}, {"...": "x"}, [{"...": "x"}])  # fmt: skip
        changes[name] = chance.choice(values)
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    hidden = tuple(one for one in HIDDEN if chance.random() < 0.7 and one != "/address/region")
    if chance.random() < 0.15:
        hidden = (*hidden, chance.choice([f"/{name}" for name in claims]))
    header: Json = {"kid": ISSUER.verification_method}
    if chance.random() < 0.2:
        header |= chance.choice(
            (
                {"typ": "vc+sd-jwt"},
                {"typ": "JWT"},
                {"kid": making.STRANGER.verification_method},
                {"crit": ["x"]},
                {"alg": "Ed25519"},
                {"kid": DID},
            )
        )
    whole = sdjwt.issue(claims, tuple(dict.fromkeys(hidden)), ISSUER, header, salts(), HOLDER)
    parts = whole.split(b"~")
    middle = [one for one in parts[1:-1] if chance.random() < 0.7]
    if chance.random() < 0.15 and middle:
        chance.choice((middle.reverse, partial(middle.append, middle[0]), partial(middle.append, b"WyJhIiwiYiIsMV0")))()
    raw = b"~".join([parts[0], *middle, b""])
    document = Document(test_token_status.URL, test_token_status.listing({6: 1}), making.NOW, True)
    given: Json = {"documents": (document,), "options": {"status": {test_token_status.URL: document.raw.decode()}}}
    if chance.random() < 0.5:
        return Mutant("SD-JWT VC", raw, **given)
    given["options"] |= FOR_TOKENS
    asked = Audience(
        chance.choice((ASKED.challenge, ASKED.challenge, "x")), chance.choice((ASKED.domain, ASKED.domain, "x"))
    )
    bound = sdjwt.bind(raw, chance.choice((HOLDER, HOLDER, HOLDER, making.STRANGER)), asked, making.NOW)
    if chance.random() < 0.4:
        head, payload = (load_json(b64url_decode(one)) for one in bound.rpartition(b"~")[2].decode().split(".")[:2])
        name = chance.choice(("iat", "aud", "nonce", "sd_hash", "exp", "nbf", "typ"))
        (head if name == "typ" else payload)[name] = chance.choice(
            (0, 1_767_225_600, 1_900_000_000, "x", [ASKED.domain], [ASKED.domain, "y"], None, "JWT", "KB+JWT")
        )
        bound = raw + token(payload, HOLDER, **head)
    return Mutant("SD-JWT VC, bound", bound, ASKED, **given)


def odd_presentation(chance: random.Random) -> Mutant:
    one = chance.random() < 0.3
    badge = making.signed() if not one else making.signed(extended(varied(9, one=True), "eddsa-rdfc-2022"))
    held = chance.choice(([badge], badge, [badge, badge], [], [making.signed(making.badge(credentialSubject={"id": making.STRANGER.did}))],
                          [{"@context": making.V2, "type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt," + token(making.badge(), typ="vc+jwt").decode()}]))  # fmt: skip
    document: Json = {
        "@context": [making.V1, making.DI2] if one else [making.V2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.did,
        "verifiableCredential": held,
    }
    if chance.random() < 0.5:
        name = chance.choice(("holder", "type", "id", "@context", "termsOfUse", "verifiableCredential", "name"))
        document[name] = chance.choice((HOLDER.did, {"id": HOLDER.did}, {"id": making.STRANGER.did}, making.STRANGER.did, [HOLDER.did], "VerifiablePresentation",
                                        ["VerifiablePresentation", "MadeUp"], "urn:x:y", {}, [], None, {"type": "https://x.example/T"}, [making.V2, making.OB]))  # fmt: skip
    changes: Json = {"proofPurpose": "authentication", **FOR_LINKED}
    if chance.random() < 0.5:
        table = {"proofPurpose": ("assertionMethod", "-"), "challenge": ("x", "-", [ASKED.challenge], None), "domain": ("x", "-", [ASKED.domain], [ASKED.domain, "x"], [], None),
                 "created": DATES, "expires": DATES, "verificationMethod": METHODS}  # fmt: skip
        name = chance.choice(list(table))
        changes[name] = chance.choice(table[name])
    signed = sign(
        document,
        chance.choice(("eddsa-rdfc-2022", "eddsa-jcs-2022")),
        chance.choice((HOLDER, HOLDER, HOLDER, making.STRANGER)),
        **changes,
    )
    if chance.random() < 0.1:
        spoil_value(signed, chance)
    return Mutant("presentation", making.raw(signed), ASKED, {**FOR_LINKED})


@cache
def sound() -> tuple[Mutant, ...]:
    """One good file of each kind, to be spoiled under its signature."""
    given = told()
    files = [
        Mutant(suite, making.raw(sign(issued_by(extended(varied(3), suite), KEYS[kind]), suite, KEYS[kind])), **given)
        for suite, kind in SUITES
    ]
    files += [Mutant("Ed25519Signature2018", making.raw(legacy("Ed25519Signature2018")))]
    for suite, kind in SELECTIVE.items():
        base = making.signed(issued_by(varied(3), KEYS[kind]), KEYS[kind], suite_name=suite, mandatory=("/issuer",))
        part = present.disclose(
            formats.read(making.raw(base)).credentials[0],
            ("/credentialSubject/achievement/name",),
            making.library(),
            making.NOW,
        )
        files.append(Mutant(suite, part))
    files += [Mutant("vc+jwt", token(making.badge(), typ="vc+jwt")), Mutant("SD-JWT VC", issued())]
    shown = present.present(
        [formats.read(making.raw(making.signed())).credentials[0]], HOLDER, ASKED, making.NOW, making.library()
    )
    return (*files, Mutant("presentation", shown, ASKED, dict(FOR_LINKED)))


def spoiled(chance: random.Random) -> Mutant:
    one = chance.choice([file for file in sound() if file.kind != "bbs-2023" or chance.random() < 0.2])
    content = spoil(one.content, [other.content for other in sound()], chance)
    return Mutant(f"spoiled {one.kind}", content, one.asked, one.options, one.documents)


WAYS: tuple[tuple[Callable[[random.Random], Mutant], int], ...] = (
    (resigned, 34), (spoiled, 24), (odd_options, 13), (odd_token, 10), (odd_sd_jwt, 8), (odd_presentation, 7),
    (partial(derived, "ecdsa-sd-2023"), 3), (partial(derived, "bbs-2023"), 1),
)  # fmt: skip


def mutant(chance: random.Random) -> Mutant:
    """The next one that can be made at all."""
    while True:
        way = chance.choices([one for one, _ in WAYS], [weight for _, weight in WAYS])[0]
        try:
            return way(chance)
        except (WalletError, AttributeError, TypeError, ValueError, KeyError, IndexError):
            continue  # what cannot be signed, such as a context that nobody has
