"""Fresh credentials for each format: made there, made here, and the same with one character changed."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests import making, test_status, test_token_status
from tests.interop.others import Others
from tests.test_formats import token
from tests.test_holder import ASKED
from tests.test_sdjwt import CLAIMS, HIDDEN, issued
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_decode, load_json
from wallet.formats import sdjwt
from wallet.library import Document
from wallet.model import Audience
from wallet.sharing import present

SUITES = {
    "eddsa-rdfc-2022": "Ed25519",
    "eddsa-jcs-2022": "Ed25519",
    "Ed25519Signature2020": "Ed25519",
    "ecdsa-rdfc-2019": "P-256",
    "ecdsa-rdfc-2019:P-384": "P-384",
    "ecdsa-jcs-2019": "P-256",
    "ecdsa-jcs-2019:P-384": "P-384",
}
SELECTIVE = {"ecdsa-sd-2023": "P-256", "bbs-2023": "BLS12-381-G2"}
MANDATORY = ("/issuer", "/validFrom")
CHOSEN = ("/credentialSubject/achievement/name", "/credentialSubject/achievement/alignment/0")
OB1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
ISSUER, HOLDER = (making.key(name) for name in ("issuer", "holder"))
SEEDS = {"issuer": ISSUER.seed.hex(), "holder": HOLDER.seed.hex()}
FOR_LINKED = {"challenge": ASKED.challenge, "domain": ASKED.domain}
FOR_TOKENS = {"nonce": ASKED.challenge, "aud": ASKED.domain}
WORDS = (
    "データサイエンス", "renewable energy", "ヒアリング", "Zoë's “café”", "統計 & 確率", "naïve Bayes", "北総", "🙂 practice",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """One file, who made it, whether it is ``sound``, and what a verifier is told beside it."""

    made: str
    content: bytes
    sound: bool = True
    asked: Audience | None = None
    options: dict[str, Any] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()


def varied(number: int, name: str = "", one: bool = False) -> dict[str, Any]:
    """A badge unlike the others: Japanese, several alignments and results, numbers, profiles within profiles."""
    chance = random.Random(f"{name} {number}")

    def word() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))

    document = making.badge(name=word(), id=f"urn:uuid:{chance.randrange(16**12):012x}-{number}")
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    achievement |= {
        "name": word(),
        "description": word(),
        "criteria": {"narrative": word()},
        "tag": [word(), str(number)],
    }
    achievement["alignment"] = [
        {"type": ["Alignment"], "targetName": word(), "targetUrl": f"https://skills.example/{chance.randrange(10**6)}"}
        for _ in range(chance.randint(1, 4))
    ]
    if chance.random() < 0.5:
        achievement["creditsAvailable"] = chance.choice([1, 2.5, 0.1, 30, 1e2])
    if chance.random() < 0.5:
        achievement["creator"] = {"id": "https://creator.example/", "type": ["Profile"], "name": word()}
    if chance.random() < 0.5:
        subject["result"] = [{"type": ["Result"], "value": str(chance.randint(60, 100))}]
    if chance.random() < 0.3:
        document["validUntil"] = "2036-01-01T00:00:00Z"
    document["validFrom"] = "2026-01-01T00:00:00Z"
    if one:
        document |= {"@context": [making.V1, OB1], "issuanceDate": document.pop("validFrom")}
        if "validUntil" in document:
            document["expirationDate"] = document.pop("validUntil")
    return document


def renamed(document: dict[str, Any]) -> dict[str, Any]:
    """One character of what was learned."""
    found: dict[str, Any] = json.loads(json.dumps(document))
    achievement = found["credentialSubject"]["achievement"]
    achievement["name"] = ("い" if achievement["name"][0] != "い" else "う") + achievement["name"][1:]
    return found


def flipped(content: bytes, place: int | None = None) -> bytes:
    """Another letter in the middle, or at a place."""
    middle = len(content) // 2 if place is None else place
    return content[:middle] + (b"A" if content[middle : middle + 1] != b"A" else b"B") + content[middle + 1 :]


def _both(made: str, content: bytes, mutant: bytes, **more: Any) -> Iterator[Shown]:
    yield Shown(made, content, **more)
    yield Shown(f"{made}, changed", mutant, sound=False, **more)


def signed_here(document: dict[str, Any], suite: str, number: int, mandatory: tuple[str, ...] = ()) -> dict[str, Any]:
    kind = {**SUITES, **SELECTIVE}.get(suite, "Ed25519")
    key = PrivateKey.from_seed((number + 1).to_bytes(48 if kind == "P-384" else 32), kind)
    name = suite.partition(":")[0]
    return making.signed(
        {**document, "issuer": {**document["issuer"], "id": key.did}}, key, suite_name=name, mandatory=mandatory
    )


def linked(suite: str, others: Others, number: int, one: bool = False) -> Iterator[Shown]:
    document = varied(number, suite, one)
    needed = {"Ed25519Signature2020": making.ED2020}.get(suite, making.DI2 if one else "")
    if needed:
        document["@context"] = [*document["@context"], needed]
    for made, found in (
        ("there", others.issue(document, suite)),
        ("here", signed_here(document, suite, number)),
    ):
        yield from _both(made, making.raw(found), making.raw(renamed(found)))


def of_2018(others: Others, number: int) -> Iterator[Shown]:
    document = {**varied(number, "2018", one=True), "issuer": {"id": ISSUER.did, "type": ["Profile"], "name": "北総"}}
    theirs = others.make("sign2018", document=document, seed=SEEDS["issuer"])
    for made, found in (("there", theirs), ("here", signed_here(document, "Ed25519Signature2018", number))):
        yield from _both(made, making.raw(found), making.raw(renamed(found)))


def _derived(base: dict[str, Any]) -> dict[str, Any]:
    credential = formats.read(making.raw(base)).credentials[0]
    found: dict[str, Any] = json.loads(present.disclose(credential, CHOSEN, making.library(), making.NOW))
    return found


def selective(suite: str, others: Others, number: int) -> Iterator[Shown]:
    document = varied(number, suite)
    theirs = others.issue(document, suite, MANDATORY)
    mine = signed_here(document, suite, number, MANDATORY)
    for made, base in (("there", theirs), ("here", mine)):
        yield from _both(f"base {made}, part there", *_raw_and_changed(others.derive(base, CHOSEN)))
        yield from _both(f"base {made}, part here", *_raw_and_changed(_derived(base)))


def _raw_and_changed(document: dict[str, Any]) -> tuple[bytes, bytes]:
    return making.raw(document), making.raw(renamed(document))


def jwt(kind: str, others: Others, number: int) -> Iterator[Shown]:
    one = kind == "VC-JWT 1.1"
    document = varied(number, kind, one)
    begin = 1_767_225_600
    claims = {
        "VC-JWT 1.1": {"iss": ISSUER.did, "sub": HOLDER.did, "jti": document["id"], "nbf": begin, "vc": document},
        "OB3 JWT": {**document, "iss": ISSUER.did, "sub": HOLDER.did, "jti": document["id"], "nbf": begin},
        "vc+jwt": document,
    }[kind]
    header = {"kid": ISSUER.verification_method, **({"typ": "vc+jwt"} if kind == "vc+jwt" else {})}
    theirs = others.make("jwt", payload=claims, header=header, seed=SEEDS["issuer"]).encode()
    for made, content in (("there", theirs), ("here", token(claims, **header))):
        yield from _both(made, content, flipped(content))


def sd_jwt(others: Others, number: int) -> Iterator[Shown]:
    """Whole, in part, and bound; one letter of the signed part changed, and one of a disclosure."""
    claims = {name: value for name, value in CLAIMS.items() if name != "address"} | {"number": number}
    made = others.make(
        "sdjwt", claims=claims, frame={"_sd": ["family_name"], "learning_outcomes": {"_sd": [0, 1]}},
        header={"kid": ISSUER.verification_method}, seed=SEEDS["issuer"], holder=SEEDS["holder"],
        shown={"family_name": True}, challenge=ASKED.challenge, domain=ASKED.domain, iat=int(making.NOW.timestamp()),
    )  # fmt: skip
    part = sdjwt.disclose(issued(number=number), HIDDEN[: 1 + number % 4])
    rows: tuple[tuple[str, bytes, bool], ...] = (
        ("there, whole", made["whole"].encode(), False),
        ("there, part", made["part"].encode(), False),
        ("there, bound", made["bound"].encode(), True),
        ("there, bound here", sdjwt.bind(made["part"].encode(), HOLDER, ASKED, making.NOW), True),
        ("here, whole", issued(number=number), False),
        ("here, part", part, False),
        ("here, bound", sdjwt.bind(part, HOLDER, ASKED, making.NOW), True),
    )
    for name, content, bound in rows:
        asked: dict[str, Any] = {"asked": ASKED, "options": FOR_TOKENS} if bound else {}
        yield from _both(name, content, flipped(content, content.index(b"~") // 2), **asked)
        yield Shown(f"{name}, disclosure changed", flipped(content, content.index(b"~") + 30), sound=False, **asked)


def presentation(others: Others, number: int, suite: str = "eddsa-rdfc-2022", version: int = 2) -> Iterator[Shown]:
    document = varied(number, "shown", one=version == 1)
    if version == 1:
        document["@context"] = [*document["@context"], making.DI2]
    badge = making.signed(document)
    theirs = others.make(
        "present", credentials=[badge], seed=SEEDS["holder"], suite=suite, version=version, **FOR_LINKED
    )
    found = [("there", making.raw(theirs))]
    if version == 2 and suite == "eddsa-rdfc-2022":
        items = [badge, signed_here(document, "ecdsa-rdfc-2019", number)]
        credentials = [formats.read(making.raw(one)).credentials[0] for one in items]
        credentials.append(formats.read(token(document, typ="vc+jwt")).credentials[0])
        found.append(("here", present.present(credentials[:2], HOLDER, ASKED, making.NOW, making.library())))
        found.append(("here, enveloped", present.present(credentials[2:], HOLDER, ASKED, making.NOW, making.library())))
    if version == 1:
        old = formats.read(making.raw(badge)).credentials
        found.append(("here", present.present(old, HOLDER, ASKED, making.NOW, making.library())))
    for made, content in found:
        shown = load_json(content)
        forged = making.raw({**shown, "proof": {**shown["proof"], "created": "2026-11-24T08:59:59Z"}})
        yield from _both(made, content, forged, asked=ASKED, options=FOR_LINKED)
        other = Audience("another", ASKED.domain)
        told = {**FOR_LINKED, "challenge": other.challenge}
        yield Shown(f"{made}, replayed", content, sound=False, asked=other, options=told)


def vp_jwt(others: Others, number: int) -> Iterator[Shown]:
    vc = token(varied(number, "vp+jwt"), typ="vc+jwt").decode()
    payload = {
        "@context": [making.V2],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.did,
        "verifiableCredential": [
            {"@context": making.V2, "type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{vc}"}
        ],
        **FOR_TOKENS,
    }
    header = {"kid": HOLDER.verification_method, "typ": "vp+jwt"}
    content = others.make("jwt", payload=payload, header=header, seed=SEEDS["holder"]).encode()
    yield from _both("there", content, flipped(content), asked=ASKED, options=FOR_TOKENS)
    for name, one in (("here", vc), ("here, 1.1", token(varied(number, "vp+jwt", one=True)).decode())):
        held = formats.read(one.encode()).credentials
        content = present.present(held, HOLDER, ASKED, making.NOW, making.library(), form="vp-jwt")
        yield from _both(name, content, flipped(content), asked=ASKED, options=FOR_TOKENS)


def status(kind: str, others: Others, number: int) -> Iterator[Shown]:
    """A badge with an entry in a list made there or here: not in it, and in it."""
    index = number * 7 + 1
    for made in ("there", "here"):
        for sound in (True, False):
            bits = test_status.bits(*([] if sound else [index]), index + 1)
            listing = test_status.listing(bits)
            badge = making.badge(credentialStatus=test_status.entry(str(index)))
            if kind == "StatusList2021":
                listing = _of_2021(listing)
                badge["credentialStatus"]["type"] = "StatusList2021Entry"
                badge["@context"] = [*badge["@context"], SL2021]
            if made == "there":
                signed, badge = (others.issue(one, "eddsa-rdfc-2022", seed="list") for one in (listing, badge))
                content = making.raw(badge)
            else:
                signed, content = making.signed(listing), making.raw(making.signed(badge))
            document = making.document(test_status.URL, signed, making.NOW, from_address=True)
            name = made if sound else f"{made}, withdrawn"
            yield Shown(name, content, sound, None, {"status": {test_status.URL: signed}}, (document,))


SL2021 = "https://w3id.org/vc/status-list/2021/v1"


def _of_2021(listing: dict[str, Any]) -> dict[str, Any]:
    listing["credentialSubject"]["encodedList"] = listing["credentialSubject"]["encodedList"][1:]
    listing["credentialSubject"]["type"] = "StatusList2021"
    listing["type"] = ["VerifiableCredential", "StatusList2021Credential"]
    return {**listing, "@context": [making.V1, SL2021, making.DI2], "issuanceDate": listing.pop("validFrom")}


def token_status(others: Others, number: int) -> Iterator[Shown]:
    url = test_token_status.URL
    for made in ("there", "here"):
        for sound in (True, False):
            values = {number: 0 if sound else 1, number + 1: 1}
            listing = test_token_status.listing(values)
            if made == "there":
                payload = load_json(b64url_decode(listing.decode().split(".")[1]))
                header = {"typ": "statuslist+jwt", "kid": ISSUER.verification_method}
                listing = others.make("jwt", payload=payload, header=header, seed=SEEDS["issuer"]).encode()
            content = test_token_status.issued(test_token_status.at(number))
            told = {"status": {url: listing.decode()}}
            document = Document(url, listing, making.NOW, True)
            yield Shown(made if sound else f"{made}, withdrawn", content, sound, None, told, (document,))


Maker = Callable[[Others, int], Iterator[Shown]]
ROWS: dict[str, Maker] = {
    **{suite: partial(linked, suite) for suite in SUITES},
    "eddsa-rdfc-2022, VCDM 1.1": partial(linked, "eddsa-rdfc-2022", one=True),
    "Ed25519Signature2020, VCDM 1.1": partial(linked, "Ed25519Signature2020", one=True),
    "Ed25519Signature2018, VCDM 1.1": of_2018,
    **{suite: partial(selective, suite) for suite in SELECTIVE},
    **{kind: partial(jwt, kind) for kind in ("VC-JWT 1.1", "OB3 JWT", "vc+jwt")},
    "SD-JWT VC": sd_jwt,
    "presentation": presentation,
    "presentation, Ed25519Signature2020": partial(presentation, suite="Ed25519Signature2020"),
    "presentation, VCDM 1.1": partial(presentation, version=1),
    "presentation, vp+jwt": vp_jwt,
    "BitstringStatusList": partial(status, "BitstringStatusList"),
    "StatusList2021": partial(status, "StatusList2021"),
    "Token Status List": token_status,
}
"""Every format that has a peer. JsonWebSignature2020, JAdES and Open Badges 2.0 have none."""
