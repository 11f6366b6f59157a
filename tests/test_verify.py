"""What is refused, what is left open, and the few that pass: one small attack at a time."""

import itertools
import json
from datetime import timedelta
from typing import Any

import pytest

from tests import making
from tests.test_formats import token
from wallet import formats
from wallet.encoding import b64url_encode, base58_decode, base58_encode
from wallet.errors import Cancelled
from wallet.library import Library
from wallet.report import MAY_BE_ABSENT, REQUIRED, Check, Outcome, Policy, Question, Report, judge
from wallet.verify import verify, verify_found


def report(document: dict[str, Any] | bytes, library: Library | None = None) -> Report:
    raw = document if isinstance(document, bytes) else making.raw(document)
    (credential,) = formats.read(raw).credentials
    return verify(credential, library or making.library(), making.NOW)


def answer(found: Report, question: Question) -> tuple[str, str]:
    check = found.answer(question)
    assert check is not None
    return check.outcome.value, check.code


PROOF, BINDING, COVERAGE = Question.PROOF, Question.BINDING, Question.COVERAGE


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_sound_badge_passes(suite: str) -> None:
    found = report(making.signed(suite_name=suite))
    assert found.verdict() is Outcome.PASSED
    assert answer(found, Question.STATUS) == ("absent", "status.none")
    assert answer(found, Question.HOLDER) == ("absent", "holder.absent")
    assert not found.needs


def test_a_badge_with_an_older_proof_passes() -> None:
    document = making.badge(**{"@context": [making.V2, making.OB, making.ED2020]})
    assert report(making.signed(document, suite_name="Ed25519Signature2020")).verdict() is Outcome.PASSED


def test_every_question_is_asked_in_order() -> None:
    asked = [check.question for check in report(making.signed()).checks]
    assert list(dict.fromkeys(asked)) == list(Question)


def test_an_unsigned_badge_fails() -> None:
    found = report(making.badge())
    assert answer(found, PROOF) == ("failed", "proof.none")
    assert found.verdict() is Outcome.FAILED


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, item in enumerate(value) for leaf in leaves(item, (*path, key))]
    return [path]


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    copy = json.loads(json.dumps(document))
    *way, last = path
    target = copy
    for step in way:
        target = target[step]
    text = str(target[last])
    target[last] = text[:-1] + ("1" if text[-1] != "1" else "2")
    return copy


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_one_changed_character_anywhere_is_refused(suite: str) -> None:
    document = making.signed(suite_name=suite)
    for path in leaves(document):
        assert report(changed(document, path)).verdict() is not Outcome.PASSED, path


@pytest.mark.parametrize(
    "value", ["", "z", "u" + "A" * 86, "z" + base58_encode(b"\0" * 64), "zO0", "z" + base58_encode(b"x" * 63)]
)
def test_a_signature_of_the_wrong_shape_is_refused(value: str) -> None:
    document = making.signed()
    document["proof"]["proofValue"] = value
    assert report(document).verdict() is Outcome.FAILED


def test_a_signature_with_a_large_scalar_is_refused() -> None:
    document = making.signed()
    value = base58_decode(document["proof"]["proofValue"][1:])
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = (int.from_bytes(value[32:], "little") + order).to_bytes(32, "little")
    document["proof"]["proofValue"] = "z" + base58_encode(value[:32] + scalar)
    assert answer(report(document), PROOF) == ("failed", "proof.bad")


def test_a_stranger_cannot_sign_for_the_issuer() -> None:
    found = report(making.signed(by=making.STRANGER))
    assert answer(found, PROOF) == ("passed", "proof.ok")
    assert answer(found, BINDING) == ("failed", "binding.mismatch")
    assert found.verdict() is Outcome.FAILED


def test_a_key_written_into_a_url_proves_nobody() -> None:
    issuer = "https://issuer.example/profile"
    document = making.badge(issuer={"id": issuer, "type": ["Profile"]})
    found = report(making.signed(document, verification_method=f"{issuer}#{making.ISSUER.multikey}"))
    assert answer(found, PROOF) == ("passed", "proof.ok")
    assert answer(found, BINDING) == ("unknown", "binding.unproven")
    assert [need.url for need in found.needs] == [issuer]
    assert found.verdict() is Outcome.UNKNOWN


DID = "did:web:school.example"


def web_badge(**options: Any) -> dict[str, Any]:
    document = making.badge(issuer={"id": DID, "type": ["Profile"]})
    return making.signed(document, verification_method=f"{DID}#key-1", **options)


def with_did(*relationships: str, **changes: Any) -> Library:
    document = {**making.did_document(DID, making.ISSUER, relationships), **changes}
    return making.library().plus([making.document(DID, document)])


def test_a_did_web_issuer_is_unknown_until_its_document_is_at_hand() -> None:
    found = report(web_badge())
    assert found.verdict() is Outcome.UNKNOWN
    assert answer(found, PROOF) == ("unknown", "proof.unchecked")
    assert [need.url for need in found.needs] == ["https://school.example/.well-known/did.json"]
    assert report(web_badge(), with_did("assertionMethod")).verdict() is Outcome.PASSED


def test_a_key_listed_for_another_purpose_does_not_speak_for_the_issuer() -> None:
    found = report(web_badge(), with_did("authentication"))
    assert answer(found, BINDING) == ("failed", "binding.relationship")


def test_a_key_the_document_does_not_list_is_refused() -> None:
    found = report(web_badge(), with_did("assertionMethod", verificationMethod=[]))
    assert answer(found, PROOF) == ("failed", "malformed.did_method")


def test_a_document_found_under_another_name_is_refused() -> None:
    found = report(web_badge(), with_did("assertionMethod", id="did:web:other.example"))
    assert found.verdict() is Outcome.FAILED


def test_a_key_controlled_by_somebody_else_is_refused() -> None:
    did_document = making.did_document(DID, making.ISSUER)
    did_document["verificationMethod"][0]["controller"] = "did:web:other.example"
    found = report(web_badge(), making.library().plus([making.document(DID, did_document)]))
    assert answer(found, BINDING) == ("failed", "binding.mismatch")


@pytest.mark.parametrize("did", ["did:web:..", "did:web:a.example:..:b", "did:web:", "did:web:a.example::b"])
def test_a_did_web_with_a_path_trick_is_refused(did: str) -> None:
    document = making.badge(issuer={"id": did, "type": ["Profile"]})
    found = report(making.signed(document, verification_method=f"{did}#key-1"))
    assert found.verdict() is Outcome.FAILED
    assert not found.needs


def test_a_proof_for_another_purpose_is_refused() -> None:
    found = report(making.signed(purpose="authentication"))
    assert answer(found, PROOF) == ("failed", "proof.purpose")


def resigned(**options: Any) -> dict[str, Any]:
    """A badge whose proof options were changed before signing."""
    from wallet import proofs

    document = making.badge()
    stated = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod",
              "verificationMethod": making.ISSUER.verification_method, "created": "2026-09-12T00:00:00Z", **options}  # fmt: skip
    stated = {name: value for name, value in stated.items() if value is not None}
    value = proofs.suite("eddsa-rdfc-2022").sign(proofs.Secured(document, making.library()), stated, making.ISSUER, ())
    return {**document, "proof": {**stated, "proofValue": value}}


def test_a_proof_is_refused_after_its_own_end() -> None:
    assert report(resigned(expires="2026-11-24T09:00:01Z")).verdict() is Outcome.PASSED
    assert answer(report(resigned(expires="2026-11-24T09:00:00Z")), PROOF) == ("failed", "proof.expired")


def test_a_proof_whose_dates_cannot_be_read_is_refused() -> None:
    assert answer(report(resigned(created="2026-09-12")), PROOF) == ("failed", "proof.dates")
    assert report(resigned(created=None)).verdict() is Outcome.PASSED


def test_a_term_no_context_defines_is_named_and_never_passes() -> None:
    document = making.signed()
    document["credentialSubject"]["achievement"]["grade"] = "A+"
    found = report(document)
    assert answer(found, PROOF) == ("unknown", "proof.partial")
    assert answer(found, COVERAGE) == ("unknown", "coverage.undefined_term")
    check = found.answer(COVERAGE)
    assert check is not None
    assert check.facts["terms"] == ["/credentialSubject/achievement/grade"]
    assert found.verdict() is Outcome.UNKNOWN


def test_an_undefined_proof_option_is_not_covered_either() -> None:
    document = making.signed()
    document["proof"]["grade"] = "A+"
    assert answer(report(document), COVERAGE) == ("unknown", "coverage.undefined_term")


def test_what_is_not_covered_is_named_although_the_key_is_not_at_hand() -> None:
    document = web_badge()
    assert answer(report(document), COVERAGE) == ("passed", "coverage.ok")
    document["credentialSubject"]["achievement"]["grade"] = "A+"
    assert answer(report(document), COVERAGE) == ("unknown", "coverage.undefined_term")
    foreign = web_badge()
    foreign["@context"].append("https://evil.example/c")
    found = report(foreign)
    assert answer(found, COVERAGE) == ("unknown", "coverage.context_unknown")
    assert "https://evil.example/c" in [need.url for need in found.needs]
    ended = making.signed(purpose="authentication")
    ended["credentialSubject"]["achievement"]["grade"] = "A+"
    assert answer(report(ended), COVERAGE) == ("unknown", "coverage.undefined_term")


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ({"grade": "https://evil.example/g"}, "coverage.context_inline"),
        ("https://evil.example/c", "coverage.context_unknown"),
    ],
)
def test_a_foreign_context_leaves_coverage_and_proof_open(context: Any, code: str) -> None:
    document = making.signed()
    document["@context"].append(context)
    found = report(document)
    assert answer(found, COVERAGE) == ("unknown", code)
    assert answer(found, PROOF)[0] == "unknown"
    assert found.verdict() is Outcome.UNKNOWN


def test_an_inner_context_cannot_change_what_the_subject_says() -> None:
    document = making.signed()
    document["credentialSubject"]["@context"] = "https://www.w3.org/ns/credentials/undefined-terms/v2"
    assert report(document).verdict() is Outcome.UNKNOWN


@pytest.mark.parametrize("context", [{"created": "https://evil.example/c"}, "https://evil.example/c", [], None, 5])
def test_a_proof_cannot_bring_its_own_vocabulary(context: Any) -> None:
    document = making.signed()
    document["proof"]["@context"] = context
    found = report(document)
    assert answer(found, COVERAGE) == ("unknown", "coverage.context_nested")
    assert found.verdict() is Outcome.UNKNOWN
    document["proof"]["@context"] = document["@context"]
    assert report(document).verdict() is Outcome.PASSED


def test_signing_refuses_what_a_term_would_lose() -> None:
    from wallet.errors import Unsupported

    with pytest.raises(Unsupported):
        making.signed(making.badge(grade="A+"))


def test_every_known_proof_of_a_set_must_hold() -> None:
    first, second = making.signed()["proof"], making.signed(by=making.STRANGER)["proof"]
    both = {**making.badge(), "proof": [first, second]}
    assert report(both).verdict() is Outcome.PASSED
    second["proofValue"] = first["proofValue"]
    found = report(both)
    assert answer(found, PROOF) == ("failed", "proof.bad")


def test_an_unknown_proof_beside_a_good_one_is_named_and_changes_nothing() -> None:
    proof = making.signed()["proof"]
    found = report({**making.badge(), "proof": [{"type": "FutureSignature2031"}, proof]})
    assert answer(found, PROOF) == ("passed", "proof.ok_others")
    alone = report({**making.badge(), "proof": {"type": "FutureSignature2031"}})
    assert answer(alone, PROOF) == ("unknown", "proof.unsupported")
    assert alone.verdict() is Outcome.UNKNOWN


def test_a_thousand_proofs_are_not_checked() -> None:
    found = report({**making.badge(), "proof": [making.signed()["proof"]] * 1000})
    assert found.verdict() is Outcome.FAILED


def test_a_chain_holds_only_with_all_its_links() -> None:
    from wallet import proofs

    document = making.badge()
    first = {**making.signed(document)["proof"]}
    del first["proofValue"]
    first["id"] = "urn:uuid:9a4b6e1e-7d8e-4a54-8d6f-3f4a6e2c1b00"
    suite = proofs.suite("eddsa-rdfc-2022")
    first["proofValue"] = suite.sign(proofs.Secured(document, making.library()), first, making.ISSUER, ())
    second = {name: value for name, value in first.items() if name not in ("id", "proofValue")}
    second |= {"previousProof": first["id"], "verificationMethod": making.STRANGER.verification_method}
    both = {**document, "proof": [first, second]}
    second["proofValue"] = suite.sign(proofs.Secured(both, making.library()), second, making.STRANGER, ())
    assert report({**document, "proof": [first, second]}).verdict() is Outcome.PASSED
    assert answer(report({**document, "proof": second}), PROOF) == ("failed", "proof.chain")
    forged = {**first, "created": "2026-09-13T00:00:00Z"}
    assert report({**document, "proof": [forged, second]}).verdict() is Outcome.FAILED


def test_a_poison_graph_is_unknown_and_quick() -> None:
    size = 9
    nodes = [{"id": f"_:n{a}", "related": [{"id": f"_:n{b}"} for b in range(size) if a != b]} for a in range(size)]
    document = making.badge(**{"@context": [making.V2, "https://www.w3.org/ns/credentials/undefined-terms/v2"]})
    document["credentialSubject"]["related"] = nodes
    document["proof"] = making.signed()["proof"]
    found = report(document)
    assert answer(found, PROOF) == ("unknown", "proof.too_complex")
    assert found.verdict() is Outcome.UNKNOWN


def test_four_thousand_tags_are_no_burden() -> None:
    document = making.badge()
    document["credentialSubject"]["achievement"]["tag"] = [f"tag {n}" for n in range(4000)]
    assert report(making.signed(document)).verdict() is Outcome.PASSED


@pytest.mark.parametrize("typ", [None, "JWT", "vc+jwt"])
def test_a_token_signed_by_its_issuer_passes(typ: str | None) -> None:
    header = {"typ": typ} if typ else {}
    assert report(token(making.badge(), **header)).verdict() is Outcome.PASSED


def test_one_changed_character_of_a_token_is_refused() -> None:
    data = token(making.badge())
    for place in range(0, len(data), 7):
        mutant = bytearray(data)
        mutant[place] = ord("A") if mutant[place] != ord("A") else ord("B")
        try:
            found = report(bytes(mutant))
        except Exception as error:
            assert type(error).__name__ in ("Malformed", "Unsupported", "ValueError"), error
            continue
        assert found.verdict() is not Outcome.PASSED, place


@pytest.mark.parametrize(
    ("header", "outcome", "code"),
    [
        ({"alg": "none"}, "failed", "proof.algorithm"),
        ({"alg": "NoNe"}, "failed", "proof.algorithm"),
        ({"alg": "HS256"}, "failed", "proof.algorithm"),
        ({"alg": "ES256"}, "failed", "proof.algorithm"),
        ({"alg": "RS512"}, "unknown", "proof.unsupported"),
        ({"alg": 5}, "unknown", "proof.unsupported"),
        ({"crit": ["b64"], "b64": False}, "unknown", "proof.header"),
        ({"crit": []}, "unknown", "proof.header"),
        ({"kid": "did:example:1#k"}, "unknown", "proof.method"),
        ({"kid": making.STRANGER.verification_method}, "failed", "proof.bad"),
    ],
)
def test_a_token_header_cannot_choose_the_rules(header: dict[str, Any], outcome: str, code: str) -> None:
    assert answer(report(token(making.badge(), **header)), PROOF) == (outcome, code)


def test_an_embedded_key_shows_that_a_token_is_whole_and_no_more() -> None:
    document = making.badge(issuer={"id": "https://issuer.example/1", "type": ["Profile"]})
    jwk = making.ISSUER.public_jwk
    found = report(token(document, kid=None, jwk=jwk))
    assert answer(found, PROOF) == ("passed", "proof.ok")
    assert answer(found, BINDING) == ("unknown", "binding.unproven")
    foreign = report(token(making.badge(), by=making.STRANGER, kid=None, jwk=making.STRANGER.public_jwk))
    assert foreign.verdict() is Outcome.UNKNOWN


def test_an_embedded_key_that_the_issuers_document_lists_is_bound() -> None:
    document = making.badge(issuer={"id": DID, "type": ["Profile"]})
    data = token(document, kid=None, jwk=making.ISSUER.public_jwk)
    assert report(data, with_did("assertionMethod")).verdict() is Outcome.PASSED
    assert answer(report(data, with_did("authentication")), BINDING) == ("failed", "binding.relationship")


def test_a_private_key_in_a_token_is_refused() -> None:
    jwk = {**making.ISSUER.public_jwk, "d": b64url_encode(making.ISSUER.seed)}
    assert answer(report(token(making.badge(), kid=None, jwk=jwk)), PROOF)[0] == "failed"


@pytest.mark.parametrize(
    ("changes", "outcome", "code"),
    [
        ({"validFrom": "2026-11-24T09:04:59Z"}, "passed", "validity.open"),
        ({"validFrom": "2026-11-24T09:05:01Z"}, "failed", "validity.not_yet"),
        ({"validUntil": "2026-11-24T09:00:01Z"}, "passed", "validity.ok"),
        ({"validUntil": "2026-11-24T09:00:00Z"}, "failed", "validity.expired"),
        ({"validFrom": "2099-01-01T00:00:00Z"}, "failed", "validity.not_yet"),
        ({"validUntil": "soon"}, "unknown", "validity.unreadable"),
        ({"validFrom": "2026-01-01T00:00:00"}, "unknown", "validity.unreadable"),
    ],
)
def test_now_must_lie_between_the_issuers_dates(changes: dict[str, Any], outcome: str, code: str) -> None:
    assert answer(report(making.badge(**changes)), Question.VALIDITY) == (outcome, code)


def test_an_expired_badge_keeps_its_good_signature() -> None:
    found = report(making.signed(making.badge(validUntil="2026-10-01T00:00:00Z")))
    assert answer(found, PROOF) == ("passed", "proof.ok")
    assert found.verdict() is Outcome.FAILED


def test_an_end_before_the_beginning_is_malformed() -> None:
    found = report(making.signed(making.badge(validUntil="2026-01-01T00:00:00Z")))
    assert answer(found, Question.FORMAT) == ("failed", "malformed.dates_order")


def test_a_badge_without_issuer_is_nobodys() -> None:
    found = report(making.signed(making.badge(issuer=None)))
    assert answer(found, BINDING) == ("failed", "binding.no_issuer")


def test_schemas_and_endorsements_are_said_to_be_unchecked() -> None:
    document = making.badge(
        credentialSchema=[{"id": "https://x.example/s.json", "type": "1EdTechJsonSchemaValidator2019"}],
    )
    found = report(document)
    assert answer(found, Question.SCHEMA) == ("unknown", "schema.unchecked")
    assert found.answer(Question.SCHEMA) in found.checks


def test_cancelling_stops_a_verification() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    (credential,) = formats.read(making.raw(making.signed())).credentials
    with pytest.raises(Cancelled):
        verify(credential, making.library(), making.NOW, tick=stop)


def test_a_report_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(report(making.signed()))


def test_the_bytes_of_a_credential_stay_out_of_its_repr() -> None:
    (credential,) = formats.read(making.raw(making.signed())).credentials
    assert "supervised" not in repr(credential)


OUTCOMES = (*Outcome, None)


@pytest.mark.parametrize("policy", list(Policy))
def test_the_verdict_is_the_published_matrix(policy: Policy) -> None:
    """Every combination of answers to seven questions, against the rule written out once more."""
    document = [
        Question.FORMAT,
        Question.PROOF,
        Question.BINDING,
        Question.COVERAGE,
        Question.VALIDITY,
        Question.STATUS,
    ]
    wanted = [*document, Question.HOLDER]
    issuer = Check(Question.ISSUER, Outcome.PASSED, "issuer.listed")
    for outcomes in itertools.product(OUTCOMES, repeat=len(wanted)):
        found = dict(zip(wanted, outcomes, strict=True))
        checks = [
            issuer,
            *(Check(question, outcome, "x", {}, making.NOW) for question, outcome in found.items() if outcome),
        ]
        required = [question for question in wanted if question in REQUIRED[policy]]
        bad = any(found[question] is Outcome.FAILED for question in {*required, Question.HOLDER})
        good = all(
            found[question] is Outcome.PASSED or (found[question] is Outcome.ABSENT and question in MAY_BE_ABSENT)
            for question in required
        )
        expected = Outcome.FAILED if bad else Outcome.PASSED if good else Outcome.UNKNOWN
        assert judge(checks, policy, making.NOW) is expected


def test_a_question_never_asked_is_unknown() -> None:
    assert judge([], Policy.GENUINE, making.NOW) is Outcome.UNKNOWN


def test_a_fair_wants_a_listed_issuer_and_a_status_of_this_week() -> None:
    good = [Check(question, Outcome.PASSED, "x", {}, making.NOW) for question in Question]
    good = [check for check in good if check.question is not Question.ISSUER]
    listed = Check(Question.ISSUER, Outcome.PASSED, "issuer.listed")
    domain = Check(Question.ISSUER, Outcome.PASSED, "issuer.domain")
    old = Check(Question.STATUS, Outcome.PASSED, "status.ok", {}, making.NOW - timedelta(days=8))
    undated = Check(Question.STATUS, Outcome.PASSED, "status.ok")
    assert judge([*good, listed], Policy.FAIR, making.NOW) is Outcome.PASSED
    assert judge([*good, domain], Policy.FAIR, making.NOW) is Outcome.UNKNOWN
    assert judge([*good, domain], Policy.WALLET, making.NOW) is Outcome.PASSED
    assert judge([*good, listed, old], Policy.FAIR, making.NOW) is Outcome.UNKNOWN
    assert judge([*good, listed, undated], Policy.FAIR, making.NOW) is Outcome.UNKNOWN


def test_each_credential_of_a_presentation_gets_its_own_report() -> None:
    shown = {
        "@context": [making.V2],
        "type": "VerifiablePresentation",
        "verifiableCredential": [making.signed(), making.badge()],
    }
    found = formats.read(making.raw(shown))
    verdicts = [one.verdict() for one in verify_found(found, making.library(), making.NOW)]
    assert verdicts == [Outcome.PASSED, Outcome.FAILED]
