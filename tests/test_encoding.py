"""Strict JSON, base encodings, dates and pointers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet import encoding
from wallet.errors import Malformed, WalletError

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcxyz", max_size=5), inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "malformed.json"),
        (b"{", "malformed.json"),
        (b'{"a":1,"a":2}', "malformed.json_duplicate"),
        (b'{"x":{"a":1,"a":2}}', "malformed.json_duplicate"),
        (b"[NaN]", "malformed.json_number"),
        (b"[-Infinity]", "malformed.json_number"),
        (b"[1e400]", "malformed.json_number"),
        (b"[9007199254740993]", "malformed.json_number"),
        (b"[" + b"9" * 5000 + b"]", "malformed.json_number"),
        (b"[" * 65 + b"]" * 65, "malformed.json_depth"),
        (b"[" * 100_000, "malformed.json_depth"),
        (b'{"a":' * 100_000, "malformed.json_depth"),
        (b'"\\ud800"', "malformed.encoding"),
        (b'{"\\udfff":1}', "malformed.encoding"),
        (b"\xff\xfe{}", "malformed.encoding"),
        (b"[" + b"0," * 60_000 + b"0]", "malformed.json_nodes"),
        (b" " * (encoding.MAX_JSON + 1), "malformed.too_large"),
    ],
)
def test_json_that_programs_read_differently_is_refused(text: bytes, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        encoding.load_json(text)
    assert caught.value.code == code


def test_json_at_the_limits_is_read() -> None:
    assert encoding.load_json(b"[" * 64 + b"]" * 64)
    assert encoding.load_json(b"\xef\xbb\xbf[9007199254740992]") == [2**53]


@given(PLAIN)
def test_written_json_reads_back_as_it_was(value: object) -> None:
    assert encoding.load_json(encoding.dump_json(value)) == value


@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_but_our_own_errors(data: bytes) -> None:
    for read in (
        encoding.load_json,
        encoding.multibase_decode,
        lambda raw: encoding.b64url_decode(raw.decode("latin1")),
    ):
        try:
            read(data)
        except WalletError:
            continue


@given(st.binary(max_size=200))
def test_base64url_and_base58_round_trip(data: bytes) -> None:
    assert encoding.b64url_decode(encoding.b64url_encode(data)) == data
    assert encoding.base58_decode(encoding.base58_encode(data)) == data
    assert encoding.multibase_decode("z" + encoding.base58_encode(data)) == data


@pytest.mark.parametrize("text", ["a", "aa=", "a a", "ab", "é", "AB\n", "//8", "AAAAA"])
def test_sloppy_base64url_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        encoding.b64url_decode(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-12T03:04:05Z", datetime(2026, 9, 12, 3, 4, 5, tzinfo=UTC)),
        ("2026-09-12T12:04:05+09:00", datetime(2026, 9, 12, 3, 4, 5, tzinfo=UTC)),
        ("2026-09-12T03:04:05.123456789Z", datetime(2026, 9, 12, 3, 4, 5, 123456, tzinfo=UTC)),
        ("2026-12-31T24:00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("10000-01-01T00:00:00Z", datetime(9999, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59-05:00", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_date_time_stamp_is_read(text: str, moment: datetime) -> None:
    assert encoding.parse_time(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "2026-09-12", "2026-09-12T03:04:05", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "01/01/2010", None, 5,
     "2026-09-12T03:04:05+15:00", "2026-09-12T03:04:61Z", "２０２６-09-12T03:04:05Z", "2026-09-12T03:04:05Z\n"],
)  # fmt: skip
def test_a_date_without_a_zone_or_out_of_the_calendar_is_refused(text: object) -> None:
    with pytest.raises(Malformed):
        encoding.parse_time(text)


def test_a_pointer_finds_escaped_names_and_list_places() -> None:
    document = {"a/b": [{"~": 1}]}
    assert encoding.pointer_get(document, "/a~1b/0/~0") == 1
    assert encoding.pointer_join("a/b", 0, "~") == "/a~1b/0/~0"
    for pointer in ("a", "/x", "/a~1b/1", "/a~1b/-", "/a~1b/00", "/a~1b/" + "9" * 5000, "/a~1b/²"):
        with pytest.raises(Malformed):
            encoding.pointer_get(document, pointer)
