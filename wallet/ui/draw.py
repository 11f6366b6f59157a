"""Line icons, verdict shapes and crests, drawn from constants. No picture here comes from a stranger."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_ICONS: Final = {
    "badge": '<circle cx="10" cy="8" r="5.2"/><path d="M7 12.4 6 18l4-2.2L14 18l-1-5.6"/>',
    "share": '<path d="M10 12V3M6.6 6 10 2.8 13.4 6M5 9.5H4v8h12v-8h-1"/>',
    "scan": '<path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M3 10h14"/>',
    "camera": '<path d="M2.5 6h3.3l1.500-2.500h5.400L14.200 6h3.300v10.500h-15z"/><circle cx="10" cy="10.800" r="3.100"/>',
    "gear": '<circle cx="10" cy="10" r="2.6"/><path d="M10 2.5v2.3M10 15.2v2.3M2.5 10h2.3M15.2 10h2.3M4.7 4.7l1.6 1.6'
    'M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6"/>',
    "search": '<circle cx="8.7" cy="8.7" r="5.4"/><path d="m12.8 12.8 4.4 4.4"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "grid": '<path d="M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z"/>',
    "list": '<path d="M3 5h14M3 10h14M3 15h14"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9"/>',
    "off": '<path d="M2.5 8a11 11 0 0 1 4-2.4M10 4.8A11 11 0 0 1 17.5 8M5.5 11.2a7 7 0 0 1 2.6-1.6M12.6 10a7 7 0 0 1 1.9 1.2'
    'M10 15.2h.01M3.5 3l13 14"/>',
    "right": '<path d="m7.5 5 5 5-5 5"/>',
    "down": '<path d="m5 7.5 5 5 5-5"/>',
    "back": '<path d="M16.5 10h-13M8.5 5l-5 5 5 5"/>',
    "file": '<path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15"/>',
    "paste": '<path d="M6.5 4H4v14h12V4h-2.5M7 2.500h6v3H7z"/>',
    "qr": '<path d="M3 3h5v5H3zM12 3h5v5h-5zM3 12h5v5H3zM12 12h2v2h-2zM16 12h1M12 17h1M16 15.500h1v1.500"/>',
    "trash": '<path d="M3.5 5.5h13M8 5.5V3h4v2.5M5 5.5l.8 12h8.4l.8-12"/>',
    "eye": '<path d="M1.8 10S5 4.500 10 4.500 18.2 10 18.2 10 15 15.500 10 15.500 1.8 10 1.8 10z"/><circle cx="10" cy="10" r="2.4"/>',
    "check": '<path d="m4.5 10.5 3.6 3.6 7.4-8" stroke-width="2.2"/>',
    "pause": '<path d="M7 4v12M13 4v12" stroke-width="2.4"/>',
    "info": '<circle cx="10" cy="10" r="7.4"/><path d="M10 9.2v4.6M10 6.3h.01"/>',
    "person": '<circle cx="10" cy="6.6" r="3.4"/><path d="M3.5 17.5c.5-3.8 3-5.6 6.5-5.6s6 1.8 6.5 5.6"/>',
    "warn": '<path d="M10 3 18 17H2zM10 8v4.4M10 14.6h.01"/>',
    "full": '<path d="M3 7.5V3h4.5M12.5 3H17v4.5M17 12.5V17h-4.5M7.5 17H3v-4.5"/>',
    "again": '<path d="M15.8 8.2A6.2 6.2 0 1 0 16.2 11M16.300 4v4.300H12"/>',
    "key": '<circle cx="6.8" cy="10" r="3.6"/><path d="M10.4 10H17.500v3M14.300 10v2.400"/>',
    "print": '<path d="M6 7V2.500h8V7M6 14H3.500V7h13v7H14M6 11.500h8v6H6z"/>',
    "save": '<path d="M10 3v10M6 9.5l4 4 4-4M3.500 17h13"/>',
}
_SHAPES: Final = {
    "pass": '<circle cx="10" cy="10" r="8.2" fill="none" stroke="{fg}" stroke-width="1.5"/><path d="m6.2 10.4 2.7 2.7 5-5.6" '
    'fill="none" stroke="{fg}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
    "verified": '<circle cx="10" cy="10" r="8.6" fill="{fg}"/><path d="m6 10.4 2.8 2.8 5.3-6" {s}/>',
    "unsure": '<path d="M10 .4 19.6 10 10 19.6.4 10z" fill="{fg}"/><path d="M7.6 7.9a2.4 2.4 0 1 1 3.5 2.2c-.8.4-1.1.8-1.1 1.7" '
    '{s}/><circle cx="10" cy="14.4" r="1.25" fill="{bg}"/>',
    "bad": '<path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" fill="{fg}"/><path d="m6.8 6.8 6.4 6.4M13.2 6.8l-6.4 6.4" {s}/>',
    "none": '<rect x="1.6" y="1.6" width="16.8" height="16.8" rx="1.6" fill="{fg}"/><path d="M6 10h8" {s}/>',
}
GROUNDS: Final = (
    "#2C4770", "#3C6485", "#2D4D55", "#41676F", "#42474E", "#685F78", "#57477A", "#73505C", "#625447", "#5B5F45", "#56628A", "#56645F",
)  # fmt: skip
FAMILIES: Final = (
    ("blossom", (5, 6, 8)), ("bell", (5, 6, 8)), ("rings", (4, 5, 6, 8)), ("lozenge", (4, 5, 6)),
    ("shell", (5, 6, 8)), ("pinwheel", (5, 6, 8)), ("fan", (4, 5, 6)), ("hemp", (5, 8)),
)  # fmt: skip
_RADII: Final = (("ring", 28.5), ("heavy", 27.5), ("double", 26.0), ("cut", 29.0), ("bare", 36.0))
_SMALL: Final = 40
MAX_PICTURE: Final = 4096


def _svg(body: str, box: int, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box} {box}" {attributes}>{body}</svg>'


@lru_cache(maxsize=512)
def _render(source: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_pixmap(name: str, colour: str, size: int = 20, ratio: float = 2.0) -> QPixmap:
    """A line icon in a colour."""
    line = f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
    return _render(_svg(_ICONS[name], 20, line), size, ratio)


def icon(name: str, colour: str, gap: int = 0) -> QIcon:
    """The same, for buttons; ``gap`` keeps words behind it away, in its own pixels of 20."""
    drawn = icon_pixmap(name, colour)
    wide = QPixmap(drawn.width() + round(gap * drawn.devicePixelRatio()), drawn.height())
    wide.setDevicePixelRatio(drawn.devicePixelRatio())
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return QIcon(wide)


def shape(kind: str, foreground: str, background: str, size: int = 18, ratio: float = 2.0) -> QPixmap:
    """A verdict's shape: its outline differs for each verdict, so that it reads without colour."""
    stroke = f'fill="none" stroke="{background}" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round"'
    return _render(_svg(_SHAPES[kind].format(fg=foreground, bg=background, s=stroke), 20), size, ratio)


def seal(ground: str, ink: str, size: int = 24, ratio: float = 2.0) -> QPixmap:
    """The seal of Akashi: 正 on a 16 px grid."""
    figure = f'<rect width="16" height="16" rx="3.2" fill="{ground}"/><path fill="{ink}" d="M3 3h10v2H9v2h3v2H9v2h4v2H3v-2h1V7h2v4h1V5H3z"/>'
    return _render(_svg(figure, 16), size, ratio)


def picture(data: bytes, size: int, ratio: float = 2.0) -> QPixmap | None:
    """An issuer's own picture, fitted on a white tile; None if it cannot be read within bounds."""
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.setData(data)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in (b"png", b"jpeg", b"webp"):
        return None
    found = reader.size()
    if not found.isValid() or max(found.width(), found.height()) > MAX_PICTURE:
        return None
    image: QImage = reader.read()
    if image.isNull():
        return None
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.white)
    fitted = image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(pixmap)
    painter.drawImage((side - fitted.width()) // 2, (side - fitted.height()) // 2, fitted)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def png_of(pixmap: QPixmap) -> bytes:
    """A drawing as a PNG file."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    data = QByteArray()
    out = QBuffer(data)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(out, "PNG")
    return bytes(data.data())


def crest(digest: str, issuer: str, ink: str, size: int, ground: str = "", ratio: float = 2.0) -> QPixmap:
    """The crest of a credential without a picture: the issuer gives the colour, the credential the figure.

    ``digest`` is the credential's SHA-256 in hex. It is decoration and proves nothing.
    """
    return _render(
        crest_svg(bytes.fromhex(digest), hashlib.sha256(issuer.encode()).digest(), ink, size, ground), size, ratio
    )


def crest_svg(digest: bytes, issuer: bytes, ink: str, size: int, ground: str = "") -> str:
    """The crest as SVG: the same digests always give the same text."""
    field = ground or GROUNDS[issuer[0] % 12]
    family, folds = FAMILIES[digest[0] % 8]
    count = folds[digest[1] % len(folds)]
    small = size <= _SMALL
    frame, radius = ("bare", 40.0) if small else _RADII[digest[2] % 5]
    width = 0.74 + 0.18 * digest[5] / 255
    petal = _PETALS[family](count, radius, width, digest[6], ink, field)
    turned = "".join(
        f'<g transform="rotate({(place + digest[4] % 2 / 2) * 360 / count:.2f})">{petal}</g>' for place in range(count)
    )
    body = turned + _core(0 if small else digest[3] % 4, ink, field) + _frame(frame, ink)
    rim = (
        f'<rect x="1" y="1" width="94" height="94" rx="13" fill="none" stroke="{ink}" stroke-width="2"/>'
        if ground
        else ""
    )
    tile = f'<rect width="96" height="96" rx="14" fill="{field}"/>{rim}<g transform="translate(48 48)">{body}</g>'
    return _svg(tile, 96)


def _at(radius: float, angle: float) -> str:
    """A polar point, the angle clockwise from straight up."""
    return f"{radius * sin(angle):.2f},{-radius * cos(angle):.2f}"


def _blossom(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a, notch = pi / n * w, r * (0.90 if detail % 2 else 0.995)
    outline = (
        f"M{_at(r * 0.2, 0)} C{_at(r * 0.42, -a * 0.95)} {_at(r * 0.74, -a * 1.12)} {_at(r * 0.93, -a * 0.5)} "
        f"C{_at(r, -a * 0.3)} {_at(r, -a * 0.12)} {_at(notch, 0)} C{_at(r, a * 0.12)} {_at(r, a * 0.3)} {_at(r * 0.93, a * 0.5)} "
        f"C{_at(r * 0.74, a * 1.12)} {_at(r * 0.42, a * 0.95)} {_at(r * 0.2, 0)}Z"
    )
    return f'<path d="{outline}" fill="{ink}"/>' + _vein(r * 0.34, r * 0.62, ground, 1.6)


def _vein(start: float, end: float, ground: str, width: float, angle: float = 0.0) -> str:
    return f'<path d="M{_at(start, angle)} L{_at(end, angle)}" stroke="{ground}" stroke-width="{width}" stroke-linecap="round"/>'


def _bell(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = pi / n * w
    outline = (
        f"M{_at(r * 0.2, 0)} L{_at(r * 0.56, -a * 0.98)} C{_at(r * 0.74, -a * 0.8)} {_at(r * 0.86, -a * 0.34)} {_at(r, 0)} "
        f"C{_at(r * 0.86, a * 0.34)} {_at(r * 0.74, a * 0.8)} {_at(r * 0.56, a * 0.98)}Z"
    )
    return f'<path d="{outline}" fill="{ink}"/>' + _vein(r * 0.3, r * 0.8, ground, 1.5)


def _rings(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    centre = r * 0.52
    radius = r - centre - 1.2
    dot = f'<circle cx="0" cy="{-centre:.2f}" r="{radius * 0.3:.2f}" fill="{ink}"/>' if detail % 2 else ""
    return f'<circle cx="0" cy="{-centre:.2f}" r="{radius:.2f}" fill="none" stroke="{ink}" stroke-width="2.4"/>' + dot


def _lozenge(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = min(pi / n * 0.92, 0.62) * (0.86 + 0.12 * (w - 0.74) / 0.18)
    middle = r * 0.58

    def cut(k: float) -> str:
        low, high = middle - (middle - r * 0.2) * k, middle + (r - middle) * k
        return f"M{_at(low, 0)} L{_at(middle, -a * k)} L{_at(high, 0)} L{_at(middle, a * k)}Z"

    return _nested(cut, (1, 0.62, 0.34), ink, ground)


def _nested(cut: object, sizes: tuple[float, ...], ink: str, ground: str) -> str:
    assert callable(cut)
    return "".join(f'<path d="{cut(size)}" fill="{(ink, ground)[place % 2]}"/>' for place, size in enumerate(sizes))


def _shell(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = pi / n * w

    def cell(k: float) -> str:
        low, high = r * (0.62 - 0.36 * k), r * (0.62 + 0.36 * k)
        return (
            f"M{_at(low, -a * k * 0.55)} L{_at(low, a * k * 0.55)} L{_at((low + high) / 2, a * k)} L{_at(high, a * k * 0.55)} "
            f"L{_at(high, -a * k * 0.55)} L{_at((low + high) / 2, -a * k)}Z"
        )

    return _nested(cell, (1, 0.68, 0.4), ink, ground)


def _pinwheel(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = 2 * pi / n * w
    outline = (
        f"M{_at(r * 0.16, 0)} C{_at(r * 0.4, -a * 0.1)} {_at(r * 0.8, -a * 0.05)} {_at(r, a * 0.2)} "
        f"C{_at(r * 0.98, a * 0.62)} {_at(r * 0.8, a * 0.92)} {_at(r * 0.56, a * 0.86)} "
        f"C{_at(r * 0.6, a * 0.45)} {_at(r * 0.42, a * 0.25)} {_at(r * 0.16, 0)}Z"
    )
    return f'<path d="{outline}" fill="{ink}"/>'


def _fan(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = pi / n * w
    outline = (
        f"M{_at(r * 0.22, 0)} L{_at(r * 0.84, -a)} C{_at(r * 0.99, -a * 0.72)} {_at(r, -a * 0.3)} {_at(r, 0)} "
        f"C{_at(r, a * 0.3)} {_at(r * 0.99, a * 0.72)} {_at(r * 0.84, a)}Z"
    )
    ribs = "".join(_vein(r * 0.44, r * 0.8, ground, 1.5, a * k) for k in ((-0.42, 0, 0.42) if n < 6 else (-0.32, 0.32)))
    return f'<path d="{outline}" fill="{ink}"/>' + ribs


def _hemp(n: int, r: float, w: float, detail: int, ink: str, ground: str) -> str:
    a = pi / n * w
    return "".join(
        f'<path d="M{_at(r * 0.2, s * 0.05)} L{_at(r * 0.6, s * a)} L{_at(r, s * 0.028)}Z" fill="{ink}"/>'
        f'<path d="M{_at(r * 0.56, s * 0.06)} L{_at(r * 0.6, s * a * 0.98)}" stroke="{ground}" stroke-width="1.3"/>'
        for s in (-1, 1)
    )


_PETALS: Final = {
    "blossom": _blossom, "bell": _bell, "rings": _rings, "lozenge": _lozenge,
    "shell": _shell, "pinwheel": _pinwheel, "fan": _fan, "hemp": _hemp,
}  # fmt: skip


def _core(kind: int, ink: str, ground: str) -> str:
    if kind in (0, 3):
        return f'<circle r="5.4" fill="{ground}"/><circle r="3.6" fill="{ink}"/>'
    if kind == 1:
        return f'<circle r="6.6" fill="{ground}"/><circle r="4.4" fill="none" stroke="{ink}" stroke-width="2"/>'
    eye = f'<circle r="5.2" fill="none" stroke="{ink}" stroke-width="1.8"/><circle r="1.8" fill="{ink}"/>'
    return f'<circle r="7.4" fill="{ground}"/>{eye}'


def _frame(kind: str, ink: str) -> str:
    line = f'fill="none" stroke="{ink}"'
    if kind == "ring":
        return f'<circle r="34.4" {line} stroke-width="2.2"/>'
    if kind == "heavy":
        return f'<circle r="33.6" {line} stroke-width="4.2"/>'
    if kind == "double":
        return f'<circle r="34.6" {line} stroke-width="3"/><circle r="30.6" {line} stroke-width="1.1"/>'
    if kind == "cut":
        corners = "M-23.5,-33.5 L23.5,-33.5 L33.5,-23.5 L33.5,23.5 L23.5,33.5 L-23.5,33.5 L-33.5,23.5 L-33.5,-23.5Z"
        return f'<path d="{corners}" {line} stroke-width="2.2" stroke-linejoin="round"/>'
    return ""
