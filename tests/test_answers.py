"""Each answer word for word: its outcome, its code, and the facts that its sentence is made of."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import making, sealing, test_assertion, test_inside
from tests.judging import anchors
from tests.making import NOW
from tests.test_formats import token
from tests.test_verify import DID, web_badge, with_did
from wallet import formats, words
from wallet.library import Library
from wallet.model import Audience, Credential
from wallet.report import Check, Outcome, Question, Report
from wallet.verify import kind_of, verify, verify_contained, verify_found, verify_presentation

PASSED, FAILED, UNKNOWN, ABSENT = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN, Outcome.ABSENT


def read(content: Any) -> Credential:
    raw = content if isinstance(content, bytes) else making.raw(content)
    return formats.read(raw).credentials[0]


def report(content: Any, library: Library | None = None) -> Report:
    return verify(read(content), library or making.library(), NOW)


def check(question: Question, content: Any, library: Library | None = None) -> Check:
    found = report(content, library).answer(question)
    assert found is not None
    return found


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


FUTURE = {**making.badge(), "proof": {"type": "FutureSignature2031"}}
BESIDE = {**making.badge(), "proof": [{"type": "FutureSignature2031"}, making.signed()["proof"]]}
OTHER_KEY = making.did_document(DID, making.ISSUER)
OTHER_KEY["verificationMethod"][0]["controller"] = "did:web:other.example"
HTTPS = "https://issuer.example/1"
LATER = datetime(2026, 11, 24, 9, 5, 1, tzinfo=UTC)
AGES = datetime(2027, 1, 1, tzinfo=UTC)

Row = tuple[Question, Outcome, str, dict[str, object]]
ANSWERS: dict[str, tuple[Any, Library | None, Row]] = {
    "a sound badge": (making.signed(), None, (Question.FORMAT, PASSED, "format.ok", {"kind": "Open Badges 3.0"})),
    "its suite": (making.signed(), None, (Question.PROOF, PASSED, "proof.ok", {"suites": ["eddsa-rdfc-2022"]})),
    "two suites, one unknown": (
        BESIDE,
        None,
        (Question.PROOF, PASSED, "proof.ok_others", {"suites": ["eddsa-rdfc-2022"], "others": ["FutureSignature2031"]}),
    ),
    "its key": (making.signed(), None, (Question.BINDING, PASSED, "binding.ok", {"issuer": making.ISSUER.did})),
    "its cover": (making.signed(), None, (Question.COVERAGE, PASSED, "coverage.ok", {})),
    "no proof": (making.badge(), None, (Question.PROOF, FAILED, "proof.none", {})),
    "no proof, no key": (making.badge(), None, (Question.BINDING, ABSENT, "binding.none", {})),
    "no proof, no cover": (making.badge(), None, (Question.COVERAGE, ABSENT, "coverage.none", {})),
    "an unknown suite": (
        FUTURE,
        None,
        (Question.PROOF, UNKNOWN, "proof.unsupported", {"suite": "FutureSignature2031"}),
    ),
    "an unknown suite's key": (FUTURE, None, (Question.BINDING, UNKNOWN, "binding.unchecked", {})),
    "an unknown suite's cover": (FUTURE, None, (Question.COVERAGE, UNKNOWN, "coverage.unchecked", {})),
    "a key not at hand": (
        web_badge(),
        None,
        (Question.BINDING, UNKNOWN, "binding.missing_document", {"url": "https://school.example/.well-known/did.json"}),
    ),
    "somebody else's key": (
        making.signed(by=making.STRANGER),
        None,
        (Question.BINDING, FAILED, "binding.mismatch", {"issuer": making.ISSUER.did, "key": making.STRANGER.did}),
    ),
    "somebody else's control": (
        web_badge(),
        making.library().plus([making.document(DID, OTHER_KEY)]),
        (Question.BINDING, FAILED, "binding.mismatch", {"issuer": DID, "key": "did:web:other.example"}),
    ),
    "a key for other purposes": (
        web_badge(),
        with_did("authentication"),
        (Question.BINDING, FAILED, "binding.relationship", {"issuer": DID}),
    ),
    "a key that a token brings": (
        token(making.badge(issuer={"id": HTTPS, "type": ["Profile"]}), kid=None, jwk=making.ISSUER.public_jwk),
        None,
        (Question.BINDING, UNKNOWN, "binding.unproven", {"issuer": HTTPS}),
    ),
    "not yet": (
        making.badge(validFrom="2026-11-24T09:05:01Z"),
        None,
        (Question.VALIDITY, FAILED, "validity.not_yet", {"from": LATER}),
    ),
    "over": (
        making.badge(validUntil="2026-11-24T09:00:00Z"),
        None,
        (Question.VALIDITY, FAILED, "validity.expired", {"until": NOW}),
    ),
    "until": (
        making.badge(validUntil="2027-01-01T00:00:00Z"),
        None,
        (Question.VALIDITY, PASSED, "validity.ok", {"until": AGES}),
    ),
    "dates unread": (
        making.badge(validFrom="now", validUntil="soon"),
        None,
        (Question.VALIDITY, UNKNOWN, "validity.unreadable", {"members": ["validFrom", "validUntil"]}),
    ),
    "older dates unread": (
        making.badge(**{"@context": [making.V1], "validFrom": None, "issuanceDate": "now", "expirationDate": "soon"}),
        None,
        (
            Question.VALIDITY,
            UNKNOWN,
            "validity.unreadable",
            {"members": ["issuanceDate", "expirationDate"]},
        ),
    ),
    "hosted": (
        test_assertion.assertion(),
        test_assertion.site(),
        (Question.COVERAGE, PASSED, "coverage.hosted", {}),
    ),
    "no schema": (making.signed(), None, (Question.SCHEMA, ABSENT, "schema.none", {})),
    "no endorsement": (making.signed(), None, (Question.ENDORSEMENT, ABSENT, "endorsement.none", {})),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_exactly_this(name: str) -> None:
    content, library, (question, outcome, code, facts) = ANSWERS[name]
    answer = check(question, content, library)
    assert (answer.outcome, answer.code) == (outcome, code)
    assert {key: value for key, value in answer.facts.items() if key in facts} == facts
    for lang in words.LANGUAGES:
        assert "{" not in words.say(answer.code, answer.facts, lang)


def test_the_first_second_of_grace_is_the_last() -> None:
    exactly = check(Question.VALIDITY, making.badge(validFrom="2026-11-24T09:05:00Z"))
    assert (exactly.outcome, exactly.code) == (PASSED, "validity.open")


def test_a_thousand_unsigned_terms_are_counted_and_twenty_are_named() -> None:
    document = making.signed()
    document["credentialSubject"]["achievement"] |= {f"x{number}": "A+" for number in range(25)}
    answer = check(Question.COVERAGE, document)
    assert (answer.code, answer.facts["count"]) == ("coverage.undefined_term", 25)
    assert answer.facts["terms"] == [f"/credentialSubject/achievement/x{number}" for number in range(20)]


@pytest.mark.parametrize("order", [1, -1])
def test_one_proof_that_fails_outweighs_one_that_cannot_be_checked(order: int) -> None:
    open_one = web_badge()["proof"]
    bad = {**making.signed()["proof"], "proofValue": making.signed(by=making.STRANGER)["proof"]["proofValue"]}
    answer = check(Question.PROOF, {**making.badge(), "proof": [open_one, bad][::order]})
    assert (answer.outcome, answer.code) == (FAILED, "proof.bad")


@pytest.mark.parametrize("order", [1, -1])
def test_one_proof_that_cannot_be_checked_keeps_the_others_from_passing(order: int) -> None:
    found = report({**making.badge(), "proof": [web_badge()["proof"], making.signed()["proof"]][::order]})
    answer = found.answer(Question.PROOF)
    assert answer is not None
    assert (answer.outcome, answer.code) == (UNKNOWN, "proof.unchecked")
    assert [need.url for need in answer.needs] == ["https://school.example/.well-known/did.json"]
    assert found.verdict() is UNKNOWN


def test_an_issuer_at_an_address_is_bound_by_its_own_document() -> None:
    document = making.badge(issuer={"id": HTTPS, "type": ["Profile"]})
    badge = making.signed(document, verification_method=f"{HTTPS}#key-1")
    listed = making.did_document(HTTPS, making.ISSUER)
    found = report(badge, making.library().plus([making.document(HTTPS, listed, NOW, True)]))
    answer = found.answer(Question.BINDING)
    assert answer is not None
    assert (answer.outcome, answer.code, answer.as_of) == (PASSED, "binding.ok", NOW)


def kinds() -> dict[str, Callable[[], Credential]]:
    vc = making.badge(type=["VerifiableCredential"])
    claims = {"vct": "urn:example:badge", "iss": making.ISSUER.did}
    return {
        "Open Badges 3.0": lambda: read(making.badge(type=["VerifiableCredential", "AchievementCredential"])),
        "CLR 2.0": lambda: read(making.badge(type=["VerifiableCredential", "ClrCredential"])),
        "Open Badges 3.0 Endorsement": lambda: read(
            making.badge(type=["VerifiableCredential", "EndorsementCredential"])
        ),
        "European Digital Credential": lambda: read(sealing.sealed()),
        "Open Badges 1": lambda: Credential(b"", "ob1", {}, making_issuer()),
        "Open Badges 2.0": lambda: read(test_assertion.assertion()),
        "SD-JWT VC": lambda: Credential(b"", "dc+sd-jwt", claims, making_issuer()),
        "W3C Verifiable Credential": lambda: read(vc),
    }


def making_issuer() -> Any:
    return read(making.badge()).issuer


@pytest.mark.parametrize("name", kinds())
def test_each_kind_of_credential_has_the_name_that_people_use(name: str) -> None:
    assert kind_of(kinds()[name]()) == name


def test_an_open_badge_is_one_under_either_of_its_names() -> None:
    assert kind_of(read(making.badge())) == "Open Badges 3.0"


def test_the_bar_moves_once_for_each_question_and_arrives() -> None:
    seen: list[tuple[int, int]] = []
    verify(read(making.badge()), making.library(), NOW, tick=lambda done, total: seen.append((done, total)))
    assert seen == [(done, len(Question)) for done in range(len(Question) + 1)]


# A presentation without credentials.


def shown(**changes: Any) -> Any:
    document = {"@context": [making.V2], "type": "VerifiablePresentation", "holder": making.HOLDER.did, **changes}
    found = formats.read(making.raw(document))
    assert found.presentation is not None
    assert not found.credentials
    return found.presentation


def test_an_empty_presentation_is_never_more_than_its_form() -> None:
    found = verify_presentation(shown(), making.library(), NOW)
    rows = [(one.question, one.outcome, one.code, one.facts) for one in found.checks[:2]]
    assert rows == [
        (Question.FORMAT, PASSED, "format.ok", {"kind": "W3C Verifiable Presentation"}),
        (Question.PROOF, ABSENT, "proof.none", {}),
    ]
    assert (found.verdict(), found.asked) == (UNKNOWN, False)


def test_an_empty_presentation_that_breaks_a_rule_fails_by_it() -> None:
    found = verify_presentation(shown(holder="nobody"), making.library(), NOW, Audience("q", "fair.example"))
    rows = [(one.outcome, one.code) for one in found.checks if one.question is Question.FORMAT]
    assert rows == [(FAILED, "malformed.holder")]
    assert (found.verdict(), found.asked) == (FAILED, True)


# Issuers.


def test_no_seal_no_sealed_issuer() -> None:
    for content in (making.signed(), making.badge()):
        answer = check(Question.ISSUER, content)
        assert answer.outcome is not PASSED
        assert answer.code in ("issuer.unlisted", "issuer.unproven")


def test_a_seal_names_its_issuer_in_place_of_a_domain() -> None:
    raw = sealing.sealed(protected=sealing.header([sealing.leaf(), sealing.authority()]))
    answer = check(Question.ISSUER, raw, making.library().plus([anchors(as_of=NOW - timedelta(days=2))]))
    assert (answer.outcome, answer.code, answer.as_of) == (PASSED, "issuer.sealed", NOW - timedelta(days=2))
    assert "sealer" in answer.facts


# Endorsements.


def endorsed(*items: Any, depth: int = 0) -> list[Check]:
    found = verify(read(test_inside.endorsed(*items)), making.library(), NOW, depth=depth)
    return [one for one in found.checks if one.question is Question.ENDORSEMENT]


def test_twenty_endorsements_are_checked_and_one_more_are_counted() -> None:
    one = test_inside.endorsement()
    assert [answer.code for answer in endorsed(*[one] * 20)] == ["endorsement.ok"] * 20
    (answer,) = endorsed(*[one] * 21)
    assert (answer.outcome, answer.code, answer.facts) == (UNKNOWN, "endorsement.unchecked", {"count": 21})


def test_the_endorsements_within_an_endorsement_are_not_followed() -> None:
    (answer,) = endorsed(test_inside.endorsement(), depth=1)
    assert (answer.outcome, answer.code, answer.facts) == (UNKNOWN, "endorsement.unchecked", {"count": 1})
    record = test_inside.record(test_inside.endorsed(test_inside.endorsement()))
    ((_, held),) = verify_contained(read(record), making.library(), NOW)
    assert isinstance(held, Report)
    inner = held.answer(Question.ENDORSEMENT)
    assert inner is not None
    assert inner.code == "endorsement.unchecked"


POINTER = "/credentialSubject/achievement/endorsement/0"


def unsigned(item: Any) -> Check:
    """The answer to one endorsement in a badge that nobody signed; the outer proof decides nothing here."""
    document = making.badge()
    document["credentialSubject"]["achievement"]["endorsement"] = [item]
    return check(Question.ENDORSEMENT, document)


def test_what_cannot_be_read_as_an_endorsement_is_bad_and_says_why() -> None:
    empty = {"@context": [making.V2], "type": "VerifiablePresentation", "holder": making.HOLDER.did}
    for item, reason in ((empty, "malformed.type"), ({"a": 1}, "malformed.unknown_format")):
        answer = unsigned(item)
        assert (answer.outcome, answer.code) == (FAILED, "endorsement.bad")
        assert answer.facts == {"pointer": POINTER, "by": "", "reason": reason}


def test_what_cannot_be_judged_as_an_endorsement_is_open_and_says_why() -> None:
    elsewhere = sealing.sealed(protected=sealing.header(sigD={"mId": "http://uri.etsi.org/19182/ObjectIdByURI"}))
    answer = unsigned(json.loads(elsewhere))
    assert (answer.outcome, answer.code) == (UNKNOWN, "endorsement.unknown")
    assert answer.facts == {"pointer": POINTER, "by": "", "reason": "format.unsupported"}


def test_an_endorser_without_a_name_is_called_by_its_identifier() -> None:
    nameless = making.signed(
        {
            **without(test_inside.endorsement(), "proof"),
            "issuer": {"id": test_inside.ENDORSER.did, "type": ["Profile"]},
        },
        test_inside.ENDORSER,
    )
    (answer,) = endorsed(nameless)
    assert (answer.code, answer.facts["by"]) == ("endorsement.ok", test_inside.ENDORSER.did)


def test_an_endorsement_of_nothing_stands_for_nothing() -> None:
    nobody = without(test_inside.endorsement(), "proof")
    nobody["credentialSubject"] = without(nobody["credentialSubject"], "id")
    subject = making.badge()["credentialSubject"]
    subject["achievement"] = {
        **without(subject["achievement"], "id"),
        "endorsement": [making.signed(nobody, test_inside.ENDORSER)],
    }
    document = making.signed(making.badge(credentialSubject=subject))
    assert test_inside.code(document) == ("failed", "endorsement.unrelated")


def test_a_badge_about_an_achievement_is_no_endorsement_of_it() -> None:
    about = making.badge()["credentialSubject"] | {"id": test_inside.ACHIEVEMENT}
    other = making.signed(making.badge(id="urn:uuid:another", credentialSubject=about))
    assert test_inside.code(test_inside.endorsed(other)) == (
        "failed",
        "endorsement.unrelated",
    )


def test_a_bad_endorsement_says_what_is_bad_about_it() -> None:
    (over,) = endorsed(test_inside.endorsement(validUntil="2026-11-01T00:00:00Z"))
    assert (over.code, over.facts["reason"], over.facts["by"]) == ("endorsement.bad", "validity.expired", "評価機構")
    changed = test_inside.endorsement()
    changed["credentialSubject"]["endorsementComment"] = "The best there is."
    (forged,) = endorsed(changed)
    assert (forged.code, forged.facts["reason"]) == ("endorsement.bad", "proof.bad")


# Records.


def test_what_is_in_a_record_without_a_signature_is_open_and_nothing_more() -> None:
    ((_, held),) = verify_contained(read(test_inside.record(making.badge())), making.library(), NOW)
    assert isinstance(held, Report)
    answer = held.answer(Question.PROOF)
    assert answer is not None
    assert (answer.outcome, answer.code) == (UNKNOWN, "proof.within")


def test_a_record_about_nobody_vouches_for_nobody() -> None:
    document = test_inside.record(making.badge())
    document["credentialSubject"].pop("id")
    seen: list[tuple[int, int]] = []
    ((held, found),) = verify_contained(
        read(document), making.library(), NOW, lambda done, total: seen.append((done, total))
    )
    assert held is not None
    assert isinstance(found, Report)
    assert (held.within, seen) == ("?", [(0, 1)])
    answer = found.answer(Question.PROOF)
    assert answer is not None
    assert answer.code == "proof.within"


def test_a_question_reaches_every_credential_of_a_file() -> None:
    found = formats.read(json.dumps(making.signed()).encode())
    (asked,) = verify_found(found, making.library(), NOW, Audience("q", "fair.example"))
    assert asked.asked
    assert asked.verdict() is FAILED
