"""ecdsa-sd-2023 and bbs-2023: the published values byte for byte, and what a forger would try."""

import copy
import json
from pathlib import Path
from typing import Any

import cbor2
import pytest

from tests import making
from wallet import formats, proofs
from wallet.canon.selection import select
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_decode, b64url_encode, base58_decode
from wallet.errors import Malformed, Refused, WalletError
from wallet.formats.jsonld import read_proof
from wallet.library import Context, Library
from wallet.proofs import bbs_2023, ecdsa_sd, grouping
from wallet.proofs.suite import Secured, without_value
from wallet.report import Outcome, Question
from wallet.sharing import present
from wallet.verify import verify

P256 = PrivateKey.from_seed(bytes(range(1, 33)), "P-256")
BLS = PrivateKey.from_seed(bytes(range(1, 33)), "BLS12-381-G2")
KEYS = {"ecdsa-sd-2023": P256, "bbs-2023": BLS}
MANDATORY = ("/issuer", "/validFrom")
NAME = "/credentialSubject/achievement/name"


def base(suite: str, **changes: Any) -> dict[str, Any]:
    key = KEYS[suite]
    document = making.badge(issuer={"id": key.did, "type": ["Profile"], "name": "北総学院大学"}, **changes)
    return making.signed(document, key, suite_name=suite, mandatory=MANDATORY)


def derived(document: dict[str, Any], *chosen: str) -> dict[str, Any]:
    credential = formats.read(making.raw(document)).credentials[0]
    found: dict[str, Any] = json.loads(present.disclose(credential, chosen, making.library(), making.NOW))
    return found


def outcome(document: dict[str, Any], keeping: bool = False) -> tuple[str, str]:
    credential = formats.read(making.raw(document)).credentials[0]
    answer = verify(credential, making.library(), making.NOW, keeping=keeping).answer(Question.PROOF)
    assert answer is not None
    return answer.outcome.value, answer.code


@pytest.mark.parametrize("suite", KEYS)
def test_a_derived_credential_shows_the_chosen_and_the_mandatory_and_nothing_else(suite: str) -> None:
    part = derived(base(suite), NAME)
    assert part["credentialSubject"]["achievement"].keys() == {"id", "type", "name"}
    assert "name" not in part
    assert {"issuer", "validFrom"} <= part.keys()
    credential = formats.read(making.raw(part)).credentials[0]
    assert verify(credential, making.library(), making.NOW).verdict() is Outcome.PASSED


@pytest.mark.parametrize("suite", KEYS)
def test_a_base_proof_is_sound_for_its_holder_and_refused_from_anybody_else(suite: str) -> None:
    assert outcome(base(suite), keeping=True) == ("passed", "proof.ok")
    assert outcome(base(suite)) == ("failed", "proof.base")


@pytest.mark.parametrize("suite", KEYS)
def test_no_change_to_a_part_passes(suite: str) -> None:
    part = derived(base(suite), NAME, "/credentialSubject/achievement/criteria/narrative")
    achievement = part["credentialSubject"]["achievement"]
    for change in (
        {**achievement, "name": "データサイエンス応用"},
        {**achievement, "description": "something that was never signed"},
        {name: value for name, value in achievement.items() if name != "criteria"},
        {**achievement, "tag": ["honours"]},
    ):
        forged = {**part, "credentialSubject": {**part["credentialSubject"], "achievement": change}}
        assert outcome(forged) == ("failed", "proof.bad")
    without_mandatory = {name: value for name, value in part.items() if name != "validFrom"}
    assert outcome(without_mandatory) == ("failed", "proof.bad")
    undefined = {**part, "credentialSubject": {**part["credentialSubject"], "grade": "A"}}
    credential = formats.read(making.raw(undefined)).credentials[0]
    assert verify(credential, making.library(), making.NOW).verdict() is not Outcome.PASSED


@pytest.mark.parametrize("suite", KEYS)
def test_a_proof_value_is_read_in_one_way_only(suite: str) -> None:
    part = derived(base(suite), NAME)
    value = b64url_decode(part["proof"]["proofValue"][1:])
    header, parts = value[:3], cbor2.loads(value[3:])
    forged: list[bytes] = [
        b"",
        header,
        value[:-1],
        value + b"\0",
        b"\xd9\x5d\x07" + value[3:],
        header + cbor2.dumps([*parts, 1]),
        header + cbor2.dumps(parts[:-1]),
        header + cbor2.dumps({"a": 1}),
        header + b"\x9f" + b"".join(map(cbor2.dumps, parts)) + b"\xff",
        header + cbor2.dumps([cbor2.CBORTag(64, parts[0]), *parts[1:]]),
        header + b"\x81" * 5000 + b"\1",
    ]
    for place in range(len(parts)):
        for other in (None, b"", b"\1" * 64, [], {}, [[]], {"a": 1}, -1, [2**40], [b"x"], {0: 0}, "text"):
            changed = copy.copy(parts)
            changed[place] = other
            if changed != parts and not (suite == "bbs-2023" and place == 3 and other == []):
                forged.append(header + cbor2.dumps(changed))
    for data in forged:
        document = {**part, "proof": {**part["proof"], "proofValue": "u" + b64url_encode(data)}}
        assert outcome(document)[0] != "passed", data[:40]
    for text in ("", "u", "z" + part["proof"]["proofValue"][1:], "u" + "A" * grouping.MAX_VALUE):
        assert outcome({**part, "proof": {**part["proof"], "proofValue": text}})[0] != "passed"


def test_two_nodes_cannot_be_merged_or_one_split_by_its_labels() -> None:
    document = base("ecdsa-sd-2023")
    part = derived(document, NAME, "/credentialSubject/achievement/criteria/narrative")
    value = b64url_decode(part["proof"]["proofValue"][1:])
    parts = cbor2.loads(value[3:])
    labels = parts[3]
    assert labels
    first = next(iter(labels.values()))
    merged = dict.fromkeys(range(max(labels) + 2), first)
    data = value[:3] + cbor2.dumps([*parts[:3], merged, parts[4]])
    assert outcome({**part, "proof": {**part["proof"], "proofValue": "u" + b64url_encode(data)}})[0] == "failed"


def test_parts_of_the_same_credential_by_bbs_share_no_signature() -> None:
    document = base("bbs-2023")
    one, two = (cbor2.loads(b64url_decode(derived(document, NAME)["proof"]["proofValue"][1:])[3:]) for _ in range(2))
    for mine, other in ((one[0], two[0]), (one[4], two[4])):
        pieces = [mine[at : at + 16] for at in range(0, len(mine), 16)]
        assert not any(piece in other for piece in pieces)


def test_a_list_that_has_an_order_is_shown_whole_or_not_at_all() -> None:
    subject = making.badge()["credentialSubject"]
    described = {
        "id": "urn:uuid:0b0f6d2c-53a2-4c39-8f0b-1f6ed6f1d6a5",
        "type": ["ResultDescription"],
        "name": "Grade",
        "resultType": "LetterGrade",
        "allowedValue": ["A", "B"],
    }
    subject["achievement"]["resultDescription"] = [described]
    document = base("ecdsa-sd-2023", credentialSubject=subject)
    where = "/credentialSubject/achievement/resultDescription/0/allowedValue"
    with pytest.raises(Refused) as caught:
        derived(document, f"{where}/0")
    assert (caught.value.code, caught.value.facts) == ("disclose.list", {"pointer": f"{where}/0"})
    assert outcome(derived(document, where)) == ("passed", "proof.ok")
    assert outcome(derived(document, NAME)) == ("passed", "proof.ok")


def test_a_part_keeps_names_and_types_on_the_way_and_says_which_pointer_leads_nowhere() -> None:
    whole = {
        "@context": "x",
        "id": "urn:1",
        "type": "A",
        "z": 1,
        "b": {"id": "_:b0", "type": "B", "c": [1, {"id": "urn:2", "d": 2, "e": 3}]},
    }
    assert select(whole, ["/b/c/1/d"]) == {
        "@context": "x", "id": "urn:1", "type": "A", "b": {"type": "B", "c": [{"id": "urn:2", "d": 2}]},
    }  # fmt: skip
    assert select(whole, [""]) == whole
    assert select(whole, []) == {}
    assert select({"a": 1, "b": 2}, ["/a"]) == {"a": 1}
    for pointer in ("/b/no/where", "/b/c/2", "/b/c/-", "/b/c/01", "/z/1", "/b/a~1b~0"):
        with pytest.raises(Malformed) as caught:
            select(whole, ["/b/c/0", pointer])
        assert (caught.value.code, caught.value.facts) == ("malformed.pointer", {"pointer": pointer})


def test_what_can_be_chosen_is_what_can_be_derived() -> None:
    credential = formats.read(making.raw(base("ecdsa-sd-2023"))).credentials[0]
    assert present.can_choose(credential)
    found = present.choices(credential)
    free = [one for one in found if not one.required]
    assert {"/name", NAME, "/credentialSubject/achievement/description"} <= {one.pointer for one in free}
    for one in free:
        raw = present.disclose(credential, [one.pointer, NAME], making.library(), making.NOW)
        assert outcome(json.loads(raw)) == ("passed", "proof.ok")
        assert verify(formats.read(raw).credentials[0], making.library(), making.NOW).verdict() is Outcome.PASSED
    with pytest.raises(Malformed):
        present.disclose(credential, ["/credentialSubject/nothing"], making.library(), making.NOW)


def test_a_presentation_never_carries_the_proof_that_is_kept() -> None:
    credential = formats.read(making.raw(base("ecdsa-sd-2023"))).credentials[0]
    data = present.present([credential], making.HOLDER, None, making.NOW, making.library())
    shown = json.loads(data)["verifiableCredential"][0]
    assert shown["proof"]["proofValue"] != json.loads(credential.raw)["proof"]["proofValue"]
    assert outcome(shown) == ("passed", "proof.ok")
    assert shown["credentialSubject"]["achievement"]["description"]


def test_nothing_is_signed_or_derived_that_a_term_would_lose() -> None:
    subject = {**making.badge()["credentialSubject"], "grade": "A"}
    for suite in KEYS:
        with pytest.raises(WalletError):
            base(suite, credentialSubject=subject)


# ------------------------------------------------------------------ the published values


def at_hand(vectors: Path) -> Library:
    name = "w3id.org_citizenship_v4rc1--digitalbazaar_citizenship-context.jsonld"
    raw = (vectors / "contexts" / name).read_bytes()
    return making.library().with_contexts([Context("https://w3id.org/citizenship/v4rc1", raw=raw)])


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())


def untyped(value: Any) -> Any:
    """The published files write a Map as {"dataType": "Map", "value": [[key, value], …]}."""
    return dict(value["value"]) if isinstance(value, dict) and value.get("dataType") == "Map" else value


SD = {"prc": ("prCred", "prCredMandatory.json", "prCredSelective.json"), "employ": ("", "employMandatory.json", "employSelective.json")}  # fmt: skip


@pytest.mark.parametrize("name", SD)
def test_every_value_of_the_ecdsa_sd_appendix_agrees(vectors: Path, name: str) -> None:
    suite = vectors / "w3c-vc-di-ecdsa"
    folder = suite / "ecdsa-sd-2023" / name
    mandatory, selective = (load(suite / file) for file in SD[name][1:])
    material = load(suite / "ecdsa-sd-2023" / "SDKeyMaterial.json")
    hidden = bytes.fromhex(material["hmacKeyString"])
    issuer, one_time = (secret_of(material[pair]["secretKeyMultibase"]) for pair in ("baseKeyPair", "proofKeyPair"))
    signed, revealed = load(folder / "addSignedSDBase.json"), load(folder / "derivedRevealDocument.json")
    secured = Secured(signed, at_hand(vectors))
    graph = secured.graph(secured.unsecured, "document")
    plain = grouping.lines(graph, lambda labels: labels)
    assert [text.decode() for text in plain.texts] == load(folder / "addBaseDocCanon.json")
    found = grouping.lines(graph, lambda labels: grouping.hidden_names(labels, hidden))
    assert [text.decode() for text in found.texts] == load(folder / "addBaseDocHMACCanon.json")
    transform = load(folder / "addBaseTransform.json")
    assert list(found.at(mandatory)) == list(untyped(transform["mandatory"]))
    hashes = load(folder / "addHashData.json")
    options = without_value(signed["proof"])
    assert secured.options(options, "sha256").decode() == (folder / "addProofConfigCanon.txt").read_text()
    assert grouping.proof_hash(secured, read_proof(signed["proof"])).hex() == hashes["proofHash"]
    assert found.digest(found.at(mandatory)).hex() == hashes["mandatoryHash"]
    assert ecdsa_sd.sign_with(secured, options, issuer, mandatory, one_time, hidden) == signed["proof"]["proofValue"]
    groups = load(folder / "derivedGroupIndexes.json")
    for group, pointers in (("mandatory", mandatory), ("selective", selective), ("combined", mandatory + selective)):
        assert list(found.at(pointers)) == groups[f"{group}Indexes"], group
    part, value = ecdsa_sd.derive(secured, read_proof(signed["proof"]), issuer.public, selective)
    assert part == load(folder / "derivedUnsignedReveal.json")
    assert value == revealed["proof"]["proofValue"]
    again = Secured(revealed, at_hand(vectors))
    ecdsa_sd.check(again, read_proof(revealed["proof"]), issuer.public)


def secret_of(multibase: str) -> PrivateKey:
    return PrivateKey.from_seed(base58_decode(multibase[1:])[2:], "P-256")


def test_every_value_of_the_bbs_appendix_agrees(vectors: Path) -> None:
    suite = vectors / "w3c-vc-di-bbs"
    folder = suite / "prc"
    mandatory, selective = (load(suite / file) for file in ("prCredMandatory.json", "prCredSelective.json"))
    material = load(suite / "BBSKeyMaterial.json")
    hidden = bytes.fromhex(material["hmacKeyString"])
    issuer = PrivateKey.from_seed(bytes.fromhex(material["privateKeyHex"]), "BLS12-381-G2")
    assert issuer.public.raw.hex() == material["publicKeyHex"]
    signed, revealed = load(folder / "addSignedSDBase.json"), load(folder / "derivedRevealDocument.json")
    secured = Secured(signed, at_hand(vectors))
    graph = secured.graph(secured.unsecured, "document")
    assert [text.decode() for text in grouping.lines(graph, lambda labels: labels).texts] == load(
        folder / "addBaseDocCanon.json"
    )
    found = grouping.lines(graph, bbs_2023._shuffled(hidden))
    assert [text.decode() for text in found.texts] == load(folder / "addBaseDocHMACCanon.json")
    hashes = load(folder / "addHashData.json")
    assert grouping.proof_hash(secured, read_proof(signed["proof"])).hex() == hashes["proofHash"]
    assert found.digest(found.at(mandatory)).hex() == hashes["mandatoryHash"]
    options = without_value(signed["proof"])
    assert bbs_2023.sign_with(secured, options, issuer, mandatory, hidden) == signed["proof"]["proofValue"]
    about = bytes.fromhex(load(suite / "BBSDeriveMaterial.json")["presentationHeaderHex"])
    part, value = bbs_2023.derive_with(secured, read_proof(signed["proof"]), issuer.public, selective, about)
    assert part == load(folder / "derivedUnsignedReveal.json")
    # How the published proof drew its random scalars is not published; all that is not random agrees.
    mine, theirs = (cbor2.loads(b64url_decode(one[1:])[3:]) for one in (value, revealed["proof"]["proofValue"]))
    assert mine[1:] == theirs[1:]
    assert len(mine[0]) == len(theirs[0])
    bbs_2023.check(Secured(revealed, at_hand(vectors)), read_proof(revealed["proof"]), issuer.public)


@pytest.mark.parametrize("version", ["1.1", "2.0"])
@pytest.mark.parametrize("suite", KEYS)
def test_the_published_choices_from_an_achievement_can_be_signed_and_derived(
    vectors: Path, version: str, suite: str
) -> None:
    folder = vectors / "vc-di-ecdsa-test-suite" / "mocks" / "achievement" / f"vc{version}"
    document, mandatory, chosen = (
        load(folder / f"{name}.json") for name in ("document", "mandatoryPointers", "selectivePointers")
    )
    inline = document["@context"][1]
    url = "https://context.example/sailing"
    library = making.library().with_contexts([Context(url, raw=making.raw({"@context": inline}))])
    document["@context"][1] = url
    date = {"issuanceDate" if version == "1.1" else "validFrom": "2026-01-01T00:00:00Z"}
    document = {**date, **document, "issuer": KEYS[suite].did}
    if version == "1.1":
        document["@context"].append(making.DI2)
    signed = proofs.sign_document(
        document, KEYS[suite], created=making.CREATED, library=library, suite_name=suite, mandatory=mandatory
    )
    credential = formats.read(making.raw(signed)).credentials[0]
    part = formats.read(present.disclose(credential, chosen, library, making.NOW)).credentials[0]
    assert verify(part, library, making.NOW).verdict() is Outcome.PASSED
    for pointer in (*mandatory, *chosen):
        assert select(document, [pointer])


def test_a_suite_that_shows_all_derives_nothing() -> None:
    document = making.signed()
    with pytest.raises(Refused):
        proofs.derive_document(
            document, read_proof(document["proof"]), making.ISSUER.public, ["/name"], making.library()
        )


@pytest.mark.parametrize("suite", KEYS)
def test_a_choice_that_says_nothing_of_the_subject_is_refused_and_not_handed_out_broken(suite: str) -> None:
    with pytest.raises(Refused) as caught:
        derived(base(suite), "/name")
    assert caught.value.code == "disclose.no_subject"
    assert derived(base(suite), "/name", NAME)["name"]
