"""Certificates: who they name, who signed them, and whether that leads to a trusted one."""

import base64
import hashlib
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from hypothesis import given
from hypothesis import strategies as st

from tests import sealing
from tests.making import NOW
from wallet.crypto.certificates import (
    MAX_CERTIFICATE,
    MAX_CHAIN,
    Certificate,
    anchored,
    check_chain,
    check_signer,
    read_certificate,
    read_chain,
    read_pem,
    withdrawal_addresses,
)
from wallet.crypto.keys import from_der, from_pem
from wallet.crypto.revocation import look_up
from wallet.errors import BadSignature, Malformed, Unsupported, WalletError


def read(*every: x509.Certificate) -> tuple[Certificate, ...]:
    return read_chain(sealing.x5c(*every))


def middle(**options: object) -> x509.Certificate:
    """An authority below the authority."""
    subject = sealing.name("Authority between")
    by = sealing.key("authority")
    return sealing.certificate(
        subject, sealing.key("middle").public_key(), sealing.AUTHORITY, by, **{"ca": True, **options}
    )


def below(**options: object) -> x509.Certificate:
    """An organisation's certificate by the authority in between."""
    public = sealing.key("leaf").public_key()
    return sealing.certificate(
        sealing.UNIVERSITY, public, sealing.name("Authority between"), sealing.key("middle"), **options
    )


def code(error: pytest.ExceptionInfo[WalletError]) -> str:
    return error.value.code


def test_a_certificate_names_its_subject_and_its_authority() -> None:
    (one,) = read(sealing.leaf())
    assert one.subject.shown == "University of Tests (VATXX-12345678)"
    assert (one.subject.common, one.subject.country) == ("Seal", "XX")
    assert one.authority.organization == "Authority for Seals"
    assert (one.begins, one.ends) == (sealing.BEGIN, sealing.END)
    assert not one.self_issued
    assert one.thumbprint() == hashlib.sha256(one.der).digest()


def test_names_are_plain_and_bounded() -> None:
    (one,) = read(sealing.leaf(subject=sealing.name("A\u202eB\u0000" + "x" * 50)))
    assert one.subject.organization == "AB" + "x" * 50


@pytest.mark.parametrize("kind", ["P-256", "P-384", "Ed25519", "RSA"])
def test_the_key_of_each_kind_is_the_key_that_was_certified(kind: str) -> None:
    (one,) = read(sealing.leaf(kind))
    public = sealing.key("leaf", kind).public_key()
    assert one.key.kind == kind
    assert one.key == from_der(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    assert one.key == from_pem(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


def test_an_old_form_of_rsa_key_is_read_from_pem() -> None:
    public = sealing.key("leaf", "RSA").public_key()
    old = public.public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()
    assert from_pem(old) == from_pem(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


@pytest.mark.parametrize(
    "text", [None, 5, "", "x", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "é" * 9000]
)
def test_a_damaged_key_is_malformed(text: object) -> None:
    with pytest.raises(Malformed):
        from_pem(text)


def test_keys_that_sign_nothing_here_are_unsupported() -> None:
    others = (
        sealing.key("other", "P-521").public_key(),
        sealing.key("other", "RSA-1024").public_key(),
        x25519.X25519PrivateKey.generate().public_key(),
        dsa.generate_private_key(2048).public_key(),
    )
    for public in others:
        with pytest.raises(Unsupported):
            from_der(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


@pytest.mark.parametrize(
    "x5c", [None, "", [], {}, [""], [5], ["AAAA"], ["not base64"], [base64.b64encode(b"x" * 99).decode()]]
)
def test_what_is_no_chain_is_malformed(x5c: object) -> None:
    with pytest.raises(Malformed):
        read_chain(x5c)


def test_a_chain_of_a_thousand_is_refused_before_it_is_read() -> None:
    with pytest.raises(Malformed) as error:
        read_chain(["!"] * 1000)
    assert error.value.facts == {"limit": MAX_CHAIN}


def test_a_huge_certificate_is_refused() -> None:
    with pytest.raises(Malformed):
        read_certificate(b"\x30\x82" + bytes(MAX_CERTIFICATE))


def test_a_certificate_with_something_behind_it_is_refused() -> None:
    with pytest.raises(Malformed):
        read_certificate(sealing.der(sealing.leaf()) + b"\0")


def test_a_bundle_gives_every_certificate_and_ignores_what_is_between() -> None:
    text = b"# trusted\r\n" + sealing.pem(sealing.authority()) + b"\nsubject=x\n" + sealing.pem(sealing.leaf())
    assert [one.subject.organization for one in read_pem(text)] == ["Authority for Seals", "University of Tests"]
    with pytest.raises(Malformed):
        read_pem(text.replace(b"-----END CERTIFICATE-----", b""))
    assert read_pem(b"nothing") == ()


def test_a_chain_in_order_holds_and_in_another_order_does_not() -> None:
    check_chain(read(below(), middle(), sealing.authority()))
    for wrong in ((middle(), below()), (below(), sealing.authority()), (sealing.leaf(), sealing.leaf())):
        with pytest.raises(BadSignature) as error:
            check_chain(read(*wrong))
        assert code(error) == "proof.certificate_chain"


def test_a_certificate_by_a_key_of_the_same_name_is_refused() -> None:
    stranger = sealing.key("stranger")
    forged = sealing.certificate(sealing.UNIVERSITY, sealing.key("leaf").public_key(), sealing.AUTHORITY, stranger)
    with pytest.raises(BadSignature):
        check_chain(read(forged, sealing.authority()))
    assert anchored(read(forged), read(sealing.authority()), NOW) == ()


def test_only_an_authority_may_issue() -> None:
    plain = middle(ca=False, uses=sealing.usage(key_cert_sign=True))
    without = middle(uses=sealing.usage(digital_signature=True))
    for one in (plain, without):
        with pytest.raises(BadSignature):
            check_chain(read(below(), one))


def test_the_length_of_the_path_is_kept() -> None:
    check_chain(read(below(), middle(length=0), sealing.authority(length=1)))
    with pytest.raises(BadSignature):
        check_chain(read(below(), middle(), sealing.authority(length=0)))
    assert anchored(read(below(), middle()), read(sealing.authority(length=0)), NOW) == ()


def test_a_path_leads_to_a_trusted_certificate_or_nowhere() -> None:
    root, between, one = sealing.authority(), middle(), below()
    assert len(anchored(read(one, between), read(root), NOW)) == 3
    assert len(anchored(read(one, between, root), read(root), NOW)) == 3
    assert len(anchored(read(one, between), read(between), NOW)) == 2
    assert len(anchored(read(one), read(one), NOW)) == 1
    assert anchored(read(one), read(root), NOW) == ()
    assert anchored(read(one, between, root), (), NOW) == ()
    assert anchored(read(one, between, root), read(sealing.leaf()), NOW) == ()


def test_a_certificate_that_is_its_own_authority_leads_nowhere() -> None:
    assert anchored(read(sealing.self_signed()), read(sealing.authority()), NOW) == ()


@pytest.mark.parametrize("days", [{"begin": NOW + timedelta(days=1)}, {"end": NOW - timedelta(days=1)}])
def test_an_authority_out_of_its_dates_leads_nowhere(days: dict[str, object]) -> None:
    assert anchored(read(sealing.leaf()), read(sealing.authority(**days)), NOW) == ()
    assert anchored(read(below(), middle(**days)), read(sealing.authority()), NOW) == ()


def test_only_certificates_for_sealing_seal() -> None:
    check_signer(read(sealing.leaf(uses=sealing.usage(digital_signature=True)))[0])
    mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.SERVER_AUTH])
    check_signer(read(sealing.leaf(extensions=((mail, False),)))[0])
    site = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    for one in (sealing.leaf(uses=sealing.usage(key_agreement=True)), sealing.leaf(extensions=((site, False),))):
        with pytest.raises(BadSignature) as error:
            check_signer(read(one)[0])
        assert code(error) == "proof.certificate_usage"


def test_what_cannot_be_judged_is_unsupported_and_never_skipped() -> None:
    strange = x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    with pytest.raises(Unsupported):
        check_signer(read(sealing.leaf(extensions=((strange, True),)))[0])
    check_signer(read(sealing.leaf(extensions=((strange, False),)))[0])
    names = x509.NameConstraints([x509.DNSName("x.example")], None)
    for critical in (True, False):
        limited = sealing.authority(extensions=((names, critical),))
        with pytest.raises(Unsupported):
            check_chain(read(sealing.leaf(), limited))
        assert anchored(read(sealing.leaf()), read(limited), NOW) == ()


def test_a_short_key_of_an_authority_is_not_trusted() -> None:
    short = sealing.key("short", "RSA-1024")
    root = sealing.certificate(sealing.AUTHORITY, short.public_key(), sealing.AUTHORITY, short, ca=True)
    one = sealing.certificate(sealing.UNIVERSITY, sealing.key("leaf").public_key(), sealing.AUTHORITY, short)
    with pytest.raises(Unsupported) as error:
        check_chain(read(one, root))
    assert code(error) == "proof.key_size"


def test_a_certificate_signed_over_sha1_ends_the_path() -> None:
    by = sealing.key("authority", "RSA")
    root = sealing.certificate(sealing.AUTHORITY, by.public_key(), sealing.AUTHORITY, by, ca=True)
    one = sealing.certificate(sealing.UNIVERSITY, sealing.key("leaf").public_key(), sealing.AUTHORITY, by)
    check_chain(read(one, root))
    # The name of sha256WithRSAEncryption becomes that of sha1WithRSAEncryption (RFC 8017, appendix A.2.4).
    name = bytes.fromhex("2a864886f70d0101")
    weak = read_certificate(sealing.der(one).replace(name + b"\x0b", name + b"\x05"))
    with pytest.raises(Unsupported) as error:
        check_chain((weak, *read(root)))
    assert error.value.facts == {"what": "sha1"}


def test_where_withdrawals_are_published_is_read() -> None:
    one = sealing.leaf(
        extensions=(sealing.withdrawals_at("http://crl.example/a.crl"), sealing.online_at("http://ocsp.example/"))
    )
    assert withdrawal_addresses(read(one)[0]) == (("http://crl.example/a.crl",), True)
    assert withdrawal_addresses(read(sealing.leaf(extensions=(sealing.withdrawals_at("ldap://x"),)))[0]) == ((), False)
    assert withdrawal_addresses(read(sealing.leaf())[0]) == ((), False)


def test_a_list_says_what_was_withdrawn_and_when() -> None:
    parsed = sealing.leaf()
    one, root = read(parsed, sealing.authority())
    since = NOW - timedelta(days=30)
    withdrawn = look_up(sealing.crl({parsed.serial_number: since}), one, root, NOW)
    assert (withdrawn.at, withdrawn.fresh) == (since, True)
    assert look_up(sealing.crl({7: since}), one, root, NOW).at is None
    assert not look_up(sealing.crl({}, due=NOW - timedelta(hours=1)), one, root, NOW).fresh
    assert not look_up(sealing.crl({}, made=NOW + timedelta(hours=1)), one, root, NOW).fresh


def test_a_list_that_is_not_whole_or_not_the_authoritys_says_nothing() -> None:
    one, root = read(sealing.leaf(), sealing.authority())
    partial = x509.IssuingDistributionPoint(None, None, False, True, None, False, False)
    delta = x509.DeltaCRLIndicator(1)
    wrong = (
        sealing.crl({}, by=sealing.key("stranger")),
        sealing.crl({}, extensions=((partial, True),)),
        sealing.crl({}, extensions=((delta, True),)),
        sealing.crl({})[:-1],
        # Of a version that there is not.
        sealing.crl({}).replace(b"\x02\x01\x01\x30", b"\x02\x01\x78\x30", 1),
        b"",
        b"-----BEGIN X509 CRL-----\n",
    )
    for raw in wrong:
        with pytest.raises(WalletError):
            look_up(raw, one, root, NOW)
    unable = read(sealing.authority(uses=sealing.usage(key_cert_sign=True)))[0]
    with pytest.raises(BadSignature):
        look_up(sealing.crl({}), one, unable, NOW)


LEAF = sealing.der(
    sealing.leaf(extensions=(sealing.withdrawals_at("http://crl.example/a.crl"), sealing.online_at("http://x.example")))
)


@given(st.lists(st.tuples(st.integers(0, len(LEAF) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_certificate_ends_in_nothing_but_an_error_of_ours(changes: list[tuple[int, int]]) -> None:
    data = bytearray(LEAF)
    for place, value in changes:
        data[place] = value
    root = read(sealing.authority())
    try:
        one = read_certificate(bytes(data))
        withdrawal_addresses(one)
        assert bytes(data) == LEAF or anchored((one,), root, NOW) == ()
        _ = one.key
        check_signer(one)
        check_chain((one, *root))
    except WalletError:
        return


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_list_ends_in_nothing_but_an_error_of_ours(changes: list[tuple[int, int]]) -> None:
    data = bytearray(CRL)
    for place, value in changes:
        data[place % len(data)] = value
    one, root = read(LEAF_PARSED, sealing.authority())
    try:
        look_up(bytes(data), one, root, NOW)
    except WalletError:
        return


LEAF_PARSED = sealing.leaf()
CRL = sealing.crl({5: NOW - timedelta(days=3)})
