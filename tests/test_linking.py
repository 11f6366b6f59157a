"""What lets two verifiers find out that they were shown the same credential: read from what they would be shown."""

import json

import pytest

from tests import making, test_status
from tests.test_formats import token
from tests.test_sdjwt import issued
from tests.test_selective import KEYS, MANDATORY, NAME, derived
from wallet import formats
from wallet.formats import sdjwt
from wallet.model import Credential
from wallet.sharing.linking import links


def codes(raw: bytes) -> set[str]:
    return {link.code for link in links(read(raw))}


def read(raw: bytes) -> Credential:
    return formats.read(raw).credentials[0]


def test_a_badge_links_by_signature_holder_and_number() -> None:
    assert codes(making.raw(making.signed())) == {"link.signature", "link.holder", "link.id"}
    assert codes(token(making.badge(), typ="vc+jwt")) == {"link.signature", "link.holder", "link.id"}


def test_a_selectively_disclosed_token_links_by_key_and_signature_even_with_nothing_disclosed() -> None:
    assert codes(sdjwt.disclose(issued(), [])) == {"link.signature", "link.key"}
    assert codes(issued(jti="urn:uuid:1")) == {"link.signature", "link.key", "link.id"}


@pytest.mark.parametrize("suite", ["ecdsa-sd-2023", "bbs-2023"])
def test_only_a_proof_that_is_new_each_time_does_not_link(suite: str) -> None:
    subject = {name: value for name, value in making.badge()["credentialSubject"].items() if name != "id"}
    document = making.badge(id=None, credentialSubject=subject, issuer={"id": KEYS[suite].did, "type": ["Profile"]})
    held = making.signed(document, KEYS[suite], suite_name=suite, mandatory=MANDATORY)
    shown = making.raw(derived(held, NAME))
    assert codes(shown) == ({"link.signature"} if suite == "ecdsa-sd-2023" else set())


def test_a_place_in_a_list_links_and_is_told() -> None:
    badge = making.badge(credentialStatus=test_status.entry("7"))
    (found,) = [link for link in links(read(making.raw(making.signed(badge)))) if link.code == "link.status"]
    assert found.facts == {"url": test_status.URL, "index": 7}


def test_a_hashed_address_and_a_number_of_a_person_link_wherever_they_stand() -> None:
    subject = {
        **making.badge()["credentialSubject"],
        "identifier": [
            {"type": "IdentityObject", "identityHash": "sha256$00", "identityType": "emailAddress", "hashed": True}
        ],
        "licenseNumber": "K-4711",
    }
    found = {link.code: link.pointer for link in links(read(making.raw(making.badge(credentialSubject=subject))))}
    assert found["link.identity"] == "/credentialSubject/identifier/0/identityHash"
    assert found["link.number"] == "/credentialSubject/licenseNumber"


def test_what_is_left_out_of_the_bytes_does_not_link() -> None:
    whole = issued(("/email",), email="a@mail.example")
    assert "link.number" in codes(whole)
    assert "link.number" not in codes(sdjwt.disclose(whole, []))


def test_a_hostile_credential_is_told_within_bounds() -> None:
    claims = {"credentialSubject": [{"email": f"{n}@mail.example"} for n in range(5000)]}
    document = json.loads(making.raw(making.badge()))
    assert len(links(read(making.raw({**document, **claims})))) == 50
