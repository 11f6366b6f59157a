"""The page of a recovery kit, as a PDF in Japanese and English, typeset by Typst from ``resources/kit.typ``.

Everything that varies goes to Typst as strings in ``sys.inputs``, never as markup. Nothing is
written to the disk on the way: the QR code goes as lines of 0 and 1.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from wallet import RESOURCES

_LINES: Final = 4
_DOTS: Final = 300.0
"""To the inch."""


def kit_page(code: str, vault: str, made: datetime, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """The page for a code as it is written, and the id of the vault that it opens; as a picture it is for printers."""
    import typst

    from wallet import words

    inputs = {
        "title": words.say("kit.title", {}, "ja"),
        "title_en": words.say("kit.title", {}, "en"),
        "alt": words.say("kit.alt", {}, "ja"),
        "code": "\n".join(_broken(code)),
        "qr": "\n".join("".join("1" if dark else "0" for dark in row) for row in _matrix(code)),
        "vault": f"{vault[:8]} · {made:%Y-%m-%d}",
        "lines": str(_LINES),
    }
    for lang in words.LANGUAGES:
        for number in range(_LINES):
            inputs[f"{lang}{number}"] = words.say(f"kit.line{number}", {}, lang)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[RESOURCES / "fonts"])
    template = (RESOURCES / "kit.typ").read_bytes()
    when = int(made.timestamp())
    return typst.compile(
        template,
        font_paths=fonts,
        sys_inputs=inputs,
        format=form,
        ppi=_DOTS,
        pdf_standards="ua-1" if form == "pdf" else [],
        timestamp=when,
    )


def _broken(code: str) -> list[str]:
    """Three groups to a line, so that a person can keep the place."""
    groups = code.split("-")
    return ["-".join(groups[start : start + 3]) for start in range(0, len(groups), 3)]


def _matrix(code: str) -> list[list[bool]]:
    import qrcode
    from qrcode.constants import ERROR_CORRECT_Q

    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    made.add_data(code)
    made.make(fit=True)
    matrix: list[list[bool]] = made.get_matrix()
    return matrix
