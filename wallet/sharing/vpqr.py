"""VPQR: a verifiable presentation or credential as the text of one QR code (``VP1-``, ``VC1-``).

Behind the head stands one letter for the base, ``B`` (base32, RFC 4648, capitals, no padding) or ``R``
(base45, RFC 9285), and CBOR-LD in it. Two dialects are in use: ``B`` around the legacy form, which the
Learner Credential Wallet and VerifierPlus make and read, and ``R`` around CBOR-LD 1.0. Both are read; what
comes out is the JSON-LD document, to be checked like any other.
"""

from __future__ import annotations

import base64
import re
from typing import Any, Final

from wallet.encoding import dump_json, load_json
from wallet.errors import Malformed, Missing, Refused, Unsupported, WalletError
from wallet.formats.rules import listed
from wallet.library import Library
from wallet.model import Json
from wallet.sharing import cborld

HEADS: Final = (b"VP1-", b"VC1-")
MAX_TEXT: Final = 4296
"""Characters in the largest QR code (ISO/IEC 18004, table 7): what is longer came from none."""
MAX_DATA: Final = 16 * 1024
"""Bytes of CBOR-LD in a sequence of codes; a hostile one takes two thirds of a second."""
FORMS: Final = ("vpqr", "vpqr-1.0")
"""What can be made: the legacy form in base32, and CBOR-LD 1.0 in base45."""

_TAGS: Final = (b"\xd9\x05\x01", b"\xd9\x06\x01", b"\xd9\xcb\x1d")
"""Legacy, the last draft, and 1.0."""
_CODE: Final = re.compile(r"V[PC]1-([BR])(.+)\Z")
_BASE45: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DIGITS: Final = {letter: value for value, letter in enumerate(_BASE45)}


def is_code(raw: bytes) -> bool:
    """Does it begin as the text of such a code does?"""
    return raw[:4] in HEADS


def is_cbor(raw: bytes) -> bool:
    """Does it begin with a tag of CBOR-LD, as no text does?"""
    return raw[:3] in _TAGS


def read(text: bytes, library: Library | None = None) -> bytes:
    """The document in a code, as JSON. Contexts are those of the Library, or those bundled.

    Where a context has several revisions, the one counts in which every member is defined where it
    stands. Raises ``Malformed`` ("qr.vpqr_broken", "malformed.too_large") and ``Unsupported``
    ("qr.vpqr_context" with the ``context``, "qr.vpqr_term", "qr.vpqr_registry", "qr.vpqr_revision").
    """
    if len(text) > MAX_TEXT:
        raise Malformed("malformed.too_large", limit=MAX_TEXT)
    match = _CODE.match(text.decode("ascii", "replace"))
    if match is None:
        raise Malformed("qr.vpqr_broken")
    return opened(_read_base32(match[2]) if match[1] == "B" else _read_base45(match[2]), library)


def opened(data: bytes, library: Library | None = None) -> bytes:
    """The document in CBOR-LD, as JSON; raises as ``read`` does."""
    if len(data) > MAX_DATA:
        raise Malformed("malformed.too_large", limit=MAX_DATA)
    return dump_json(_revised(data, library or Library.bundled()))


def write(raw: bytes, form: str = "vpqr", library: Library | None = None) -> str:
    """A JSON-LD credential or presentation as the text of a code, in one of the ``FORMS``.

    Written with the newest revision of each context, and read again before it is given. Raises ``Refused``
    ("qr.vpqr_form", "qr.vpqr_large", and what ``cborld.write`` raises) and ``Unsupported`` ("qr.vpqr_context").
    """
    document = load_json(raw) if raw[:1] == b"{" else None
    if not isinstance(document, dict) or "@context" not in document:
        raise Refused("qr.vpqr_form")
    shelf, legacy = library or Library.bundled(), form == "vpqr"
    data = cborld.write(document, _Shelf(shelf), legacy)
    if not _comes_back(data, document, shelf):
        raise Refused("qr.vpqr_unfit", what="/")
    is_presentation = "VerifiablePresentation" in listed(document.get("type")) or "verifiableCredential" in document
    head = "VP1-" if is_presentation else "VC1-"
    text = head + ("B" + base64.b32encode(data).decode("ascii").rstrip("=") if legacy else "R" + _write_base45(data))
    if len(text) > MAX_TEXT:
        raise Refused("qr.vpqr_large")
    return text


class _Shelf:
    """The contexts of a Library in one revision each, and which were asked for."""

    def __init__(self, library: Library, revision: int = 0) -> None:
        self._library, self._revision = library, revision
        self.urls: set[str] = set()

    def __call__(self, url: str) -> Any:
        self.urls.add(url)
        try:
            return self._library.context(url, self._revision)["@context"]
        except Missing as error:
            raise Unsupported("qr.vpqr_context", context=url[:120]) from error


def _revised(data: bytes, library: Library) -> Json:
    """The document by the revision of its contexts that it was written with.

    By another one numbers are those of other terms, which hardly ever are defined where they stand.
    """
    found: list[tuple[bool, Json]] = []
    refused: WalletError | None = None
    shelves = [_Shelf(library)]
    for shelf in shelves:
        try:
            document, defined = cborld.read(data, shelf)
            if (defined, document) not in found:
                found.append((defined, document))
        except WalletError as error:
            refused = refused or error
        if len(shelves) == 1:
            shelves += [_Shelf(library, revision) for revision in range(1, library.revisions(shelf.urls))]
    fitting = [document for defined, document in found if defined] or [document for _, document in found]
    if len(fitting) == 1:
        return fitting[0]
    raise refused if refused is not None and not fitting else Unsupported("qr.vpqr_revision")


def _comes_back(data: bytes, document: Json, library: Library) -> bool:
    try:
        return _revised(data, library) == document
    except WalletError:
        return False


def _read_base32(text: str) -> bytes:
    """Strict, so that one document has one text: no padding, no small letters, no left-over bits."""
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError as error:
        raise Malformed("qr.vpqr_broken") from error
    if base64.b32encode(data).decode("ascii").rstrip("=") != text:
        raise Malformed("qr.vpqr_broken")
    return data


def _read_base45(text: str) -> bytes:
    """RFC 9285, section 4: three letters for two bytes, two for a last one."""
    found = bytearray()
    for start in range(0, len(text), 3):
        part = text[start : start + 3]
        if len(part) == 1 or not all(letter in _DIGITS for letter in part):
            raise Malformed("qr.vpqr_broken")
        number = sum(_DIGITS[letter] * 45**place for place, letter in enumerate(part))
        if number >= 256 ** (len(part) - 1):
            raise Malformed("qr.vpqr_broken")
        found += number.to_bytes(len(part) - 1)
    return bytes(found)


def _write_base45(data: bytes) -> str:
    letters = []
    for start in range(0, len(data), 2):
        part = data[start : start + 2]
        number = int.from_bytes(part)
        for _ in range(len(part) + 1):
            number, digit = divmod(number, 45)
            letters.append(_BASE45[digit])
    return "".join(letters)
