"""Mutants of signed credentials: spoiled under the old signature, or odd and then signed again.

The second kind is the interesting one: the signature is good, and everything else may be wrong.
"""

import copy
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from tests import making, test_status, test_token_status
from tests.interop import shapes
from tests.interop.fresh import FOR_LINKED, FOR_TOKENS, HOLDER, ISSUER, SELECTIVE, varied
from tests.soak.mutants import WRONG, spoil, spoil_value
from tests.test_formats import token
from tests.test_holder import ASKED
from tests.test_legacy_suites import legacy
from tests.test_sdjwt import CLAIMS, HIDDEN, issued, salts
from wallet import formats, proofs
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_decode, load_json
from wallet.errors import WalletError
from wallet.formats import sdjwt
from wallet.library import Document
from wallet.model import Audience
from wallet.proofs.suite import Secured
from wallet.sharing import present

Json = dict[str, Any]
KEYS = {kind: PrivateKey.from_seed(bytes(range(1, size + 1)), kind)
        for kind, size in {"Ed25519": 32, "P-256": 32, "P-384": 48, "BLS12-381-G2": 32}.items()}  # fmt: skip
SUITES = (("eddsa-rdfc-2022", "Ed25519"), ("eddsa-jcs-2022", "Ed25519"), ("ecdsa-rdfc-2019", "P-256"), ("ecdsa-rdfc-2019", "P-384"),
          ("ecdsa-jcs-2019", "P-256"), ("ecdsa-jcs-2019", "P-384"), ("Ed25519Signature2020", "Ed25519"))  # fmt: skip
DATES = (
    "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-01-01T09:00:00+09:00", "2026-01-01T24:00:00Z", "2026-02-30T00:00:00Z",
    "2026-06-30T23:59:60Z", "2026-01-01T00:00:00.123456789Z", "2027-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2026-01-01t00:00:00z",
    "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "20260101T000000Z", "2026-01-01T00:00Z", "2026-01-01T00:00:00+14:00",
    "2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00+15:00", " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z\n", "2026-01-01 00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-11-24T09:00:00Z", "2026-11-24T09:00:01Z", "2026-11-24T09:04:00Z", "", "now", None,
    1767225600, True, [], ["2026-01-01T00:00:00Z"], {"@value": "2026-01-01T00:00:00Z"}, "２０２６-01-01T00:00:00Z", "2026-W01-1T00:00:00Z",
)  # fmt: skip
DID = ISSUER.did
METHODS = (ISSUER.verification_method, DID, f"{DID}#", f"{DID}#key-1", f"{DID}#{making.STRANGER.multikey}", making.STRANGER.verification_method,
           {"id": ISSUER.verification_method}, {"id": ISSUER.verification_method, "type": "Multikey", "controller": DID}, "", None, [ISSUER.verification_method],
           f"{DID}?x=1#{ISSUER.multikey}", f" {ISSUER.verification_method}", ISSUER.verification_method.upper(), "urn:x:y",
           f"https://issuer.example/#{ISSUER.multikey}", HOLDER.verification_method)  # fmt: skip
INDEXES: tuple[Any, ...] = (
    "5",
    5,
    "05",
    " 5",
    "5 ",
    "-1",
    "131071",
    "131072",
    "999999999999",
    "abc",
    "",
    "5.0",
    5.0,
    None,
    True,
    "0x5",
    "1e3",
    ["5"],
    "٥",
)


@dataclass(frozen=True)
class Mutant:
    """A file of one kind, and what a verifier is told beside it."""

    kind: str
    content: bytes
    asked: Audience | None = None
    options: Json = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


# --- what is changed before signing --------------------------------------


def _date(document: Json, chance: random.Random) -> None:
    name = chance.choice(("validFrom", "validUntil", "issuanceDate", "expirationDate", "awardedDate"))
    document[name] = chance.choice(DATES)


def _removed(document: Json, chance: random.Random) -> None:
    document.pop(chance.choice(list(document)))


def _wrong(document: Json, chance: random.Random) -> None:
    document[chance.choice(list(document))] = copy.deepcopy(chance.choice(WRONG))


def _types(document: Json, chance: random.Random) -> None:
    document["type"] = chance.choice(
        (shapes.types(chance), ["VerifiableCredential"], "VerifiableCredential", [*document.get("type", []), "MadeUp"])
    )


def _issuer(document: Json, chance: random.Random) -> None:
    document["issuer"] = chance.choice(
        (DID, {"id": DID}, [DID], [{"id": DID}], {"id": making.STRANGER.did}, {"name": "nobody"}, {"@id": DID}, f"{DID}#{ISSUER.multikey}",
         {"id": DID, "type": "Profile", "name": {"@value": "北", "@language": "ja"}}, f" {DID}", "https://issuer.example/", {"id": [DID]})
    )  # fmt: skip


def _subject(document: Json, chance: random.Random) -> None:
    subject = document.get("credentialSubject")
    document["credentialSubject"] = chance.choice(
        (
            [subject],
            [subject, subject],
            [subject, {"id": making.STRANGER.did}],
            [],
            {},
            [{}],
            {"id": "nobody"},
            {"id": HOLDER.did},
            "x",
            [HOLDER.did],
            None,
        )
    )


def _status(document: Json, chance: random.Random) -> None:
    entry = test_status.entry(
        chance.choice(INDEXES), chance.choice(("revocation", "suspension", "message", "refresh", "", "x"))
    )
    entry |= chance.choice(({}, {}, {}, {"statusSize": 1}, {"statusSize": 2}, {"statusSize": "1"}, {"type": ["BitstringStatusListEntry"]}, {"type": "MadeUp"},
                            {"statusListCredential": "https://issuer.example/other"}, {"id": None}, {"type": "StatusList2021Entry"}))  # fmt: skip
    if chance.random() < 0.2:
        entry.pop(chance.choice(list(entry)))
    document["credentialStatus"] = chance.choice(
        (entry, entry, [entry], [entry, test_status.entry("6")], [], {}, [None], "x")
    )


def _member(document: Json, chance: random.Random) -> None:
    document[chance.choice(("credentialSchema", "termsOfUse", "refreshService", "evidence", "relatedResource", "holder", "name", "description", "id",
                            "confidenceMethod", "renderMethod", "validFrom", "@id", "@type", "nonTransferable"))] = shapes.odd(chance)  # fmt: skip


def _contexts(document: Json, chance: random.Random) -> None:
    document["@context"] = shapes.contexts(document.get("@context", making.V2), chance)


CHANGES: tuple[Callable[[Json, random.Random], None], ...] = (
    _date, _date, _removed, _wrong, _types, _issuer, _subject, _status, _status, _member, _contexts, spoil_value,
)  # fmt: skip


def odd_credential(chance: random.Random) -> Json:
    """An unsigned credential with zero to two odd shapes and zero to two odd members."""
    seed = chance.choice(shapes.credentials())
    found: Json = shapes.mutant(seed, chance) if chance.random() < 0.5 else json.loads(json.dumps(seed))
    for _ in range(chance.choice((0, 1, 1, 2))):
        chance.choice(CHANGES)(found, chance)
    return found


# --- signing whatever it is ----------------------------------------------


def sign(document: Json, suite: str, key: PrivateKey, **changes: Any) -> Json:
    """A proof over exactly these options, however odd: nothing is checked, and nothing refused for being lost."""
    kind: Json = {"type": suite} if suite[:1].isupper() else {"type": "DataIntegrityProof", "cryptosuite": suite}
    options: Json = {
        **kind,
        "created": "2026-09-12T03:00:00Z",
        "verificationMethod": key.verification_method,
        "proofPurpose": "assertionMethod",
    }
    if "-jcs-" in suite and "@context" in document:
        options = {"@context": document["@context"], **options}
    options = {name: value for name, value in {**options, **changes}.items() if value != "-"}
    value = proofs.suite(suite).sign(Secured(document, making.library()), options, key, ())
    return {**document, "proof": {**options, "proofValue": value}}


def _for(document: Json, key: PrivateKey) -> Json:
    """The same by another issuer, where the issuer is the usual one."""
    text = json.dumps(document).replace(f'"{DID}"', json.dumps(key.did))
    found: Json = json.loads(text)
    return found


def _extended(document: Json, suite: str) -> Json:
    if suite == "Ed25519Signature2020" or document.get("@context", [""])[:1] == [making.V1]:
        more = making.ED2020 if suite == "Ed25519Signature2020" else making.DI2
        return {**document, "@context": [*shapes.listed(document.get("@context")), more]}
    return document


def _told() -> Json:
    return {
        "options": {"status": {test_status.URL: listing()}},
        "documents": (making.document(test_status.URL, listing(), making.NOW, True),),
    }


@cache
def listing() -> Json:
    return making.signed(test_status.listing(test_status.bits(6)))


def resigned(chance: random.Random) -> Mutant:
    suite, kind = chance.choice(SUITES)
    document = _for(_extended(odd_credential(chance), suite), KEYS[kind])
    return Mutant(suite, making.raw(sign(document, suite, KEYS[kind])), **_told())


def derived(suite: str, chance: random.Random) -> Mutant:
    """A part of an odd credential, shown by its holder."""
    key = KEYS[SELECTIVE[suite]]
    document = _for(odd_credential(chance), key)
    base = making.signed(
        document, key, suite_name=suite, mandatory=chance.choice(((), ("/issuer",), ("/issuer", "/validFrom", "/type")))
    )
    credential = formats.read(making.raw(base)).credentials[0]
    places = [one.pointer for one in present.choices(credential)]
    chosen = chance.sample(places, min(len(places), chance.randint(1, 6)))
    part = load_json(present.disclose(credential, chosen, making.library(), making.NOW))
    if chance.random() < 0.3:
        spoil_value(part, chance)
    return Mutant(suite, making.raw(part), **_told())


def odd_options(chance: random.Random) -> Mutant:
    """A plain badge under a proof with odd options, or under several."""
    suite, _ = chance.choice(SUITES[:2])
    document = chance.choice((making.badge(), making.badge(), varied(9, one=True)))
    document = _extended({**document, "issuer": {**document["issuer"], "id": DID}}, suite)
    table: dict[str, tuple[Any, ...]] = {
        "proofPurpose": (
            "authentication",
            "assertionMethod",
            "https://w3id.org/security#assertionMethod",
            "keyAgreement",
            "",
            ["assertionMethod"],
            None,
            "-",
        ),
        "created": (*DATES, "-"),
        "expires": DATES,
        "verificationMethod": (*METHODS, "-"),
        "challenge": ("c", 5, None, ["c"], ""),
        "domain": ("fair.example", ["fair.example", "b.example"], 5, ""),
        "id": ("urn:uuid:1", "relative", 5, None),
        "previousProof": ("urn:uuid:2", "urn:uuid:1", ["urn:uuid:2"], 5, None, []),
        "nonce": ("n", 5, {"a": 1}),
        "type": ("DataIntegrityProof", ["DataIntegrityProof"], "Ed25519Signature2020", "x"),
        "cryptosuite": (["eddsa-rdfc-2022"], "eddsa-2022", "eddsa-jcs-2022", None, "-"),
        "@context": (making.V2, [making.V2], making.DI2, [], "-", {"x": "https://x.example/"}),
        "proofValue": ("z3", "", "-"),
        "jws": ("e30..AA",),
        "extra": (1, {"id": "urn:x"}, "-"),
    }
    changes = {name: chance.choice(table[name]) for name in chance.sample(list(table), chance.choice((1, 1, 1, 2)))}
    good = sign(document, suite, ISSUER)["proof"]
    odd = sign(document, suite, ISSUER, **changes)["proof"]
    other = sign(document, suite, making.STRANGER)["proof"]
    broken = {**good, "created": "2026-09-12T03:00:01Z"}
    unknown = {**good, "cryptosuite": "unknown-2030"}
    moved = {**odd, "proofValue": chance.choice(("u", "z", "", "m")) + odd["proofValue"][1:]}
    several = chance.choice(
        (
            [odd],
            [good, odd],
            [good, other],
            [good, broken],
            [good, unknown],
            [broken],
            [other],
            [odd, odd],
            [moved],
            [],
            [good, None],
            [good, {}],
        )
    )
    found = chance.choice((odd, odd, several, several, moved, {"@graph": [good]}))
    return Mutant(f"options of {suite}", making.raw({**document, "proof": found}))


# --- tokens ---------------------------------------------------------------


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
    return Mutant(kind, token(payload, **header), **_told())


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
    told: Json = {"documents": (document,), "options": {"status": {test_token_status.URL: document.raw.decode()}}}
    if chance.random() < 0.5:
        return Mutant("SD-JWT VC", raw, **told)
    told["options"] |= FOR_TOKENS
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
    return Mutant("SD-JWT VC, bound", bound, ASKED, **told)


def odd_presentation(chance: random.Random) -> Mutant:
    one = chance.random() < 0.3
    badge = making.signed() if not one else making.signed(_extended(varied(9, one=True), "eddsa-rdfc-2022"))
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
    told = _told()
    files = [
        Mutant(suite, making.raw(sign(_for(_extended(varied(3), suite), KEYS[kind]), suite, KEYS[kind])), **told)
        for suite, kind in SUITES
    ]
    files += [Mutant("Ed25519Signature2018", making.raw(legacy("Ed25519Signature2018")))]
    for suite, kind in SELECTIVE.items():
        base = making.signed(_for(varied(3), KEYS[kind]), KEYS[kind], suite_name=suite, mandatory=("/issuer",))
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
