"""From a random choice of claims through codes as a bad camera sees them, to the verdict, and nothing beside the choice.

AKASHI_SOAK=1 takes 200 credentials of each kind instead of a few.
"""

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QTransform

from tests import making
from tests.interop.fresh import signed_here, varied
from tests.test_sdjwt import ASKED, CLAIMS, issued
from wallet import formats
from wallet.errors import Malformed, Refused
from wallet.model import Credential
from wallet.report import Outcome, Question
from wallet.sharing import present, qr
from wallet.verify import verify_found

EACH = 200 if os.environ.get("AKASHI_SOAK") else 4
WORDS = ("データサイエンス", "renewable energy", "Zoë's “café”", "統計 & 確率", "🙂 practice", "x" * 60)


def sd_jwt(number: int, chance: random.Random) -> Credential:
    more = {
        f"claim_{place}": f"{chance.choice(WORDS)} {chance.randrange(10**9)}" for place in range(chance.randint(2, 9))
    }
    hidden = tuple(f"/{name}" for name in more)
    return formats.read(issued(hidden, **{**CLAIMS, **more})).credentials[0]


def unique(value: Any, chance: random.Random, name: str = "") -> Any:
    """The same with a number behind every text that people read: what is told apart can be looked for."""
    if isinstance(value, dict):
        return {key: unique(item, chance, key) for key, item in value.items()}
    if isinstance(value, list):
        return [unique(item, chance, name) for item in value]
    return (
        f"{value} {chance.randrange(10**9):09}"
        if name in ("name", "description", "narrative", "targetName", "tag")
        else value
    )


def linked(suite: str) -> Callable[[int, random.Random], Credential]:
    def made(number: int, chance: random.Random) -> Credential:
        document = unique(varied(number, suite), chance)
        base = signed_here(document, suite, number, ("/issuer", "/validFrom"))
        return formats.read(making.raw(base)).credentials[0]

    return made


KINDS = {
    "dc+sd-jwt": sd_jwt,
    "ecdsa-sd-2023": linked("ecdsa-sd-2023"),
    "bbs-2023": linked("bbs-2023"),
    "undivided": linked("eddsa-rdfc-2022"),
}


def spoiled(png: bytes, chance: random.Random) -> bytes:
    """As a camera would have it: 3 pixels for a module, 7 degrees askew, blurred, and through JPEG at 60."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_RGB32)
    turned = image.transformed(QTransform().rotate(chance.choice((-7, 7))), Qt.TransformationMode.SmoothTransformation)
    sheet = QImage(turned.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#F4F2EC"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, turned)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    half = sheet.scaled(sheet.size() * 0.7, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    blurred = half.scaled(sheet.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return _as(QImage.fromData(_as(blurred, "JPG", 60)), "PNG", -1)


def _as(image: QImage, kind: str, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.convertToFormat(QImage.Format.Format_Grayscale8).save(buffer, kind, quality)
    return bytes(data.data())


def seen(payload: bytes, chance: random.Random) -> Iterator[bytes]:
    """What is read off the screen: frames in any order, a fifth of them missed and seen again when they come round."""
    codes = qr.pack(payload)
    pictures = [qr.write_png(codes, index, scale=3) for index in range(len(codes.parts))]
    for _ in range(12):
        for place in chance.sample(range(len(pictures)), len(pictures)):
            if chance.random() >= 0.2:
                try:
                    yield from qr.scan(spoiled(pictures[place], chance))
                except Malformed:
                    continue  # not seen this time round


def read(payload: bytes, chance: random.Random) -> bytes:
    gather, had = qr.Gather(), (0, 1)
    for text in seen(payload, chance):
        had = gather.feed(text)
        if had[0] == had[1]:
            found = gather.payload
            assert found is not None
            return found
    raise AssertionError(f"{had[0]} of {had[1]} parts were read")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.timeout(3600)
def test_what_was_chosen_arrives_through_a_bad_camera_and_nothing_else_does(qapp: QGuiApplication, kind: str) -> None:
    for number in range(EACH):
        chance = random.Random(f"{kind} {number}")
        credential = KINDS[kind](number, chance)
        free = [one for one in present.choices(credential) if not one.required] if kind != "undivided" else []
        chosen = chance.sample(free, chance.randint(1, len(free))) if free else []
        if free and credential.format == "ldp_vc" and not any("/credentialSubject/" in one.pointer for one in chosen):
            with pytest.raises(Refused):  # nothing of the subject is nothing to check; take one more
                present.disclose(credential, [one.pointer for one in chosen], making.library(), making.NOW)
            chosen.append(next(one for one in free if "/credentialSubject/" in one.pointer))
        reveal = [one.pointer for one in chosen] if free else None
        payload = present.present([credential], making.HOLDER, ASKED, making.NOW, making.library(), reveal=reveal)
        arrived = read(payload, chance)
        assert arrived == payload
        (report,) = verify_found(formats.read(arrived), making.library(), making.NOW, ASKED)
        assert report.verdict() is Outcome.PASSED, (kind, number, [check.code for check in report.checks])
        holder = report.answer(Question.HOLDER)
        assert holder is not None
        assert holder.code == "holder.proven"
        _nothing_else(credential, chosen, arrived)


def _nothing_else(credential: Credential, chosen: list[present.Choice], arrived: bytes) -> None:
    """No value outside of what was chosen or is always shown occurs in the bytes, in whatever way they are written."""
    shown = formats.read(arrived).credentials[0]
    readable = arrived + b"".join(one.encoded.encode() for one in shown.disclosures)

    for one in present.choices(credential):
        if (
            one.required
            or one in chosen
            or not isinstance(one.value, str)
            or len(one.value) < 12
            or not one.value[-9:].isdecimal()
        ):
            continue

        assert one.value.encode() not in readable
        assert one.value not in str(shown.claims)
