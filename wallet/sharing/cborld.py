"""CBOR-LD: a JSON-LD document in CBOR, its terms as numbers that its contexts give them.

CBOR-LD 1.0 (tag 0xCB1D, registry entries 0 and 1), its drafts (0x0600 to 0x06FF) and the legacy form that the
Learner Credential Wallet and VerifierPlus read (0x0500, 0x0501), whose registry gives numbers to contexts
too. The number of a term plus one says that its value is a list. Both sides must hold the same contexts:
they come from a Library only, and a number that has no meaning in them is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from wallet.encoding import pointer_join
from wallet.errors import Malformed, Refused, Unsupported
from wallet.formats.rules import listed
from wallet.model import Json
from wallet.sharing import cbor
from wallet.sharing import cborld_values as values
from wallet.sharing.cborld_terms import CONTEXTS, FIRST_TERM, KEYWORDS, Load, Scope, Terms, kind_of, meaning, type_names

_LATER: Final = (33, 51)
"""Numbers given after the readers that most people have: these contexts are written by name, which all read."""
_PLAIN, _LEGACY, _DRAFT, _DRAFT_END, _TAG = 0x0500, 0x0501, 0x0600, 0x06FF, 0xCB1D
_NUMBERS: Final = {url: number for number, url in CONTEXTS.items()}


def read(data: bytes, load: Load) -> tuple[Json, bool]:
    """The document, and whether every member is defined where it stands.

    Raises ``Malformed`` ("qr.vpqr_broken"), ``Unsupported`` ("qr.vpqr_registry" with the ``entry``,
    "qr.vpqr_term" with the ``term``, "coverage.context_inline", or what ``load`` raises).
    """
    entry, payload = _opened(data)
    if not isinstance(payload, dict):
        raise Malformed("qr.vpqr_broken")
    if entry == 0:
        _check_plain(payload)
        return payload, True
    reader = _Reader(load, entry == _LEGACY)
    return reader.node({}, payload), reader.defined


def write(document: Json, load: Load, legacy: bool) -> bytes:
    """A document as CBOR-LD: in the legacy form, or as 1.0 with registry entry 1.

    Raises ``Refused`` ("qr.vpqr_undefined" or "qr.vpqr_unfit" with the pointer ``what``) for what would not come back the same, and what ``load`` raises.
    """
    payload = _Writer(load, legacy).node({}, document, ())
    if legacy:
        return _head(_LEGACY) + cbor.write(payload)
    return _head(_TAG) + cbor.write([1, payload])


def _head(tag: int) -> bytes:
    return b"\xd9" + tag.to_bytes(2)


def _opened(data: bytes) -> tuple[int, Any]:
    """The registry entry (``_LEGACY`` for the legacy tables) and what stands behind the tag."""
    tag = int.from_bytes(data[1:3])
    if data[:1] != b"\xd9" or not (tag in (_PLAIN, _LEGACY, _TAG) or _DRAFT <= tag <= _DRAFT_END):
        raise Malformed("qr.vpqr_broken")
    entry, payload = tag - _DRAFT, cbor.read(data[3:])
    if tag in (_PLAIN, _LEGACY):
        return (0 if tag == _PLAIN else _LEGACY), payload
    if tag == _TAG or entry >= 128:
        match payload:
            case [int(entry), payload] if tag == _TAG and type(entry) is int:
                pass
            case [bytes(more), payload] if tag != _TAG:
                entry = _varint(bytes([entry]) + more)
            case _:
                raise Malformed("qr.vpqr_broken")
    if entry not in (0, 1):
        raise Unsupported("qr.vpqr_registry", entry=entry)
    return entry, payload


def _varint(data: bytes) -> int:
    """An unsigned varint: seven bits a byte, the lowest first, the highest bit says that more follow."""
    if len(data) > 8 or data[-1] & 128 or not all(byte & 128 for byte in data[:-1]):
        raise Malformed("qr.vpqr_broken")
    return sum((byte & 127) << (7 * place) for place, byte in enumerate(data))


def _check_plain(value: Any) -> None:
    """Uncompressed CBOR must say nothing that JSON cannot."""
    if isinstance(value, bytes) or (isinstance(value, dict) and not all(isinstance(key, str) for key in value)):
        raise Malformed("qr.vpqr_broken")
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_plain(item)


class _Reader(Terms):
    """From numbers to names. ``defined`` becomes False with the first member that its place does not define."""

    defined = True

    def node(self, terms: Json, item: dict[int | str, Any]) -> Json:
        found: Json = {}
        single, several = item.get(0), item.get(1)
        if (0 in item and 1 in item) or (1 in item and not isinstance(several, list)):
            raise Malformed("qr.vpqr_broken")
        if 0 in item or 1 in item:
            found["@context"] = self._context(single) if 0 in item else [self._context(one) for one in several or ()]
            terms = self.applied(terms, found["@context"])
        scope = self.typed(terms, self._types(terms, item))
        members: dict[str, tuple[bool, Any]] = {}
        for key, value in item.items():
            if key in (0, 1):
                continue
            name, plural = self._named(key)
            if name in members or (plural and not isinstance(value, list)):
                raise Malformed("qr.vpqr_broken")
            members[name] = plural, value
        # Contexts come into play in the order of names, and with them the numbers of their terms.
        for name, (plural, value) in sorted(members.items(), key=lambda member: member[0]):
            self.defined &= name in scope.here or name[:1] == "@"
            inside, kind = self.within(scope, name), kind_of(scope.here, name)
            found[name] = (
                [self._value(inside, kind, one) for one in value] if plural else self._value(inside, kind, value)
            )
        return found

    def _context(self, value: Any) -> str:
        if type(value) is int:
            if not self.legacy or value not in CONTEXTS:
                raise Unsupported("qr.vpqr_context", context=str(value))
            return CONTEXTS[value]
        if not isinstance(value, str):
            raise Unsupported("coverage.context_inline")
        return value

    def _named(self, key: int | str) -> tuple[str, bool]:
        """The name of a member, and whether its value is a list; a member that no context defines keeps its name."""
        if isinstance(key, int):
            return self._term(key & ~1), bool(key & 1)
        if key[:1] == "@":
            raise Malformed("qr.vpqr_broken")
        return key, False

    def _term(self, number: int) -> str:
        if number not in self.names:
            raise Unsupported("qr.vpqr_term", term=number)
        return self.names[number]

    def _types(self, terms: Json, item: dict[int | str, Any]) -> Iterator[str]:
        for name in type_names(terms):
            number = self.ids[name]
            several = item.get(number + 1)
            for value in several if isinstance(several, list) else [item.get(number)]:
                if isinstance(found := self._value(terms, values.VOCAB, value), str):
                    yield found

    def _value(self, terms: Json, kind: str, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, dict):
            return self.node(terms, value)
        if kind in (values.ID, values.VOCAB):
            return self._address(value)
        is_number = type(value) is int
        if kind == values.MULTIBASE and isinstance(value, bytes):
            return values.read_multibase(value)
        if kind == values.DATE and is_number:
            return values.read_date(value)
        if kind == values.TIME and is_number:
            return values.read_time(value)
        if kind == values.TIME and isinstance(value, list) and [type(one) for one in value] == [int, int]:
            return values.read_time(*value)
        if kind == values.CRYPTOSUITE and is_number and self.legacy:
            return _of(values.CRYPTOSUITES, value)
        if isinstance(value, list):
            return [self._value(terms, kind, one) for one in value]
        if isinstance(value, bytes):
            # Later makers of the legacy form write a text that is in the registry as its number in bytes.
            return _of(CONTEXTS if self.legacy and not kind else {}, int.from_bytes(value))
        return value

    def _address(self, value: Any) -> str:
        if isinstance(value, list):
            return values.read_address(value)
        if type(value) is not int:
            raise Malformed("qr.vpqr_broken")
        if not self.legacy or value >= FIRST_TERM:
            return self._term(value)
        # Below, keywords and registered addresses share the even numbers: what is meant cannot be told.
        return _of(CONTEXTS if value & 1 else {}, value)


def _of(table: Mapping[int, str], number: int) -> str:
    if number not in table:
        raise Malformed("qr.vpqr_broken")
    return table[number]


class _Writer(Terms):
    """From names to numbers."""

    early = True

    def node(self, terms: Json, item: Json, place: tuple[str | int, ...]) -> dict[int | str, Any]:
        found: dict[int | str, Any] = {}
        if "@context" in item:
            urls = item["@context"]
            written = [self._context(url) for url in listed(urls)]
            found[1 if isinstance(urls, list) else 0] = written if isinstance(urls, list) else written[0]
            terms = self.applied(terms, urls)
        types = (one for name in type_names(terms) for one in listed(item.get(name)) if isinstance(one, str))
        scope = self.typed(terms, types)
        # The numbers are those given before the contexts of the members come into play.
        keys = {name: self.ids.get(name, name) for name in sorted(item.keys() - {"@context"})}
        for name, key in keys.items():
            value, there = item[name], (*place, name)
            inside, kind, plural = self.within(scope, name), kind_of(scope.here, name), isinstance(value, list)
            self._check(scope, name, value, there)
            found[key + plural if isinstance(key, int) else key] = (
                [self._value(inside, kind, one, (*there, index)) for index, one in enumerate(value)]
                if plural
                else self._value(inside, kind, value, there)
            )
        return found

    def _check(self, scope: Scope, name: str, value: Any, place: tuple[str | int, ...]) -> None:
        """Refuse what readers cannot take: those of version 4 no unknown member, no keyword but two."""
        is_keyword = name[:1] == "@"
        if name not in scope.here and (self.legacy if not is_keyword else name not in KEYWORDS):
            raise Refused("qr.vpqr_undefined", what=pointer_join(*place))
        means = str(meaning(scope.here, name))
        is_unread = self.legacy and means[:1] == "@" and means not in ("@id", "@type")
        if is_unread or (means == "@id" and not isinstance(value, str)):
            raise Refused("qr.vpqr_unfit", what=pointer_join(*place))

    def _context(self, url: Any) -> int | str:
        if not isinstance(url, str):
            raise Unsupported("coverage.context_inline")
        number = _NUMBERS.get(url)
        return url if not self.legacy or number is None or number in _LATER else number

    def _value(self, terms: Json, kind: str, value: Any, place: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return self.node(terms, value, place)
        if isinstance(value, str):
            return self._text(kind, value)
        if value is not None and (kind in values.CODED or (isinstance(value, list) and self.legacy)):
            raise Refused("qr.vpqr_unfit", what=pointer_join(*place))
        if isinstance(value, list):
            return [self._value(terms, kind, one, (*place, index)) for index, one in enumerate(value)]
        return value

    def _text(self, kind: str, value: str) -> Any:
        is_term = self.ids.get(value, 0) >= FIRST_TERM
        if is_term and (kind == values.VOCAB or (kind == values.ID and not self.legacy)):
            return self.ids[value]
        if kind in (values.ID, values.VOCAB):
            return values.write_address(value)
        if kind == values.MULTIBASE:
            return values.write_multibase(value, self.legacy)
        if kind == values.DATE:
            return values.write_date(value)
        return values.write_time(value) if kind == values.TIME else value
