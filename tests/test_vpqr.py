"""VPQR: codes of other wallets are read in both dialects, what is made comes back the same, and nothing is guessed."""

import base64
from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import making
from wallet import RESOURCES, formats
from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.library import Library
from wallet.report import Outcome, Question
from wallet.sharing import cborld, qr, reader, vpqr
from wallet.sharing.cborld_terms import CONTEXTS
from wallet.verify import verify_found

OB = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
OLD = {"issuanceDate": "2026-09-12T00:00:00Z", "validFrom": None}


def older(*contexts: str, **changes: Any) -> dict[str, Any]:
    """A badge of the data model 1.1, whose contexts all have a number in the legacy registry."""
    return making.badge(**OLD, **{"@context": [making.V1, OB, *contexts]}, **changes)


def shown() -> dict[str, Any]:
    badge = making.signed(older(making.ED2020), suite_name="Ed25519Signature2020")
    document = {
        "@context": [making.V1, making.ED2020],
        "type": ["VerifiablePresentation"],
        "holder": making.HOLDER.did,
        "verifiableCredential": [badge],
    }
    return making.signed(document, by=making.HOLDER, suite_name="Ed25519Signature2020", purpose="authentication")


# Made of documents of ours by npm @digitalcredentials/vpqr 2.2.1 (WALLET) and @digitalbazaar/vpqr 6.0.0 with
# cborld 8.1.0: its legacy form (LATER), and CBOR-LD 1.0 (NEW).
WALLET = (
    "VP1-B3ECQDJIBQIIRIGDSUUMHIGDWDCCBU2VEYAYBRDAYSQMI4WCBPKUWGMKU33EFBINODSY2IAGMO2W4CWSWKMIMYT5FUNE364ZHGM6KJ6FIRKPGXX2TTZUJLBPOUWVRUKGMGFHSGPVW4LJOKTSOI"
    "6OEKGYFDCIIGGIEAFMCF3IB3K5I24MVABGB57NCWVHIXDYATTPF4LNNVNPPPN25VJNWBWBS737FQIXNAHNLVDLRSUAEYHX5UK2U5C4PACON4XRNVWVV555XLWVFWYGYGL7P4GDVQEMG4GD4QIMQIAK"
    "YELWQDWV2RVYZKACMD362FNKOROHQBHG6LYW23K26663V3KS3MDMDF7X6DCAYDKABQMIRQMQUDBYIEA2QNJNCYPQOHNGFFHJVBRVFVHJPCAMHFJIYOQMHMGEEDJVKJQBQDCGBREQYRZMEC6RXHZJU7"
    "GRFCCMB4A4UIURPVLKSX5UVTRFBIEC4L2ETW4GVFUC3H5KH4DJB7GPDBESTCK6QM6X6X2LICGRNW7XCOLJFABONEPAT4XBAUGEQQMMQIAKYELWQDOO7RFWQKJEV3HDTI2B52VQ3VDHGNUUVFDGLXYU"
    "WY7AQEQ6VNX34LARO2ANZ36EW2BJESXM4ONDIHXKWDOUM4ZWSSUUMZO7CS3D4CASD2VW7PQMHLAQYNQMLMGGKPAPOHA4H4OB3ZY4CX7RYFNPDQKSOHAVI4OB3HY4CXHSZ7OXHUSHBRVVDDBYIEGIEA"
    "FMCF3IB3K5I24MVABGB57NCWVHIXDYATTPF4LNNVNPPPN25VJNWBWBS737BQ5MBDCQBR2VFDBYIEA2QBMHW2LCTUJGDTDYLD5XNN4OWUQMHLAIYTQMMI6BUJZUW4ZLUPEQGQ33VOJZSA33GEBZXI5L"
    "EPEQHO2LUNAQGCIDTOVYGK4TWNFZWKZBAMV4GC3LJNZQXI2LPNYXBRSTYD3RYHB7DQO6OHAV74OBLLY4CUTRYFKHDQOZ6HAVZ4WP3VZ5ERYMQCBFBDDGHKUDBONZSA5DIMUQGK6DBNVUW4YLUNFXW4"
    "LQY3QNGVJEWAAMOBIYYOCBBSBABLARO2ANZ36EW2BJESXM4ONDIHXKWDOUM4ZWSSUUMZO7CS3D4CASD2VW7PQMHLAIYXAMMU4XFRSL6PN4P4WW2N2MZULS2JJ7FVWTA"
)
LATER = (
    "VC1-B3ECQDKABQMIRQMQYGMMHBAQDKBVFULB6BY5UYUU5GUGGUWU5F4IBQ4VGDB2BRLAZAEKBU2VEYAYBSAIWAMMQCIAZAETBSAJCLBAXVZN3N6VOSDRX6HDVPC2HNV3QDBEJTKOU2ROBX6OVWKZTS"
    "MJLFRHOGEL7MZEWJUJAUJIVJ5FKUK4YGXQGKTS5KMSMOZ5I4ODAPJNNMABRSAJEQMMQIAKYELWQDOO7RFWQKJEV3HDTI2B52VQ3VDHGNUUVFDGLXYUWY7AQEQ6VNX34LARO2ANZ36EW2BJESXM4OND"
    "IHXKWDOUM4ZWSSUUMZO7CS3D4CASD2VW7PQMHLAQYNQMJAGFEPAPOHA4H4OB3ZY4CX7RYFNPDQKSOHAVI4OB3HY4CXHSZ7OXHUSHBRNFDDBYIEGIEAFMCF3IB3K5I24MVABGB57NCWVHIXDYATTPF4"
    "LNNVNPPPN25VJNWBWBS737BQ5MBDB5BRTFFDBYIEA2QBMHW2LCTUJGDTDYLD5XNN4OWUQMHLAIYOYMJ46BUJZUW4ZLUPEQGQ33VOJZSA33GEBZXI5LEPEQHO2LUNAQGCIDTOVYGK4TWNFZWKZBAMV4"
    "GC3LJNZQXI2LPNYXBRJDYD3RYHB7DQO6OHAV74OBLLY4CUTRYFKHDQOZ6HAVZ4WP3VZ5ERYMONIIYUZ2VAYLTOMQHI2DFEBSXQYLNNFXGC5DJN5XC4GF4DJVKJFQADDAKGGDQQIMQIAKYELWQDOO7R"
    "FWQKJEV3HDTI2B52VQ3VDHGNUUVFDGLXYUWY7AQEQ6VNX34DB2YCGESDCSHFZMMS7T3PD7FVWTOTGNC4WSKPZNNUY"
)
NEW = (
    "VC1-R0OR*W3J90Q80L8FA9DIWENPEJ/5S4F03F53F7*5$KE$:5CPEXPC  C1$CBWEAECCPEI.E/8FA9DIWENPEJ/5Y9E.KE1*5T$DG3DT3EAEC7*5$KE.:5I9EBOCT3E006SM6546UPCG/DB$C-UE7"
    "L64467L6QKD-3ET43SJGL7A:HB1%7FM7:JAZV61KD9*JP1201JW+3BSGDYSP*N NGCYSX:M9NGCYSZFLATGCYSOMNU8KZCTG/H2-J743U53L63$RKFYHE73T70VI4OA0CQN7GEV10D-3SPK$-9N3II"
    "$JY+B:.LB0C68N6OL.AC4K6N5W1-J853-639*KAMGPR6ZED7$C3EF59D6%E.OEX3ER44NWEQVCV44-EDG7DOCC$QEI9E7LE+ED  CD44$9FJ$D..DBWE-3EA$5FYH%I0-H13 DZPASS9Y3I /3Z7R3"
    "6R*43F8FDYS28HJTGCYSSBOQNGCYS1%KDNGDYSGXMUNGD1TCSN6 K153IEGZAK/50KGKT%QC7AZQES44+8DD44$9FJ$D..DBWE-3EA$5ETST435KGZM0H6BD/TIMN GHBT0L.IB8P08D+/QBQN*5T3"
    "A5/ZH 1O7WD$12.X7HBS*43SNE YH9DTR8I*.L-NTVQKV KR1T+:K1-JW53R63+:K0XJ/TD:60CF3B$KS36170W3E5VCHQEOX57VC9OCNF6PF6B73Z%8H70B73P69MC8C.KJ+1%A8KI75+VNU0IPD8"
    "3JD21 *5.+S2VGMFA6+869D+%ROJDFYAX3C66GGI48EDVDO67U%ME844*RLM1DE558WN-XGAG9B73+I9E73T70VI4 90UBS9ZD5S4-NR6S6Y 7/FCP H0 DRJA3YPTA5ZUF7Q49:AHWFVI4 90UBS9"
    "ZD5S4-NR6S6Y 7/FCP H0 DRJA3YPTA5ZUF7Q49:A/UFO4UULDF/I"
)
MADE = [
    (WALLET, shown),
    (LATER, lambda: making.signed(older(making.DI2))),
    (NEW, making.signed),
]


def code(payload: Any, head: bytes = b"\xd9\x05\x01") -> bytes:
    data = head + (payload if isinstance(payload, bytes) else cbor2.dumps(payload))
    return b"VC1-B" + base64.b32encode(data).rstrip(b"=")


def proofs(raw: bytes) -> list[Outcome]:
    reports = verify_found(formats.read(raw), making.library(), making.NOW)
    return [check.outcome for report in reports for check in report.checks if check.question is Question.PROOF]


@pytest.mark.parametrize(("text", "document"), MADE, ids=["wallet", "later", "1.0"])
def test_a_code_of_another_program_is_the_document_it_was_made_of(
    text: str, document: Callable[[], dict[str, Any]]
) -> None:
    raw = vpqr.read(text.encode())
    assert load_json(raw) == document()
    assert set(proofs(raw)) == {Outcome.PASSED}


def test_the_wallet_s_own_text_is_what_we_write() -> None:
    assert vpqr.write(dump_json(shown())) == WALLET


@pytest.mark.parametrize("form", vpqr.FORMS)
def test_what_is_made_comes_back_the_same_and_verifies(form: str) -> None:
    for document in (shown(), making.signed(older(making.DI2)), making.signed(older(making.DI2, image=None))):
        text = vpqr.write(dump_json(document), form)
        assert text.startswith("VP1-" if "holder" in document else "VC1-")
        assert text[4] == ("B" if form == "vpqr" else "R")
        raw = vpqr.read(text.encode())
        assert load_json(raw) == document
        assert set(proofs(raw)) == {Outcome.PASSED}


def test_every_sample_in_linked_data_fits_in_a_code_of_the_newer_dialect() -> None:
    samples = sorted((RESOURCES / "samples").glob("0*.json"))
    assert len(samples) == 6
    for path in samples:
        raw = path.read_bytes().strip()
        assert load_json(vpqr.read(vpqr.write(raw, "vpqr-1.0").encode())) == load_json(raw)


def test_a_code_of_an_older_revision_of_a_context_is_read_by_that_revision() -> None:
    bundled = Library.bundled()
    turned = Library({}, {url: revisions[::-1] for url, revisions in bundled.contexts.items()})
    texts = {vpqr.write(making.raw(making.signed()), "vpqr-1.0", library) for library in (bundled, turned)}
    assert len(texts) == 2
    for text in texts:
        assert load_json(vpqr.read(text.encode())) == making.signed()


TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "https://a.example/x?y#z",
            "http://a.example:8080/",
            "urn:uuid:188e8450-269e-11eb-b545-d3692cf35398",
            "urn:uuid:188E8450-269e-11eb-b545-d3692cf35398",
            "urn:uuid:188e8450-269e-91eb-f545-d3692cf35398",
            making.ISSUER.did,
            making.ISSUER.verification_method,
            "did:key:z0#a#b",
            "did:key:#",
            "did:v1:nym:z6",
            "data:text/plain;base64,QQ==",
            "z6MkkUbC",
            "z11",
            "z",
            "zO",
            "uAA",
            "uAB",
            "u",
            "MQQ==",
            "2026-09-12T00:00:00Z",
            "2026-09-12T00:00:00.250Z",
            "2026-02-30T00:00:00Z",
            "1960-05-17T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2026-09-12",
            "0001-01-01",
            "name",
            "Achievement",
            "assertionMethod",
            "@json",
            "eddsa-rdfc-2022",
            making.V1,
        ]
    ),
)


def terms() -> list[str]:
    """Names that the bundled contexts give a meaning, at any depth."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        for name, inner in value.items() if isinstance(value, dict) else ():
            found.add(name)
            walk(inner)
            walk(inner.get("@context") if isinstance(inner, dict) else None)

    for url in SETS[0] + SETS[1] + SETS[2]:
        walk(making.library().context(url)["@context"])
    return sorted(name for name in found if name[0] != "@")


SETS = ((making.V1, OB, making.ED2020, making.DI2), (making.V2, making.OB), (making.V1, "https://w3id.org/dcc/v1"))
NAMES = [*terms(), "@type", "@id", "@value", "@language", "undefined", "a:b"]
KINDS = ["VerifiableCredential", "OpenBadgeCredential", "Achievement", "DataIntegrityProof", "Ed25519Signature2020",
         "Profile", "BitstringStatusListEntry", "JsonSchemaValidator2018", "https://a.example/Type"]  # fmt: skip


def nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda kinds, members, url: {
            **members,
            "type": kinds[0] if len(kinds) == 1 else kinds,
            **({"id": url} if url else {}),
        },
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
        st.one_of(st.just(""), TEXTS),
    )


VALUES = st.recursive(
    st.one_of(
        TEXTS,
        st.integers(-(2**53), 2**53),
        st.booleans(),
        st.none(),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=4), nodes(inner)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SETS), nodes(VALUES), st.sampled_from(vpqr.FORMS))
def test_whatever_can_be_put_in_a_code_comes_out_exactly(
    contexts: tuple[str, ...], node: dict[str, Any], form: str
) -> None:
    raw = dump_json({"@context": list(contexts), **node})
    try:
        text = vpqr.write(raw, form)
    except Refused:
        return
    assert load_json(vpqr.read(text.encode())) == load_json(raw)


# ------------------------------------------------ refused, never guessed


@pytest.mark.parametrize(
    ("payload", "head", "expected", "facts"),
    [
        ({0: 22}, b"\xd9\x05\x01", "qr.vpqr_context", {"context": "https://w3id.org/age/v1"}),
        ({1: [17, 99]}, b"\xd9\x05\x01", "qr.vpqr_context", {"context": "99"}),
        ({0: "https://a.example/v1"}, b"\xd9\x05\x01", "qr.vpqr_context", {"context": "https://a.example/v1"}),
        ({0: 17}, b"\xd9\x06\x01", "qr.vpqr_context", {"context": "17"}),
        ([1, {0: 17}], b"\xd9\xcb\x1d", "qr.vpqr_context", {"context": "17"}),
        ({0: {"a": "https://a.example/"}}, b"\xd9\x05\x01", "coverage.context_inline", {}),
        ({0: 17, 9000: "x"}, b"\xd9\x05\x01", "qr.vpqr_term", {"term": 9000}),
        ({0: 17, 2: 9000}, b"\xd9\x05\x01", "qr.vpqr_term", {"term": 9000}),
        ([100, {0: 1}], b"\xd9\xcb\x1d", "qr.vpqr_registry", {"entry": 100}),
        ({}, b"\xd9\x06\x02", "qr.vpqr_registry", {"entry": 2}),
        ([b"\x01", {}], b"\xd9\x06\x80", "qr.vpqr_registry", {"entry": 128}),
    ],
)
def test_what_is_not_known_here_is_named(payload: Any, head: bytes, expected: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Unsupported) as caught:
        vpqr.read(code(payload, head))
    assert (caught.value.code, caught.value.facts) == (expected, facts)


@pytest.mark.parametrize(
    "payload",
    [
        bytes.fromhex(text)
        for text in (
            "",
            "a0a0",  # bytes behind the end
            "80",  # no map
            "bf00f6ff",  # a map of no stated length
            "a11864",  # cut off
            "a218640118640a",  # a key twice
            "a20011018111",  # @context once and as a list
            "a1616161ff",
            "a1616dfb7ff8000000000000",  # NaN
            "a1616df97c00",  # infinity
            "a1616dc249010000000000000000",  # a bignum
            "a1616d1b0020000000000001",  # beyond 2**53
            "a1616dc11a514b67b0",  # a tag
            "a1616df7",  # undefined
            "a1616df820",  # another simple value
            "a161ff01",  # no UTF-8
            "a120f6",  # a negative key
            "a1f5f6",  # a key that is true
            "a1616d9b00ffffffffffffff",  # a list longer than memory
            "a1616d5b7fffffffffffffff00",
            "a1616d41ff",  # bytes where no codec takes them
            "a16440696401",  # a keyword by its name
            "a1048119ffff",
            "a1048102",
            "a104820142ffff",
            "a1048303617841ff",
            "a10401",
            "a1041810",  # a keyword or an address of the registry: it cannot be told
            "a104f5",
            "a10318c8",  # a single value under the number of a list
        )
    ],
)
def test_hostile_cbor_is_refused(payload: bytes) -> None:
    with pytest.raises(Malformed) as caught:
        vpqr.read(code(payload))
    assert caught.value.code == "qr.vpqr_broken"


def test_lists_without_end_are_refused() -> None:
    with pytest.raises(Malformed):
        vpqr.read(code(b"\xa1\x61a" + b"\x81" * 2000 + b"\x00"))


@pytest.mark.parametrize("head", ["", "d9", "d90502", "d905ff", "d9cb1e", "da00000501", "d9cb1d", "d90680", "d9d9f7"])
def test_another_tag_is_refused(head: str) -> None:
    for payload in ({}, [1], ["1", {}], [True, {}], [b"\x80", {}], [b"\x81" * 20, {}], b""):
        with pytest.raises(Malformed):
            vpqr.read(code(payload, bytes.fromhex(head)))


def test_uncompressed_documents_are_json_and_no_more() -> None:
    document = making.signed()
    for head, payload in ((b"\xd9\x05\x00", document), (b"\xd9\x06\x00", document), (b"\xd9\xcb\x1d", [0, document])):
        assert load_json(vpqr.read(code(payload, head))) == document
    for value in (b"x", {1: 2}, [{"a": b""}]):
        with pytest.raises(Malformed):
            vpqr.read(code({"a": value}, b"\xd9\x05\x00"))


@pytest.mark.parametrize("text", ["", "VC1-", "VC1-B", "VC1-R", "VC1-Zabc", "vc1-bab", "VC1-BAB=", "VC1-BABC", "VC1-Bab", "VC1-B1",
                                  "VC1-R:::", "VC1-RA", "VC1-Rb0", "VC1-R::", "VP2-BAA", "VC1-BAA\n", "VC1-Bé"])  # fmt: skip
def test_text_that_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        vpqr.read(text.encode())


def test_a_text_longer_than_a_code_is_not_looked_at() -> None:
    with pytest.raises(Malformed) as caught:
        vpqr.read(b"VP1-B" + b"A" * vpqr.MAX_TEXT)
    assert caught.value.code == "malformed.too_large"


@given(st.binary(max_size=60), st.sampled_from([b"\xd9\x05\x01", b"\xd9\xcb\x1d\x82\x01", b"\xd9\x05\x01\xa3\x00\x11"]))
def test_any_bytes_raise_nothing_but_our_own_errors(data: bytes, head: bytes) -> None:
    try:
        vpqr.read(code(data, head))
    except WalletError:
        return


@pytest.mark.parametrize(
    ("document", "form", "expected"),
    [
        ({"@context": [making.V1], "type": ["VerifiableCredential"], "nothing": 1}, "vpqr", "qr.vpqr_undefined"),
        ({"@context": [making.V1], "@nothing": 1}, "vpqr-1.0", "qr.vpqr_undefined"),
        ({"@context": [making.V1], "id": ["urn:a"]}, "vpqr", "qr.vpqr_unfit"),
        ({"@context": [making.V1], "type": "VerifiableCredential", "issuer": 1}, "vpqr-1.0", "qr.vpqr_unfit"),
        ({"@context": [making.V1], "type": "VerifiableCredential", "issuanceDate": 1}, "vpqr", "qr.vpqr_unfit"),
        ({"id": "urn:a"}, "vpqr", "qr.vpqr_form"),
        ({**making.badge(), "description": "long " * 900}, "vpqr-1.0", "qr.vpqr_large"),
    ],
)
def test_what_cannot_be_put_in_a_code_is_refused(document: dict[str, Any], form: str, expected: str) -> None:
    with pytest.raises(Refused) as caught:
        vpqr.write(dump_json(document), form)
    assert caught.value.code == expected


def test_only_the_first_numbers_of_the_registry_are_written() -> None:
    """Readers of version 4 refuse a number they do not know, and take every context by its name."""
    text = vpqr.write(making.raw(making.signed(older(making.DI2))))
    data = base64.b32decode(text[5:] + "=" * (-len(text[5:]) % 8))
    assert cbor2.loads(data[3:])[1] == [17, 50, making.DI2]
    assert CONTEXTS[51] == making.DI2


# ------------------------------------------------ wherever codes are read


def test_cbor_in_several_codes_is_the_document_in_it() -> None:
    badge = {**making.badge(), "description": "".join(f"{number * 7919:x} " for number in range(400))}
    data = cborld.write(badge, lambda url: Library.bundled().context(url, 0)["@context"], legacy=False)
    parts = qr.pack(data, "low").parts
    assert len(parts) > 1
    assert all(str(part).startswith(("B$ZC", "B$2C")) for part in parts)
    assert load_json(qr.unpack(reversed(parts))) == badge
    with pytest.raises(Malformed):
        qr.unpack(qr.pack(data[:-1], "low").parts)


@pytest.mark.parametrize("form", vpqr.FORMS)
def test_every_badge_fits_in_a_code_of_either_dialect(form: str) -> None:
    """Contexts of Open Badges have no number in the old registry: there they are written by name."""
    text = vpqr.write(making.raw(making.signed()), form)
    assert load_json(vpqr.read(text.encode())) == load_json(making.raw(making.signed()))


def test_a_code_is_read_as_a_picture_as_text_and_among_strangers() -> None:
    text = vpqr.write(making.raw(making.signed()), "vpqr-1.0")
    picture = qr.write_png(qr.one(text))
    for raw in (picture, text.encode(), b"\n " + text.encode() + b"\n"):
        (credential,) = reader.read_any(raw).credentials
        assert credential.claims == making.signed()
        assert credential.container == "qr"
    assert load_json(qr.unpack([b"https://a.example/", text])) == making.signed()
    assert load_json(reader.said([picture])[0]) == making.signed()
    gather = qr.Gather()
    gather.feed(text)
    assert reader.read_any(gather.payload or b"").credentials[0].claims == making.signed()


def test_a_picture_says_what_its_code_lacks() -> None:
    picture = qr.write_png(qr.one(code({0: 22}).decode()))
    with pytest.raises(Unsupported) as caught:
        reader.read_any(picture)
    assert caught.value.code == "qr.vpqr_context"


def test_the_code_is_drawn_in_capitals_at_the_lowest_correction() -> None:
    import zxingcpp

    from wallet.sharing.pictures import read

    (frame,) = read(qr.write_png(qr.one(WALLET)))
    view = memoryview(frame.pixels).cast("B", (frame.height, frame.width))
    (found,) = zxingcpp.read_barcodes(view)
    assert (found.text, found.ec_level) == (WALLET, "L")
    # In byte mode this text would need version 24.
    assert frame.width // 8 - 2 * qr.QUIET == 17 + 4 * 20
