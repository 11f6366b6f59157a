"""Names and hosts that look alike: skeletons to compare, and warnings about hosts.

After Unicode Technical Standard #39, sections 4 "Confusable Detection" and 5.1 "Mixed-Script
Detection". The pairs are a choice of the facts in Unicode's ``confusables.txt`` (the letters that
are used to imitate names in Latin letters) and, for Japanese, pairs that neither that table nor
NFKC unifies. A skeleton is good for comparing only and is never shown. It forgives case, spaces,
punctuation and accents: those do not tell two issuers apart either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MAX_NAME: Final = 500
"""Characters of a name that are compared."""
MAX_HOST: Final = 253

_LETTERS: Final = {
    "a": "аαɑᴀ⍺ⲁꓮᎪ@",
    "b": "вьъβʙɓƅꓐᏴѣ",
    "c": "сⲥᴄꓚᏟƈ¢",
    "d": "ԁɗđᴅꓓᎠ",
    "e": "еεҽєɛᴇꓰᎬ℮",
    "f": "ƒꓝғϝ",
    "g": "ɡɢԍցꓖᏀ",
    "h": "нһհʜⲏꓧᎻħ",
    "j": "јʝϳȷᴊꓙᎫյ",
    "k": "кκᴋⲕꓗᏦƙқҡ",
    "l": "i1|ıɩιіӏǀɪʟłɭƚⲓꓡꓲᏞاון丨",
    "m": "мᴍⲙꓟᎷ",
    "n": "пиηոռɴⲛꓠŋ",
    "o": "0оοσօөøɵ〇○◯ⲟᴏꓳס०০",
    "p": "рρƿᴘⲣꓑᏢ",
    "q": "ԛզ",
    "r": "гяʀᴦꓣᎡ",
    "s": "ѕʂꜱꓢᏚᏕ$",
    "t": "тτᴛⲧꓔᎢŧ†ƭ",
    "u": "υսᴜꓴμ",
    "v": "ѵνʋᴠꓦᏙ",
    "w": "ѡԝωшщɯᴡꓪᎳա",
    "x": "хχ×ⲭꓫ",
    "y": "уүγʏꓬყ",
    "z": "ᴢꓜᏃʐƶζ",
    "3": "зʒӡȝɜ",
    "6": "б",
    "ae": "æӕ",
    "oe": "œ",
}
"""Prototype to the letters that look like it, after case folding."""
_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲ", "ABEZHIKMNOPTYXCc", strict=True))
"""Before case folding, as a capital eta is an H and a small one an n, and before NFKC, which makes
another sigma of the lunate one."""
_JAPANESE: Final = {
    "力": "カヵ",
    "口": "ロ囗",
    "二": "ニ",
    "ー": "一-‐‒–—―−─━〜~ㄧ㇐",
    "工": "エェ",
    "夕": "タ",
    "八": "ハ",
    "卜": "ト",
    "へ": "ヘ",
    "り": "リ",
    "才": "オォ",
    "千": "チ干于",
    "三": "ミ彡",
    "シ": "ツッ",
    "ソ": "ン",
    "ノ": "丿",
    "ム": "厶",
    "ヒ": "匕",
    "メ": "乄㐅",
    "イ": "ィ亻",
    "又": "ヌ",
    "ネ": "礻",
    "ル": "儿",
    "ヨ": "ョ彐",
    "ア": "ァ",
    "ウ": "ゥ",
    "ケ": "ヶ",
    "ヤ": "ャ",
    "ユ": "ュ",
    "ワ": "ヮ",
    "あ": "ぁ",
    "い": "ぃ",
    "う": "ぅ",
    "え": "ぇ",
    "お": "ぉ",
    "つ": "っ",
    "や": "ゃ",
    "ゆ": "ゅ",
    "よ": "ょ",
    "わ": "ゎ",
    "\u3099": "\u309a",
    "末": "未",
    "土": "士",
    "日": "曰",
    "己": "已巳",
    "王": "玉壬",
    "鳥": "烏",
    "戸": "戶",
    "東": "束柬东",
    "早": "旱",
    "塾": "熟",
    "理": "埋",
    "九": "丸",
    "明": "眀朙",
    "協": "恊",
    "西": "酉",
    "院": "阮",
    "都": "郡",
    "田": "由",
    "門": "問",
    "京": "亰",
    "総": "緫",
    "稲": "稻",
    "築": "筑",
    "阪": "坂",
    "電": "电",
    "岡": "冈",
}
"""Kana and kanji of one shape; small and large kana; the marks of ば and ぱ."""
_OLD_FORMS: Final = (
    "学學国國圀会會芸藝医醫経經済濟総總専專応應実實数數体體図圖広廣沢澤辺邊邉斎齋斉齊桜櫻竜龍滝瀧浜濱関關当當鉄鐵"
    "教敎徳德恵惠真眞青靑黒黑横橫高髙崎﨑吉𠮷栄榮寿壽島嶋嶌峰峯独獨仏佛与與万萬来來読讀売賣弁辯変變霊靈点點豊豐塩鹽"
    "県縣郷鄕浅淺寛寬増增瀬瀨鉱礦為爲飲飮館舘華华門门長长車车業业馬马"
)
"""Kanji in today's Japanese form, each followed by the other forms of the same character."""
_NEW_FORMS: Final = frozenset(
    "学国会芸医経済総専応実数体図広沢辺斎斉桜竜滝浜関当鉄教徳恵真青黒横高崎吉栄寿島峰独仏与万来読売弁変霊点豊塩県郷浅寛増瀬鉱為飲館華門長車業馬"
)
_SEQUENCES: Final = (("rn", "m"), ("vv", "w"), ("太学", "大学"), ("犬学", "大学"))
"""Two letters that read as one, and a word in which a wrong letter goes unseen. By itself 太 is not
大: Ota and Oda are different cities."""

_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
"""Accents of alphabets. The vowel signs of Indic scripts and the voicing of kana are letters' own."""
_INVISIBLE: Final = re.compile("[\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Ignorable by default, yet not of category Cf: fillers, blanks and variation selectors."""
_CJK: Final = "\u3005\u3041-\u30fa\u30fd-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LONE_BAR: Final = re.compile(f"(?<![{_CJK}\u3099])ー(?!ー*[{_CJK}])")
"""A bar that is not beside kana or kanji is a hyphen."""
_FIVE: Final = re.compile("(?<=[a-z])5(?=[a-z])")


def _pairs() -> dict[int, str]:
    found = {ord(letter): target for target, letters in {**_LETTERS, **_JAPANESE}.items() for letter in letters}
    prototype = ""
    for letter in _OLD_FORMS:
        if letter in _NEW_FORMS:
            prototype = letter
        else:
            found[ord(letter)] = prototype
    return found


_TABLE: Final = _pairs()
_FIRST: Final = {ord(letter): target for letter, target in {**_GREEK, "™": "", "℠": ""}.items()}


def skeleton(name: str) -> str:
    """What is left of a name for comparing: two names with one skeleton can be taken for each other.

    Idempotent. Empty for a name without letters or digits, which looks like nobody.
    """
    text = unicodedata.normalize("NFKD", name[:MAX_NAME].translate(_FIRST))
    text = _INVISIBLE.sub("", _MARKS.sub("", text)).translate(_FIRST)
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Cc", "Cs", "Co"))
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_TABLE)
    text = "".join(letter for letter in text if letter == "\u3099" or unicodedata.category(letter)[0] in "LNM")
    text = _FIVE.sub("s", _LONE_BAR.sub("", text))
    for written, meant in _SEQUENCES:
        text = text.replace(written, meant)
    return text


@dataclass(frozen=True, slots=True)
class HostWarning:
    """A host that is not plain ASCII. ``shown`` is how it reads once decoded, which is not who it is;
    ``suspicious`` are the labels (decoded) that are made to be taken for others."""

    host: str
    shown: str
    suspicious: tuple[str, ...] = ()


_TOGETHER: Final = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
)
"""Scripts that honest writing mixes (UTS #39, "Highly Restrictive")."""
_LIKE_SLASHES: Final = frozenset("⁄∕╱⧸／ノ丿〳")


def host_warning(host: str) -> HostWarning | None:
    """How an internationalized host reads, and which of its labels deceive; None for a plain host."""
    if host.isascii() and "xn--" not in host.lower():
        return None
    if len(host) > MAX_HOST * 4:
        return HostWarning(host[:MAX_HOST], host[:MAX_HOST], (host[:MAX_HOST],))
    labels = [_decoded(label) for label in host.lower().split(".")]
    foreign_top = not labels[-1].isascii()
    suspicious = tuple(
        label
        for label, written in zip(labels, host.lower().split("."), strict=True)
        if _is_deceptive(label, written, foreign_top)
    )
    return HostWarning(host, ".".join(labels), suspicious)


def _decoded(label: str) -> str:
    """A label's Unicode form (RFC 3492); itself where it has none."""
    if not label.startswith("xn--") or not label.isascii():
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _is_deceptive(label: str, written: str, foreign_top: bool) -> bool:
    """Mixed scripts, a false encoding, slashes that are letters, or letters all taken for Latin ones."""
    if label.isascii():
        return written.startswith("xn--")
    scripts = _scripts(label)
    if len(scripts) > 1 and not any(scripts <= allowed for allowed in _TOGETHER):
        return True
    if any(unicodedata.category(letter)[0] in "CZPS" and letter not in "-・" for letter in label):
        return True
    if _LIKE_SLASHES & set(label) and scripts & {"LATIN"}:
        return True
    return "LATIN" not in scripts and not foreign_top and skeleton(label).isascii()


def _scripts(text: str) -> set[str]:
    """The scripts of the letters, by the first word of their Unicode names; "CJK" stands for kanji."""
    found = set()
    for letter in unicodedata.normalize("NFKC", text):
        if unicodedata.category(letter)[0] == "L":
            word = re.split("[ -]", unicodedata.name(letter, "UNKNOWN"))[0]
            found.add("CJK" if word == "IDEOGRAPHIC" else word)
    return found


def host_skeleton(host: str) -> str:
    """The skeleton of a host, label by label, so that a dot stays a dot."""
    return ".".join(skeleton(_decoded(label)) for label in host.lower()[: MAX_HOST * 4].split("."))
