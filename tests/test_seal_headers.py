"""The header of a seal, rule by rule: what may be critical, whose certificate it names, and when it was made."""

import hashlib
import json
from datetime import timedelta

import pytest

from tests import sealing
from tests.judging import FAILED, PASSED, UNKNOWN, check, proof
from wallet.encoding import as_text, b64url_encode, dump_json
from wallet.errors import Malformed, Unsupported
from wallet.model import Json
from wallet.proofs import jades
from wallet.report import Outcome, Question

REGISTERED = ["alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c", "enc", "zip"]  # fmt: skip
UNDERSTOOD = ["b64", "sigT", "iat", "sigD", "adoTst", "sigPl", "srCms", "srAts", "sigPId", "x5t#o", "sigX5ts"]


@pytest.mark.parametrize("name", REGISTERED)
def test_a_name_of_the_base_standard_is_never_critical(name: str) -> None:
    with pytest.raises(Malformed) as caught:
        jades.check_critical({name: "x", "crit": [name]})
    assert (caught.value.code, caught.value.facts) == ("malformed.seal_critical", {"name": name})


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_a_seal_may_call_critical_is_understood(name: str) -> None:
    jades.check_critical({name: False, "crit": [name]})
    with pytest.raises(Malformed) as caught:
        jades.check_critical({"crit": [name]})
    assert caught.value.facts == {"name": name}


def many(count: int) -> Json:
    names = [f"x{number}" for number in range(count)]
    return {**dict.fromkeys(names, 1), "crit": names}


def test_what_is_critical_is_counted_and_its_names_are_bounded() -> None:
    with pytest.raises(Unsupported) as unknown:
        jades.check_critical(many(32))
    assert (unknown.value.code, unknown.value.facts) == ("proof.seal_critical", {"names": sorted(many(32)["crit"])})
    with pytest.raises(Unsupported) as long:
        jades.check_critical({"x" * 500: 1, "crit": ["x" * 500]})
    assert long.value.facts == {"names": ["x" * 80]}
    for wrong in (
        many(33),
        {"crit": []},
        {"crit": None},
        {"crit": "b64", "b64": False},
        {"crit": {"b64": 1}, "b64": False},
    ):
        with pytest.raises(Malformed) as caught:
            jades.check_critical(wrong)
        assert caught.value.facts == {"name": "crit"}
    for name in (["x"], 5, None, "y" * 500):
        with pytest.raises(Malformed) as odd:
            jades.check_critical({"crit": [name]})
        assert odd.value.facts == {"name": as_text(name, 80)}


@pytest.mark.parametrize(
    "header", [{"b64": False}, {"b64": 0, "crit": ["b64"]}, {"b64": True, "crit": ["sigT"], "sigT": 1}]
)
def test_unencoded_is_a_word_that_must_be_critical(header: Json) -> None:
    with pytest.raises(Malformed) as caught:
        jades.check_critical(header)
    assert (caught.value.code, caught.value.facts) == ("malformed.seal_critical", {"name": "b64"})


def test_a_seal_without_a_time_is_not_read_as_one_made_now() -> None:
    for header in ({}, {"sigT": "2026-11-01T00:00:00Z", "iat": 1_789_000_000}):
        with pytest.raises(Malformed) as caught:
            jades.signing_time(header)
        assert caught.value.code == "malformed.seal_time"


def test_a_seal_over_something_elsewhere_is_open_whatever_its_signature() -> None:
    header = {"alg": "ES256", "sigT": "2026-11-01T00:00:00Z", "sigD": {"mId": "x"}}
    with pytest.raises(Unsupported) as caught:
        jades.check_seal("", "", "", header, {}, lambda digest: None)
    assert caught.value.code == "proof.seal_detached"


def test_a_signature_that_is_no_text_breaks_a_seal() -> None:
    whole = json.loads(sealing.sealed())
    whole["signatures"][0]["signature"] = "!!!"
    assert proof(dump_json(whole)) == (FAILED, "proof.bad")


def digests(algorithm: str, *names: str) -> list[tuple[str, str]]:
    return [(name, algorithm) for name in names]


@pytest.mark.parametrize(
    ("name", "algorithm"),
    [
        *digests("sha256", "S256", "SHA-256", "sha-256"),
        *digests("sha384", "S384", "SHA-384", "sha-384"),
        *digests("sha512", "S512", "SHA-512", "sha-512"),
    ],
)
def test_a_certificates_digest_counts_under_each_of_its_names(name: str, algorithm: str) -> None:
    chain = [sealing.leaf(), sealing.authority()]
    good = {"digAlg": name, "digVal": b64url_encode(hashlib.new(algorithm, sealing.der(chain[0])).digest())}
    bad = {"digAlg": name, "digVal": b64url_encode(hashlib.new(algorithm, sealing.der(chain[1])).digest())}
    for member, value, outcome in (
        ("x5t#o", good, (PASSED, "proof.ok")),
        ("x5t#o", bad, (FAILED, "proof.certificate_mismatch")),
        ("sigX5ts", [good, bad], (PASSED, "proof.ok")),
        ("sigX5ts", [bad, good], (FAILED, "proof.certificate_mismatch")),
    ):
        assert proof(sealing.sealed(protected=sealing.header(chain, **{member: value}))) == outcome


@pytest.mark.parametrize(
    ("changes", "outcome", "code", "facts"),
    [
        ({"sigX5ts": []}, FAILED, "malformed.seal_header", {"member": "sigX5ts"}),
        ({"sigX5ts": {}}, FAILED, "malformed.seal_header", {"member": "sigX5ts"}),
        ({"sigX5ts": ["x"]}, FAILED, "malformed.seal_header", {"member": "x5t#o"}),
        ({"x5t#o": {"digAlg": "S512", "digVal": 5}}, FAILED, "malformed.seal_header", {"member": "x5t"}),
        ({"x5t#o": {"digAlg": "M" * 200}}, UNKNOWN, "proof.certificate_unsupported", {"what": "M" * 80}),
        ({"iat": 1_789_000_000}, FAILED, "malformed.seal_time", {}),
    ],
)
def test_a_header_of_a_seal_that_is_wrong_says_where(changes: Json, outcome: Outcome, code: str, facts: Json) -> None:
    found = check(Question.PROOF, sealing.sealed(protected=sealing.header(**changes)))
    assert (found.outcome, found.code, found.facts) == (outcome, code, facts)


def test_a_seal_says_between_which_dates_it_should_have_been_made() -> None:
    one = sealing.leaf(begin=sealing.MADE + timedelta(days=1))
    found = check(Question.PROOF, sealing.sealed(protected=sealing.header([one, sealing.authority()])))
    assert (found.outcome, found.code) == (FAILED, "proof.certificate_dates")
    assert found.facts["made"] == sealing.MADE
    assert found.facts["from"] == sealing.MADE + timedelta(days=1)
    assert isinstance(found.facts["until"], type(sealing.MADE))


def test_a_seal_may_be_as_far_ahead_as_a_slow_clock() -> None:
    assert proof(sealing.sealed(), sealing.MADE - timedelta(minutes=5)) == (PASSED, "proof.ok")
    late = check(Question.PROOF, sealing.sealed(), at=sealing.MADE - timedelta(minutes=5, seconds=1))
    assert (late.code, late.facts) == ("proof.seal_future", {"made": sealing.MADE})
