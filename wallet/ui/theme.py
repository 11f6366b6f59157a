"""Colours, type and space as tables, and the Look: which theme and language the window wears."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from wallet import RESOURCES, words

_NAMES: Final = [
    "window",
    "surface",
    "sunken",
    "hover",
    "ink",
    "ink-soft",
    "ink-faint",
    "line",
    "line-strong",
    "accent",
    "accent-hover",
    "on-accent",
    "accent-tint",
    "focus",
    "verified",
    "verified-tint",
    "unsure",
    "unsure-tint",
    "bad",
    "bad-tint",
    "none",
    "none-tint",
    "crest-ink",
]


def _table(colours: str) -> dict[str, str]:
    return dict(zip(_NAMES, (f"#{colour}" for colour in colours.split()), strict=True))


THEMES: Final = {
    "light": _table(
        "F3F4F1 FFFFFF E9EBE7 F0F2EF 1A1E23 4A535C 616A73 DBDEDA 7C858D 27497A 1D3A64 FFFFFF E6ECF5 27497A "
        "146C43 E3F4EA 7A4B00 FFF3D6 B3261E FDE7E5 55606B EEF1F4 FBFAF6"
    ),
    "dark": _table(
        "121517 181C1F 0E1012 22272C ECEFF1 B6BEC6 98A1AA 32383E 76808A A3BFEC BDD2F3 0E1B30 213048 A3BFEC "
        "7FD6A0 18321F F2C063 372B11 FFB4AB 43201D B8C1CA 2A3036 EDEBE4"
    ),
    "high": _table(
        "000000 000000 000000 1A1A1A FFFFFF FFFFFF E0E0E0 FFFFFF FFFFFF 6FD3FF A9E5FF 000000 000000 FFE94D "
        "7DF2A9 000000 FFD24A 000000 FF9C92 000000 E0E0E0 000000 FFFFFF"
    ),
}
STAGE: Final = {
    "verified": ("#146C43", "#FFFFFF"),
    "unsure": ("#F2C063", "#1A1E23"),
    "bad": ("#B3261E", "#FFFFFF"),
    "none": ("#55606B", "#FFFFFF"),
}
"""Full-window verdicts, the same in every theme: field and ink."""
TYPE: Final = {
    # role: (points, bold)
    "small": (10.5, False),
    "body": (11.25, False),
    "label": (11.25, True),
    "heading": (13.5, True),
    "title": (19.5, True),
    "display": (27.0, True),
    "stage": (18.0, False),
    "stage-label": (15.0, True),
    "stage-line": (13.5, False),
    "present": (24.0, False),
    "stage-title": (27.0, True),
    "verdict-word": (108.0, True),
}
_LEADING: Final = {
    # role: line height in Japanese and in English, as parts of the size of the letters
    "small": (1.55, 1.40),
    "body": (1.60, 1.45),
    "label": (1.40, 1.35),
    "heading": (1.45, 1.35),
    "title": (1.35, 1.25),
    "display": (1.40, 1.20),
    "stage": (1.50, 1.40),
    "stage-label": (1.50, 1.40),
    "stage-line": (1.50, 1.40),
    "present": (1.40, 1.30),
    "stage-title": (1.50, 1.40),
    "verdict-word": (1.00, 1.00),
}
_FAMILIES: Final = {
    "ja": ["BIZ UDPGothic", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP"],
    "en": ["Inter", "BIZ UDPGothic"],
    "code": ["BIZ UDGothic", "BIZ UDPGothic"],
}


@cache
def load_fonts() -> None:
    """Register the bundled fonts once."""
    for path in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


class Look(QObject):
    """Theme, language and text scale. ``changed`` tells every page to draw itself again."""

    changed = Signal()

    def __init__(self, theme: str = "light", lang: str = "ja", scale: float = 1.0) -> None:
        super().__init__()
        self.theme, self.lang, self.scale = theme, lang, scale

    def set(self, *, theme: str | None = None, lang: str | None = None, scale: float | None = None) -> None:
        """Change what is given, and say so if anything changed."""
        before = (self.theme, self.lang, self.scale)
        self.theme, self.lang, self.scale = theme or self.theme, lang or self.lang, scale or self.scale
        if (self.theme, self.lang, self.scale) != before:
            self.wear()
            self.changed.emit()

    def colour(self, token: str) -> str:
        """A colour of the current theme."""
        return THEMES[self.theme][token]

    def font(self, role: str, lang: str = "") -> QFont:
        """The font of a role; ``lang`` is the language of the *text*, the window's unless given."""
        points, bold = TYPE[role]
        families = _FAMILIES.get(lang or self.lang, _FAMILIES["ja"])
        font = QFont(families)
        font.setPointSizeF(points * self.scale)
        if bold:
            font.setWeight(QFont.Weight.DemiBold if families[0] == "Inter" else QFont.Weight.Bold)
        return font

    def line_height(self, role: str, lang: str = "") -> float:
        """How far apart lines of a role are, in pixels."""
        japanese, english = _LEADING[role]
        pixels = QFontInfo(self.font(role, lang)).pixelSize()
        return pixels * (english if (lang or self.lang) == "en" else japanese)

    def say(self, code: str, **facts: object) -> str:
        """The window's own words."""
        return words.say(code, facts, self.lang)

    def wear(self) -> None:
        """Dress the whole application."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        load_fonts()
        application.setPalette(self.palette())
        application.setFont(self.font("body"))
        application.setStyleSheet(self.sheet())

    def palette(self) -> QPalette:
        """The theme as Qt's palette."""
        palette = QPalette()
        role = QPalette.ColorRole
        for name, token in (
            (role.Window, "surface"), (role.Base, "surface"), (role.AlternateBase, "window"), (role.WindowText, "ink"),
            (role.Text, "ink"), (role.ButtonText, "ink"), (role.Button, "surface"), (role.PlaceholderText, "ink-faint"),
            (role.Highlight, "accent"), (role.HighlightedText, "on-accent"), (role.Link, "accent"),
            (role.ToolTipBase, "surface"), (role.ToolTipText, "ink"), (role.Mid, "line"), (role.Light, "surface"),
        ):  # fmt: skip
            palette.setColor(name, QColor(self.colour(token)))
        return palette

    def sheet(self) -> str:
        """The style sheet of controls, from the tokens."""
        c = THEMES[self.theme]
        edge = 2 if self.theme == "high" else 1
        h = [round(height * self.scale) for height in range(45)]
        mark = (RESOURCES / "icons" / f"check-{self.theme}.svg").as_posix()
        return f"""
        QWidget#sidebar, QWidget#footer, QWidget#stepper {{ background: {c["window"]}; }}
        QWidget#sunken {{ background: {c["sunken"]}; }}
        QWidget#aside {{ background: {c["accent-tint"]}; }}
        QFrame#rule {{ background: {c["line"]}; border: 0; }}
        QFrame#rule-strong {{ background: {c["line-strong"]}; border: 0; }}
        QFrame#panel {{ background: {c["surface"]}; border: {edge}px solid {c["line"]}; border-radius: 10px; }}
        QFrame#drop {{ background: {c["surface"]}; border: {edge}px dashed {c["line-strong"]}; border-radius: 14px; }}
        QFrame#toast {{ background: {c["ink"]}; border-radius: 6px; }}
        QFrame#toast QLabel {{ color: {c["surface"]}; }}
        QFrame#toast QPushButton {{ color: {c["surface"]}; background: transparent; border: {edge}px solid {c["surface"]}; }}
        QPushButton {{ min-height: {h[34]}px; padding: 0 15px; border: {edge}px solid {c["line-strong"]}; border-radius: 6px;
            background: {c["surface"]}; color: {c["ink"]}; }}
        QPushButton:hover {{ background: {c["hover"]}; }}
        QPushButton:focus {{ border: 2px solid {c["focus"]}; padding: 0 14px; min-height: {h[32]}px; }}
        QPushButton:disabled {{ color: {c["ink-faint"]}; border-color: {c["line"]}; }}
        QPushButton[kind="primary"] {{ background: {c["accent"]}; color: {c["on-accent"]}; border-color: {c["accent"]};
            font-weight: 600; }}
        QPushButton[kind="primary"]:hover {{ background: {c["accent-hover"]}; }}
        QPushButton[kind="primary"]:focus {{ border: 2px solid {c["ink"]}; }}
        QPushButton[kind="primary"]:disabled {{ background: {c["line"]}; color: {c["ink-faint"]}; border-color: {c["line"]}; }}
        QPushButton[kind="quiet"] {{ border-color: transparent; background: transparent; color: {c["accent"]}; padding: 0 10px; }}
        QPushButton[kind="quiet"]:hover {{ background: {c["hover"]}; }}
        QPushButton[kind="quiet"]:focus {{ border: 2px solid {c["focus"]}; padding: 0 9px; }}
        QPushButton[kind="link"] {{ border: 2px solid transparent; background: transparent; color: {c["accent"]}; padding: 0; }}
        QPushButton[kind="link"]:hover {{ background: {c["hover"]}; }}
        QPushButton[kind="link"]:focus {{ border-color: {c["focus"]}; padding: 0; }}
        QPushButton[size="large"] {{ min-height: {h[42]}px; padding: 0 23px; }}
        QPushButton[size="large"]:focus {{ min-height: {h[40]}px; padding: 0 22px; }}
        QPushButton[kind=""][wide="true"] {{ text-align: left; }}
        QPushButton[kind="nav"] {{ border: 0; text-align: left; padding: 0 10px; color: {c["ink-soft"]}; background: transparent; }}
        QPushButton[kind="nav"]:hover {{ background: {c["hover"]}; }}
        QPushButton[kind="nav"]:focus {{ border: 2px solid {c["focus"]}; padding: 0 8px; }}
        QPushButton[kind="nav"]:checked {{ background: {c["accent-tint"]}; color: {c["accent"]}; font-weight: 600; }}
        QPushButton[kind="chip"] {{ min-height: {h[30]}px; padding: 0 12px; border-radius: 16px; border-color: {c["line"]};
            color: {c["ink-soft"]}; }}
        QPushButton[kind="chip"]:checked {{ background: {c["accent-tint"]}; border-color: {c["accent"]}; color: {c["accent"]}; }}
        QPushButton[kind="chip"]:focus {{ border: 2px solid {c["focus"]}; padding: 0 11px; min-height: {h[28]}px; }}
        QPushButton[kind="segment"] {{ min-height: {h[32]}px; padding: 0 12px; border-radius: 0; color: {c["ink-soft"]}; }}
        QPushButton[kind="segment"]:checked {{ background: {c["accent-tint"]}; color: {c["accent"]}; font-weight: 600; }}
        QPushButton[kind="tab"] {{ border: 0; border-bottom: 3px solid transparent; border-radius: 0; padding: 0 2px;
            background: transparent; color: {c["ink-soft"]}; }}
        QPushButton[kind="tab"]:checked {{ border-bottom-color: {c["accent"]}; color: {c["ink"]}; font-weight: 600; }}
        QPushButton[kind="tab"]:focus {{ color: {c["accent"]}; padding: 0 2px; min-height: {h[34]}px; border: 0;
            border-bottom: 3px solid {c["focus"]}; }}
        QPushButton[kind="choice"] {{ min-height: 64px; text-align: left; padding: 0 16px; border-radius: 10px; }}
        QPushButton[kind="choice"]:checked {{ border: 2px solid {c["accent"]}; background: {c["accent-tint"]}; }}
        QLineEdit, QPlainTextEdit, QComboBox {{ border: {edge}px solid {c["line-strong"]}; border-radius: 6px;
            background: {c["surface"]}; color: {c["ink"]}; padding: 0 11px; min-height: {h[34]}px;
            selection-background-color: {c["accent"]}; selection-color: {c["on-accent"]}; }}
        QPlainTextEdit {{ padding: 8px; }}
        QLineEdit[size="large"] {{ min-height: {h[42]}px; }}
        QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c["focus"]}; padding: 0 10px; }}
        QPlainTextEdit:focus {{ padding: 7px; }}
        QComboBox::drop-down {{ border: 0; width: 28px; }}
        QComboBox QAbstractItemView {{ background: {c["surface"]}; color: {c["ink"]}; border: 1px solid {c["line-strong"]};
            selection-background-color: {c["accent-tint"]}; selection-color: {c["accent"]}; }}
        QCheckBox {{ min-height: 36px; spacing: 12px; }}
        QCheckBox::indicator {{ width: 18px; height: 18px; border: 1px solid {c["line-strong"]}; border-radius: 4px;
            background: {c["surface"]}; }}
        QCheckBox::indicator:checked {{ background: {c["accent"]}; border-color: {c["accent"]}; image: url({mark}); }}
        QCheckBox::indicator:focus {{ border: 2px solid {c["focus"]}; width: 16px; height: 16px; }}
        QCheckBox::indicator:disabled {{ background: {c["hover"]}; border-color: {c["line"]}; }}
        QScrollArea, QListView {{ border: 0; background: {c["surface"]}; }}
        QScrollArea#sunken {{ background: {c["sunken"]}; }}
        QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
        QScrollBar::handle:vertical {{ background: {c["line-strong"]}; border-radius: 3px; min-height: 32px; margin: 2px; }}
        QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; height: 0; }}
        QScrollBar:horizontal {{ height: 0; }}
        QProgressBar {{ border: 0; background: {c["line"]}; border-radius: 3px; min-height: 6px; max-height: 6px; }}
        QProgressBar::chunk {{ background: {c["accent"]}; border-radius: 3px; }}
        QToolTip {{ border: 1px solid {c["line-strong"]}; background: {c["surface"]}; color: {c["ink"]}; padding: 4px; }}
        """
