"""Any bytes to credentials: JSON, tokens, pictures, presentations, and everything that is none."""

import base64
import json
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import making
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_encode
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats import baked
from wallet.proofs import sign_jws


def png(*extra: tuple[bytes, bytes]) -> bytes:
    """A white 1 x 1 picture with chunks put in before IEND."""
    rows = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff")),
        *extra,
        (b"IEND", b""),
    ]
    return baked.PNG_SIGNATURE + b"".join(baked._chunk(kind, data) for kind, data in rows)


def itxt(text: bytes, flag: bytes = b"\0\0", keyword: bytes = baked.KEYWORD) -> tuple[bytes, bytes]:
    return b"iTXt", keyword + b"\0" + flag + b"\0\0" + text


def svg(inner: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{inner}</svg>'
    ).encode()


def token(claims: dict[str, Any], by: PrivateKey = making.ISSUER, **header: Any) -> bytes:
    return sign_jws(json.dumps(claims).encode(), by, {"kid": by.verification_method, **header}).encode()


def code_of(data: bytes) -> str:
    with pytest.raises(WalletError) as caught:
        formats.read(data)
    return caught.value.code


def test_a_json_badge_is_read_as_one_shape() -> None:
    (found,) = formats.read(making.raw(making.signed())).credentials
    assert found.format == "ldp_vc"
    assert found.container == "json"
    assert found.issuer.id == making.ISSUER.did
    assert found.issuer.name == "北総学院大学"
    assert found.titles == ("データサイエンス基礎",)
    assert found.subject == making.HOLDER.did
    assert found.suites == ("eddsa-rdfc-2022",)
    assert found.flaws == ()


def test_the_badge_in_a_png_is_the_badge_itself() -> None:
    text = making.raw(making.signed())
    picture = baked.bake_png(png(), text)
    found = formats.read(picture)
    assert found.container == "png"
    assert found.credentials[0].raw == text
    assert found.credentials[0].container == "png"


def test_baking_again_replaces_the_badge_and_keeps_the_picture() -> None:
    once = baked.bake_png(png(), b"{}")
    twice = baked.bake_png(once, b'{"a":1}')
    assert baked.unbake_png(twice) == b'{"a":1}'
    assert [kind for kind, _ in baked.chunks(twice)] == [b"IHDR", b"IDAT", b"iTXt", b"IEND"]


def test_compressed_text_is_read_and_a_bomb_in_it_is_not() -> None:
    text = making.raw(making.signed())
    assert baked.unbake_png(png(itxt(zlib.compress(text), b"\1\0"))) == text
    assert code_of(png(itxt(zlib.compress(b" " * 50_000_000), b"\1\0"))) == "malformed.too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(), "malformed.png_no_badge"),
        (png(itxt(b"{}"), itxt(b"{}")), "malformed.png_many"),
        (png(itxt(b"{}"))[:-20], "malformed.png"),
        (png(itxt(b"{}")).replace(b"{}", b"[]"), "malformed.png"),
        (png((b"iTXt", baked.KEYWORD + b"\0\2\0\0\0{}")), "malformed.png"),
        (png((b"iTXt", baked.KEYWORD + b"\0")), "malformed.png"),
        (png(itxt(b"not deflate", b"\1\0")), "malformed.png"),
        (baked.PNG_SIGNATURE, "malformed.png"),
        (baked.PNG_SIGNATURE + b"\xff" * 100, "malformed.png"),
        (baked.PNG_SIGNATURE + b"\0" * 9_000_000, "malformed.too_large"),
    ],
)
def test_a_broken_png_says_what_is_broken(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_the_badge_in_an_svg_is_read_from_text_or_attribute() -> None:
    text = making.raw(making.signed()).decode()
    inside = formats.read(svg(f"<openbadges:credential><![CDATA[ {text} ]]></openbadges:credential>"))
    assert inside.container == "svg"
    assert inside.credentials[0].raw.decode() == text
    jwt = token(making.badge()).decode()
    assert formats.read(svg(f'<openbadges:credential verify="{jwt}"/>')).credentials[0].format == "jwt_vc_json"


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (svg("<g/>"), "malformed.svg_no_badge"),
        (svg("<openbadges:credential>{}</openbadges:credential>" * 2), "malformed.svg_many"),
        (svg("<openbadges:credential>&b;</openbadges:credential>", BOMB), "malformed.svg"),
        (svg("<openbadges:credential>&x;</openbadges:credential>", OUTSIDE), "malformed.svg"),
        (svg("<openbadges:credential>")[:-10], "malformed.svg"),
        (svg("<g>" * 100_000), "malformed.svg"),
    ],
)
def test_a_hostile_svg_is_refused(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_token_with_a_vc_claim_fills_in_what_only_the_token_states() -> None:
    inner = making.badge(**{"@context": [making.V1, making.OB], "validFrom": None, "issuer": None, "id": None})
    claims = {"vc": inner, "iss": making.ISSUER.did, "nbf": 1_789_000_000, "exp": 1_800_000_000, "jti": "urn:x:1"}
    (found,) = formats.read(token(claims)).credentials
    assert found.flaws == ()
    assert found.issuer.id == making.ISSUER.did
    assert found.id == "urn:x:1"
    assert found.valid_from is not None
    assert found.valid_until is not None
    assert found.valid_until.timestamp() == 1_800_000_000


@pytest.mark.parametrize(
    ("claim", "value"),
    [("iss", "did:key:zOther"), ("jti", "urn:uuid:other"), ("sub", "did:key:zOther"), ("nbf", 1_000_000_000)],
)
def test_a_token_that_contradicts_its_credential_is_malformed(claim: str, value: object) -> None:
    (found,) = formats.read(token({**making.badge(), claim: value})).credentials
    assert ("malformed.claims", {"claim": claim}) in found.flaws


def test_a_token_with_two_credentials_in_one_is_malformed() -> None:
    (found,) = formats.read(token({**making.badge(), "vc": making.badge()})).credentials
    assert ("malformed.claims", {"claim": "vc"}) in found.flaws


def test_the_earlier_end_of_token_and_credential_counts() -> None:
    badge = making.badge(validUntil="2030-01-01T00:00:00Z")
    (found,) = formats.read(token({**badge, "exp": 1_800_000_000})).credentials
    assert found.valid_until is not None
    assert found.valid_until.timestamp() == 1_800_000_000


def test_a_vc_jose_token_is_told_apart_by_its_type() -> None:
    assert formats.read(token(making.badge(), typ="vc+jwt")).credentials[0].format == "vc+jwt"


def test_a_presentation_gives_all_its_credentials_and_names_those_it_cannot_read() -> None:
    jwt = token(making.badge(), typ="vc+jwt").decode()
    shown = {
        "@context": [making.V2],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [
            making.signed(),
            {"@context": making.V2, "id": f"data:application/vc+jwt,{jwt}", "type": "EnvelopedVerifiableCredential"},
            {"@context": making.V2, "id": "data:application/vc+jwt,broken", "type": "EnvelopedVerifiableCredential"},
            {"@context": making.V2, "type": "VerifiablePresentation"},
        ],
    }
    found = formats.read(json.dumps(shown).encode())
    assert [one.format for one in found.credentials] == ["ldp_vc", "vc+jwt"]
    assert [(index, code) for index, code, _ in found.failed] == [
        (2, "malformed.unknown_format"),
        (3, "malformed.type"),
    ]


def test_a_presentation_inside_itself_ends() -> None:
    data = making.raw(making.badge())
    for _ in range(8):
        url = "data:application/vc;base64," + base64.b64encode(data).decode()
        data = json.dumps({"@context": making.V2, "type": "EnvelopedVerifiableCredential", "id": url}).encode()
    assert code_of(data) == "malformed.json_depth"


def test_too_many_credentials_in_one_file_are_refused() -> None:
    shown = {"@context": [making.V2], "type": "VerifiablePresentation", "verifiableCredential": [{}] * 501}
    assert code_of(json.dumps(shown).encode()) == "malformed.too_many"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed.empty"),
        (b" \n", "malformed.empty"),
        (b"\0" * 9_000_000, "malformed.too_large"),
        (b"hello", "malformed.unknown_format"),
        (b"{}", "malformed.unknown_format"),
        (b'{"a":1}', "malformed.unknown_format"),
        (b"[]", "malformed.unknown_format"),
        (b'{"a":1,"a":1}', "malformed.json_duplicate"),
        (b'{"@context":', "malformed.json"),
        (b"eyJ.x", "malformed.jwt"),
        (b"ey.e.e", "malformed.base64"),
        (b"data:text/plain", "malformed.id"),
        (b"data:;base64,%%%", "malformed.base64"),
        (b"\xff\xd8\xff\xe0JFIF", "malformed.unknown_format"),
        (b"PK\x03\x04", "malformed.unknown_format"),
        (b"%PDF-1.7", "malformed.unknown_format"),
    ],
)
def test_what_is_no_credential_gets_a_clear_error(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("header", [[], "x", None, 5])
def test_a_token_whose_parts_are_no_objects_is_malformed(header: object) -> None:
    part = b64url_encode(json.dumps(header).encode())
    assert code_of(f"ey{part}.{part}.x".encode()).startswith("malformed.")
    good = b64url_encode(b'{"alg":"EdDSA"}')
    assert code_of(f"{good}.{part}.x".encode()) == "malformed.jwt"


GOOD = [
    making.raw(making.badge()),
    token(making.badge()),
    png(itxt(b"{}")),
    svg("<openbadges:credential>{}</openbadges:credential>"),
]


@given(st.data())
def test_a_mutilated_file_raises_nothing_but_our_own_errors(data: st.DataObject) -> None:
    mutant = bytearray(data.draw(st.sampled_from(GOOD)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mutant) - 1))
        match data.draw(st.integers(0, 2)):
            case 0:
                mutant[place] = data.draw(st.integers(0, 255))
            case 1:
                del mutant[place : place + data.draw(st.integers(1, 40))]
                mutant += b"\0" * (not mutant)
            case _:
                mutant[place:place] = data.draw(st.binary(max_size=8))
    try:
        formats.read(bytes(mutant))
    except WalletError:
        return


@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_our_own_errors(data: bytes) -> None:
    for head in (b"", b"{", b"ey", b"<svg", baked.PNG_SIGNATURE):
        with pytest.raises((Malformed, Unsupported)):
            formats.read(head + data)
