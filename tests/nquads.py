"""A reader of N-Quads for tests: the vectors' files as sets of statements in canonical spelling."""

import re

from wallet.canon.rdfc import Quad

_TERM = re.compile(
    r"""\s*(?:<((?:[^>\\]|\\.)*)>|(_:[^\s<"]+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?|(\.)\s*(?:\#.*)?$)"""
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.S)
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_WRITE = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _decode(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][0] in "uU" else _SHORT.get(m[1], m[1]), text)


def literal(text: str) -> str:
    return '"' + re.sub(r'[\x00-\x1f\x7f"\\]', lambda m: _WRITE.get(m[0]) or f"\\u{ord(m[0]):04X}", text) + '"'


def parse(text: str) -> set[Quad]:
    quads: set[Quad] = set()
    for line in text.split("\n"):
        if not line.strip() or line.strip().startswith("#"):
            continue
        terms, position = [], 0
        while True:
            match = _TERM.match(line, position)
            assert match, line
            position = match.end()
            iri, blank, value, datatype, language, end = match.groups()
            if end:
                break
            if iri is not None:
                terms.append(f"<{_decode(iri)}>")
            elif blank:
                terms.append(blank)
            elif language:
                terms.append(literal(_decode(value)) + "@" + language)
            elif datatype and datatype != "http://www.w3.org/2001/XMLSchema#string":
                terms.append(literal(_decode(value)) + f"^^<{_decode(datatype)}>")
            else:
                terms.append(literal(_decode(value)))
        subject, predicate, obj, graph = [*terms, ""][:4]
        quads.add((subject, predicate, obj, graph))
    return quads
