"""Credentials on paper: a PDF that people read and that verifies again, by its attachments or by the codes in its picture.

Typeset by Typst from ``resources/paper.typ``, tagged for screen readers (PDF/UA-1). What is attached and drawn is exactly
what may be shown: of a selectively disclosable credential the part that was chosen, never the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from wallet import RESOURCES, formats, words
from wallet.encoding import dump_json
from wallet.errors import Refused
from wallet.library import Library
from wallet.model import Credential
from wallet.report import Outcome, Report
from wallet.session import Item
from wallet.sharing import present, qr
from wallet.verify import verify
from wallet.vocab.openbadges import achievements

MAX_CODES: Final = 12
"""Codes printed for one credential: more than two pages of them nobody reads in; the attachment is the way then."""
MAX_ITEMS: Final = 60
_CHECKS: Final = 4
_MIME: Final = {"ldp_vc": "application/vc", "ob2": "application/json", "jades": "application/jose"}
_ENDING: Final = {"ldp_vc": "json", "ob2": "json", "jades": "json", "dc+sd-jwt": "sdjwt", "vc+sd-jwt": "sdjwt"}


def paper(
    items: Sequence[Item], library: Library, at: datetime, lang: str, reveal: Mapping[str, Iterable[str]] | None = None
) -> bytes:
    """The PDF. ``reveal`` are the pointers to show of credentials that can be divided, by id; of others in such
    credentials what says least of the person is shown.

    Refuses (``Refused``): "paper.nothing", "paper.too_many".
    """
    import typst

    if not items:
        raise Refused("paper.nothing")
    if len(items) > MAX_ITEMS:
        raise Refused("paper.too_many", limit=MAX_ITEMS)
    pages = [_page(item, _shown(item, library, at, (reveal or {}).get(item.id)), library, at, lang) for item in items]
    data = {
        "title": " / ".join(page["title"] for page in pages)[:200], "lang": lang, "footer": words.say("paper.footer", {"on": words.date(at, lang)}, lang),
        "codes_title": words.say("paper.codes", {}, lang), "check_title": words.say("paper.check", {}, lang),
        "check_lines": [words.say(f"paper.line{n}", {}, language) for language in (lang, *_others(lang)) for n in range(3)],
        "credentials": _apart(pages),
    }  # fmt: skip
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[RESOURCES / "fonts"])
    template = (RESOURCES / "paper.typ").read_bytes()
    made: bytes = typst.compile(
        template, font_paths=fonts, sys_inputs={"data": dump_json(data).decode("utf-8")}, format="pdf",
        pdf_standards="ua-1", timestamp=int(at.timestamp()),
    )  # fmt: skip
    return made


def _others(lang: str) -> tuple[str, ...]:
    return tuple(one for one in words.LANGUAGES if one != lang)


def _shown(item: Item, library: Library, at: datetime, reveal: Iterable[str] | None) -> Credential:
    """What may leave: the credential itself, or the part of it that was chosen."""
    credential = item.credential
    if not present.can_choose(credential):
        return credential
    chosen = present.least(credential) if reveal is None else reveal
    return formats.read(present.disclose(credential, chosen, library, at)).credentials[0]


def _page(item: Item, shown: Credential, library: Library, at: datetime, lang: str) -> dict[str, Any]:
    found = achievements(shown)[0]
    report = verify(shown, library, at, keeping=True)
    title = words.clean(found.title or shown.id or item.name)
    elements = [
        {
            "name": words.say(f"element-{element}", {}, lang),
            "values": [words.clean(value) for value in found.stated(element)],
        }
        for element in dict.fromkeys(one.element for one in found.statements if one.element != "title")
    ]
    codes = _codes(shown.raw, title, lang)
    count = len(codes)
    return {
        "title": title, "lang": lang, "issuer": words.clean(shown.issuer.name or shown.issuer.id), "dates": _dates(shown, lang),
        "verdict": words.say(f"verdict.{report.verdict().value}", {}, lang), "reasons": _reasons(report, lang),
        "elements": elements, "codes": codes, "codes_line": words.say("paper.codes_line", {"count": count}, lang),
        "file": _stem(title), "ending": _ENDING.get(shown.format, "jwt"), "mime": _MIME.get(shown.format, "application/octet-stream"),
        "original": shown.raw.decode("utf-8"),
    }  # fmt: skip


def _stem(title: str) -> str:
    """A file's name without an ending: letters and digits of the title, whatever the script."""
    return "".join(letter if letter.isalnum() else "-" for letter in title)[:60].strip("-") or "credential"


def _apart(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Attachments of one document have names of their own."""
    taken: set[str] = set()
    for page in pages:
        name, number = f"{page['file']}.{page['ending']}", 2
        while name in taken:
            name, number = f"{page['file']}-{number}.{page['ending']}", number + 1
        taken.add(name)
        page["file"] = name
    return pages


def _dates(shown: Credential, lang: str) -> str:
    begin = words.date(shown.valid_from, lang) if shown.valid_from else ""
    end = words.say("paper.until", {"on": words.date(shown.valid_until, lang)}, lang) if shown.valid_until else ""
    return " · ".join(filter(None, (begin, end, words.clean(shown.issuer.id) if shown.issuer.name else "")))


def _reasons(report: Report, lang: str) -> list[str]:
    """When it was checked, and what speaks against it or could not be checked."""
    found = [words.say("paper.checked", {"on": words.date(report.at, lang)}, lang)]
    odd = [check for check in report.checks if check.outcome in (Outcome.FAILED, Outcome.UNKNOWN)]
    return [*found, *(words.clean(words.say(check.code, check.facts, lang)) for check in odd[:_CHECKS])]


def _codes(payload: bytes, title: str, lang: str) -> list[dict[str, Any]]:
    """The modules of each code as lines of 0 and 1; none where there would be too many."""
    try:
        codes = qr.pack(payload.strip())
    except Refused:
        return []
    total = len(codes.parts)
    if total > MAX_CODES:
        return []
    return [
        {
            "alt": words.say("paper.code", {"part": index + 1, "total": total, "title": title}, lang),
            "rows": ["".join("1" if dark else "0" for dark in line) for line in qr.matrix(codes, index)],
        }
        for index in range(total)
    ]
