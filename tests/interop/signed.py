"""Mutants of signed credentials: spoiled under the old signature, or odd and then signed again.

The second kind is the interesting one: the signature is good, and everything else may be wrong.
"""

import copy
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests import making, test_status
from tests.interop import shapes
from tests.interop.fresh import HOLDER, ISSUER, SELECTIVE, varied
from tests.soak.mutants import WRONG, spoil_value
from wallet import formats, proofs
from wallet.crypto.keys import PrivateKey
from wallet.encoding import load_json
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


def issued_by(document: Json, key: PrivateKey) -> Json:
    """The same by another issuer, where the issuer is the usual one."""
    text = json.dumps(document).replace(f'"{DID}"', json.dumps(key.did))
    found: Json = json.loads(text)
    return found


def extended(document: Json, suite: str) -> Json:
    if suite == "Ed25519Signature2020" or document.get("@context", [""])[:1] == [making.V1]:
        more = making.ED2020 if suite == "Ed25519Signature2020" else making.DI2
        return {**document, "@context": [*shapes.listed(document.get("@context")), more]}
    return document


def told() -> Json:
    return {
        "options": {"status": {test_status.URL: listing()}},
        "documents": (making.document(test_status.URL, listing(), making.NOW, True),),
    }


@cache
def listing() -> Json:
    return making.signed(test_status.listing(test_status.bits(6)))


def resigned(chance: random.Random) -> Mutant:
    suite, kind = chance.choice(SUITES)
    document = issued_by(extended(odd_credential(chance), suite), KEYS[kind])
    return Mutant(suite, making.raw(sign(document, suite, KEYS[kind])), **told())


def derived(suite: str, chance: random.Random) -> Mutant:
    """A part of an odd credential, shown by its holder."""
    key = KEYS[SELECTIVE[suite]]
    document = issued_by(odd_credential(chance), key)
    base = making.signed(
        document, key, suite_name=suite, mandatory=chance.choice(((), ("/issuer",), ("/issuer", "/validFrom", "/type")))
    )
    credential = formats.read(making.raw(base)).credentials[0]
    places = [one.pointer for one in present.choices(credential)]
    chosen = chance.sample(places, min(len(places), chance.randint(1, 6)))
    part = load_json(present.disclose(credential, chosen, making.library(), making.NOW))
    if chance.random() < 0.3:
        spoil_value(part, chance)
    return Mutant(suite, making.raw(part), **told())


def odd_options(chance: random.Random) -> Mutant:
    """A plain badge under a proof with odd options, or under several."""
    suite, _ = chance.choice(SUITES[:2])
    document = chance.choice((making.badge(), making.badge(), varied(9, one=True)))
    document = extended({**document, "issuer": {**document["issuer"], "id": DID}}, suite)
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
