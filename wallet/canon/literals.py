"""RDF literals in canonical N-Quads: how a JSON scalar is written in a statement.

JSON-LD 1.1 API, section 8.2.2 "Object to RDF Conversion", and RDFC-1.0, section 5.
"""

from __future__ import annotations

import re
from typing import Any, Final

from wallet.canon import jcs
from wallet.errors import Unsupported

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ESCAPED: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
must_escape: Final = _ESCAPED.search
"""Is there a character in a text that N-Quads does not write as it is?"""
_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


def quoted(text: str) -> str:
    """A canonical N-Quads string (RDFC-1.0, section 5)."""
    if must_escape(text):
        text = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}", text)
    return f'"{text}"'


def tagged(text: str, language: str) -> str:
    """A text with its language tag, in lower case."""
    if not _LANGUAGE.match(language):
        raise Unsupported("coverage.unsupported", what=language[:40])
    return f"{quoted(text)}@{language.lower()}"


def json_literal(value: Any) -> str:
    """Any JSON value as one literal: its canonical text."""
    return f"{quoted(jcs.canonicalize(value).decode())}^^<{RDF}JSON>"


def literal(value: Any, datatype: str | None) -> str | None:
    """A JSON scalar as a literal (JSON-LD 1.1 API, section 8.2.2); None for what is not written here."""
    if isinstance(value, bool):
        text, native = ("true" if value else "false"), "boolean"
    elif isinstance(value, str):
        if datatype == f"{XSD}double":
            return None
        return quoted(value) if datatype in (None, f"{XSD}string") else f"{quoted(value)}^^<{datatype}>"
    elif isinstance(value, float) and (not value.is_integer() or abs(value) >= 1e21):
        text, native = double(value), "double"
    elif isinstance(value, int | float):
        text, native = (double(value), "double") if datatype == f"{XSD}double" else (str(int(value)), "integer")
    else:
        return None
    return f'"{text}"^^<{datatype or XSD + native}>'


def double(value: float) -> str:
    """The canonical lexical form of ``xsd:double``: ``3.5E0``."""
    return re.sub(r"(\d)0*E\+?(-)?0*(\d)", r"\1E\2\3", f"{value:1.15E}")
