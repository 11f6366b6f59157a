"""Proofs at their edges: which suites and algorithms are known, and what a forger could bend in each."""

import copy
import hashlib

import cbor2
import pytest

from tests import making, test_selective
from tests.judging import PASSED, UNKNOWN
from tests.test_formats import token
from tests.test_legacy_suites import CONTEXT, P256, P384, judged, legacy
from wallet import formats, proofs
from wallet.canon import rdfc
from wallet.encoding import b64url_decode, b64url_encode, dump_json
from wallet.errors import BadSignature, Refused, Unsupported, WalletError
from wallet.model import Json
from wallet.proofs import grouping
from wallet.proofs.jose import ALGORITHMS, check_algorithm
from wallet.proofs.suite import Secured
from wallet.report import Question, Report

ED, EC = {"Ed25519"}, {"P-256", "P-384"}
SUITES = {
    "eddsa-rdfc-2022": (ED, False), "eddsa-jcs-2022": (ED, False), "eddsa-2022": (ED, True),
    "ecdsa-rdfc-2019": (EC, False), "ecdsa-jcs-2019": (EC, False), "Ed25519Signature2020": (ED, True),
    "Ed25519Signature2018": (ED, True), "JsonWebSignature2020": (ED | EC | {"RSA"}, True),
    "ecdsa-sd-2023": ({"P-256"}, False), "bbs-2023": ({"BLS12-381-G2"}, False),
}  # fmt: skip


def answer(found: Report, question: Question = Question.PROOF) -> tuple[str, str]:
    one = found.answer(question)
    assert one is not None
    return one.outcome.value, one.code


def test_these_suites_are_known_with_these_keys_and_no_others() -> None:
    assert {one.name: (set(one.keys), one.legacy) for one in proofs.suites().values()} == SUITES
    assert {one.name for one in proofs.suites().values() if one.selective} == {"ecdsa-sd-2023", "bbs-2023"}


KEYS = {"Ed25519": making.ISSUER, "P-256": P256, "P-384": P384}


@pytest.mark.parametrize(
    ("suite", "kind"), [(suite, kind) for suite in SUITES for kind in KEYS if "2022" in suite or "2019" in suite]
)
def test_a_suite_takes_its_own_keys_and_no_others(suite: str, kind: str) -> None:
    key = KEYS[kind]
    document = making.badge(issuer={"id": key.did, "type": ["Profile"]})
    if kind in SUITES[suite][0]:
        signed = making.signed(document, key, suite_name=suite)
        assert judged(signed).verdict() is PASSED
        assert answer(judged({**signed, "name": "changed"})) == ("failed", "proof.bad")
        return
    options = {"type": "DataIntegrityProof", "cryptosuite": suite, "proofPurpose": "assertionMethod",
               "verificationMethod": key.verification_method, "proofValue": "z" + "2" * 80}  # fmt: skip
    assert answer(judged({**document, "proof": options})) == ("failed", "proof.algorithm")


def test_the_name_of_an_unknown_suite_is_bounded() -> None:
    found = judged({**making.badge(), "proof": {"type": "X" * 500}}).answer(Question.PROOF)
    assert found is not None
    assert found.facts == {"suite": "X" * 80}


def test_a_proof_over_the_json_carries_the_vocabulary_it_was_made_under() -> None:
    signed = making.signed(suite_name="eddsa-jcs-2022")
    assert signed["proof"]["@context"] == signed["@context"]
    signed["@context"] = [making.OB, making.V2]
    assert answer(judged(signed)) == ("failed", "proof.context")
    assert "@context" not in making.signed()["proof"]


@pytest.mark.parametrize(
    "suite", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019", "Ed25519Signature2018", "JsonWebSignature2020"]
)
def test_no_suite_signs_what_a_term_would_lose(suite: str) -> None:
    key = P256 if suite.startswith("ecdsa") else making.ISSUER
    document = making.badge(grade="A+")
    document["@context"] += CONTEXT.get(suite, ())
    with pytest.raises(Unsupported) as caught:
        making.signed(document, key, suite_name=suite)
    assert (caught.value.code, caught.value.facts) == ("coverage.undefined_term", {"terms": ["/grade"]})


@pytest.mark.parametrize("suite", test_selective.KEYS)
def test_no_suite_of_choices_signs_what_a_term_would_lose(suite: str) -> None:
    with pytest.raises(Unsupported) as caught:
        test_selective.base(suite, grade="A+")
    assert (caught.value.code, caught.value.facts) == ("coverage.undefined_term", {"terms": ["/grade"]})


def test_whoever_shows_all_or_nothing_is_told_so() -> None:
    document = making.signed()
    credential = formats.read(making.raw(document)).credentials[0]
    with pytest.raises(Refused) as caught:
        proofs.derive_document(document, credential.proofs[0], making.ISSUER.public, (), making.library())
    assert caught.value.code == "present.whole_only"


# Chains are known to the suites that hash; elsewhere a link would be a promise that nobody keeps.


@pytest.mark.parametrize("suite", test_selective.KEYS)
def test_a_link_to_an_earlier_proof_is_not_ignored_where_it_is_not_known(suite: str) -> None:
    document = test_selective.base(suite)
    document["proof"]["previousProof"] = "urn:uuid:1"
    found = judged(document).answer(Question.PROOF)
    assert found is not None
    assert (found.outcome, found.code) == (UNKNOWN, "proof.unsupported")
    assert found.facts == {"suite": f"{suite} with previousProof"}


def test_a_link_is_not_ignored_by_the_older_suites_either() -> None:
    document = legacy("JsonWebSignature2020")
    document["proof"]["previousProof"] = "urn:uuid:1"
    found = judged(document).answer(Question.PROOF)
    assert found is not None
    assert (found.outcome, found.code) == (UNKNOWN, "proof.unsupported")
    assert found.facts == {"suite": "JsonWebSignature2020 with previousProof"}


# Detached tokens: the issuer itself signed under another header, and it is refused all the same.


def under(header: Json) -> Json:
    """A badge whose JsonWebSignature2020 is good under a header of our choice."""
    document = legacy("JsonWebSignature2020")
    stated = {name: value for name, value in document["proof"].items() if name != "jws"}
    secured = Secured(document, making.library())
    texts = secured.options(stated, "sha256"), secured.statements(secured.unsecured, "document", "sha256")
    head = b64url_encode(dump_json(header))
    message = head.encode() + b"." + b"".join(hashlib.sha256(text).digest() for text in texts)
    return {**document, "proof": {**stated, "jws": f"{head}..{b64url_encode(making.ISSUER.sign(message))}"}}


RFC7797: Json = {"alg": "EdDSA", "b64": False, "crit": ["b64"]}


def test_the_oldest_suite_reads_its_options_under_the_vocabulary_of_its_time() -> None:
    secured = Secured({"@context": [making.V2]}, making.library())
    options = {"type": "Ed25519Signature2018", "created": "2026-09-12T00:00:00Z"}
    then = secured.options(options, "sha256", "https://w3id.org/security/v2")
    assert b"<https://w3id.org/security#Ed25519Signature2018>" in then
    assert not secured.lost
    now = Secured({"@context": [making.V2]}, making.library()).options(options, "sha256")
    assert b"Ed25519Signature2018" not in now


def test_the_header_of_the_standard_holds_with_what_says_nothing() -> None:
    for more in ({}, {"kid": "x"}, {"typ": "JWT"}):
        assert answer(judged(under({**RFC7797, **more}))) == ("passed", "proof.ok")


@pytest.mark.parametrize(
    "changes",
    [{"b64": True}, {"b64": None}, {"b64": 0}, {"crit": []}, {"crit": ["b64", "exp"]}, {"crit": "b64"},
     {"alg": "Ed25519"}, {"alg": "ES256"}, {"jwk": {}}, {"cty": "x"}],
)  # fmt: skip
def test_a_signature_under_another_header_is_refused_although_the_issuer_made_it(changes: Json) -> None:
    code = "proof.algorithm" if changes == {"alg": "ES256"} else "proof.bad"
    assert answer(judged(under({**RFC7797, **changes}))) == ("failed", code)


def test_a_detached_token_is_read_up_to_its_limit() -> None:
    length = len(under({**RFC7797, "kid": ""})["proof"]["jws"])
    pad = (8192 - length) // 4 * 3
    whole = under({**RFC7797, "kid": "x" * pad})
    while len(whole["proof"]["jws"]) < 8192:
        pad += 1
        whole = under({**RFC7797, "kid": "x" * pad})
    assert len(whole["proof"]["jws"]) == 8192
    assert answer(judged(whole)) == ("passed", "proof.ok")
    assert answer(judged(under({**RFC7797, "kid": "x" * (pad + 1)}))) == ("failed", "proof.bad")


# Tokens.


def test_these_algorithms_of_tokens_are_known_and_no_others() -> None:
    assert sorted(ALGORITHMS) == sorted(["EdDSA", "Ed25519", "ES256", "ES384", "PS256", "RS256"])
    for name in ALGORITHMS:
        check_algorithm(name)
    for name in ("none", "NONE", "HS256", "hs999", "nonesuch"):
        with pytest.raises(BadSignature) as forged:
            check_algorithm(name + "x" * 80)
        assert (forged.value.code, forged.value.facts) == (
            "proof.algorithm",
            {"algorithm": (name + "x" * 80)[:40], "key": ""},
        )
    with pytest.raises(Unsupported) as unknown:
        check_algorithm("X" * 80)
    assert (unknown.value.code, unknown.value.facts) == ("proof.unsupported", {"suite": "X" * 40})


@pytest.mark.parametrize("tail", ["!!!", "A", "é"])
def test_a_token_whose_signature_is_no_text_is_forged_and_not_merely_unknown(tail: str) -> None:
    head = token(making.badge()).rpartition(b".")[0].decode()
    try:
        found = judged_raw(f"{head}.{tail}".encode())
    except WalletError as error:
        assert error.code == "malformed.jwt"
    else:
        assert answer(found) == ("failed", "proof.bad")


def judged_raw(raw: bytes) -> Report:
    from wallet.verify import verify

    return verify(formats.read(raw).credentials[0], making.library(), making.NOW)


@pytest.mark.parametrize("member", ["crit", "b64", "zip"])
def test_a_token_that_asks_to_be_read_otherwise_is_named(member: str) -> None:
    found = judged_raw(token(making.badge(), **{member: False})).answer(Question.PROOF)
    assert found is not None
    assert (found.outcome, found.code, found.facts) == (UNKNOWN, "proof.header", {"members": [member]})


# Selective disclosure.


def test_one_achievement_cannot_be_shown_as_two() -> None:
    """The holder gives two blank nodes the signed name of one, and each line the signature of its text."""
    subject = making.badge()["credentialSubject"]
    subject["achievement"] = {name: subject["achievement"][name] for name in ("type", "name", "description")}
    subject["achievement"]["criteria"] = {"id": "urn:uuid:1", "narrative": "Pass."}
    part = test_selective.derived(
        test_selective.base("ecdsa-sd-2023", credentialSubject=subject),
        test_selective.NAME,
        "/credentialSubject/achievement/description",
    )
    value = b64url_decode(part["proof"]["proofValue"][1:])
    signature, own, each, labels, mandatory = cbor2.loads(value[3:])
    (name,) = labels.values()
    label = "_:u" + b64url_encode(name)

    def texts(document: Json) -> list[str]:
        secured = Secured(document, making.library())
        quads = secured.graph(secured.unsecured, "document").quads
        nodes = {term for quad in quads for term in quad if term.startswith("_:")}
        return sorted(rdfc.line(quad, dict.fromkeys(nodes, label)) for quad in quads)

    before = texts(part)
    others = [text for place, text in enumerate(before) if place not in mandatory]
    signatures = dict(zip(others, each, strict=True))
    always = {before[place] for place in mandatory}
    forged = copy.deepcopy(part)
    achievement = part["credentialSubject"]["achievement"]
    forged["credentialSubject"]["achievement"] = [
        {"type": achievement["type"], "name": achievement["name"]},
        {"type": achievement["type"], "description": achievement["description"]},
    ]
    after = texts(forged)
    components = [
        signature,
        own,
        [signatures[text] for text in after if text not in always],
        {0: name, 1: name},
        [place for place, text in enumerate(after) if text in always],
    ]
    forged["proof"]["proofValue"] = "u" + b64url_encode(value[:3] + cbor2.dumps(components))
    assert test_selective.outcome(part) == ("passed", "proof.ok")
    assert test_selective.outcome(forged) == ("failed", "proof.bad")


@pytest.mark.parametrize("suite", test_selective.KEYS)
def test_what_the_issuer_made_mandatory_is_sealed_in_the_base_proof_too(suite: str) -> None:
    document = test_selective.base(suite)
    assert test_selective.outcome(document, keeping=True) == ("passed", "proof.ok")
    assert test_selective.outcome({**document, "validFrom": "2026-09-13T00:00:00Z"}, keeping=True) == (
        "failed",
        "proof.bad",
    )
    assert test_selective.outcome({**document, "name": "Other"}, keeping=True) == ("failed", "proof.bad")
    value = b64url_decode(document["proof"]["proofValue"][1:])
    parts = cbor2.loads(value[3:])
    place = 1 if suite == "ecdsa-sd-2023" else 2
    parts[place] = bytes(reversed(parts[place]))
    document["proof"]["proofValue"] = "u" + b64url_encode(value[:3] + cbor2.dumps(parts))
    assert test_selective.outcome(document, keeping=True) == ("failed", "proof.bad")


@pytest.mark.parametrize("suite", test_selective.KEYS)
def test_nothing_is_derived_from_what_a_term_would_lose(suite: str) -> None:
    document = {**test_selective.base(suite), "grade": "A+"}
    credential = formats.read(making.raw(document)).credentials[0]
    with pytest.raises(Unsupported) as caught:
        proofs.derive_document(
            document, credential.proofs[0], test_selective.KEYS[suite].public, ["/name"], making.library()
        )
    assert (caught.value.code, caught.value.facts) == ("coverage.undefined_term", {"terms": ["/grade"]})


@pytest.mark.parametrize("suite", test_selective.KEYS)
def test_nothing_is_signed_with_a_link_that_the_suite_does_not_know(suite: str) -> None:
    secured = Secured(making.badge(), making.library())
    with pytest.raises(Unsupported) as caught:
        proofs.suite(suite).sign(secured, {"previousProof": "urn:uuid:1"}, test_selective.KEYS[suite], ())
    assert caught.value.facts == {"suite": f"{suite} with previousProof"}


@pytest.mark.parametrize("feature", range(4, 10))
def test_features_of_bbs_that_rest_on_drafts_are_open_and_not_bad(feature: int) -> None:
    document = test_selective.base("bbs-2023")
    value = b64url_decode(document["proof"]["proofValue"][1:])
    document["proof"]["proofValue"] = "u" + b64url_encode(bytes([0xD9, 0x5D, feature]) + value[3:])
    assert test_selective.outcome(document) == ("unknown", "proof.unsupported")


def with_own_key(document: Json, own: bytes) -> Json:
    """An ecdsa-sd-2023 document whose one-time key is replaced."""
    value = b64url_decode(document["proof"]["proofValue"][1:])
    parts = cbor2.loads(value[3:])
    parts[1] = own
    return {
        **document,
        "proof": {**document["proof"], "proofValue": "u" + b64url_encode(value[:3] + cbor2.dumps(parts))},
    }


def test_a_key_for_the_statements_that_is_none_is_refused() -> None:
    part = test_selective.derived(test_selective.base("ecdsa-sd-2023"), test_selective.NAME)
    for own in (
        bytes(35),
        b"\x80\x24" + bytes(33),
        b"\x80\x24\x02" + b"\xff" * 32,
        b"\xed\x01" + making.ISSUER.public.raw + b"x",
    ):
        assert len(own) == 35
        assert test_selective.outcome(with_own_key(part, own)) == ("failed", "proof.bad")


def test_a_base_proof_with_fewer_signatures_than_statements_derives_nothing() -> None:
    document = test_selective.base("ecdsa-sd-2023")
    value = b64url_decode(document["proof"]["proofValue"][1:])
    parts = cbor2.loads(value[3:])
    parts[3] = parts[3][:-1]
    document["proof"]["proofValue"] = "u" + b64url_encode(value[:3] + cbor2.dumps(parts))
    credential = formats.read(making.raw(document)).credentials[0]
    with pytest.raises(BadSignature) as caught:
        proofs.derive_document(document, credential.proofs[0], P256.public, [test_selective.NAME], making.library())
    assert caught.value.code == "proof.bad"


@pytest.mark.parametrize("names", [{0: "x"}, {0: -1}, {0: True}, {-1: 0}, {"0": 0}, {True: 0}, [0]])
def test_the_numbers_of_nodes_in_a_bbs_proof_are_numbers(names: object) -> None:
    part = test_selective.derived(test_selective.base("bbs-2023"), test_selective.NAME)
    value = b64url_decode(part["proof"]["proofValue"][1:])
    parts = cbor2.loads(value[3:])
    parts[1] = names
    part["proof"]["proofValue"] = "u" + b64url_encode(value[:3] + cbor2.dumps(parts))
    assert test_selective.outcome(part) == ("failed", "proof.bad")


def test_what_cannot_be_a_value_is_refused_by_its_shape() -> None:
    assert grouping.places([0, 1, 5])
    assert not any(map(grouping.places, ([1, 0], [0, 0], [-1], [True], ["0"], (0,), None)))
    assert grouping.pointers(["/a"] * 1000)
    assert not any(map(grouping.pointers, (["/a"] * 1001, [1], ("/a",), None)))
    assert grouping.signatures([b"x" * 64])
    assert not any(map(grouping.signatures, ([b"x" * 63], [b"x" * 65], ["x" * 64], (b"x" * 64,), None)))
    assert grouping.sized(3)(b"abc")
    assert not any(map(grouping.sized(3), (b"ab", b"abcd", "abc", None)))
    assert grouping.some_bytes(b"")
    assert not grouping.some_bytes("")
    of_three = grouping.mapping(grouping.sized(3))
    assert of_three({0: b"abc"})
    assert not any(map(of_three, ({-1: b"abc"}, {True: b"abc"}, {"0": b"abc"}, {0: b"ab"}, [], None)))


def test_a_part_that_shows_nothing_is_not_made() -> None:
    assert grouping.refuse_empty(["/a", "/b"], ["/b", "/c"]) == ("/a", "/b", "/c")
    with pytest.raises(Refused) as caught:
        grouping.refuse_empty([], [])
    assert caught.value.code == "disclose.nothing"
