"""Suggested passphrases and how strong one is: enough bits, words that everybody types the same, honest steps."""

import math
import re

import pytest

from wallet import words
from wallet.session import check_passphrase
from wallet.session.phrases import STEPS, SUGGESTED, strength, suggest, word_list

SYLLABLE = r"(?:[aiueo]|[kgnbpmr][aiueo]|h[aieo]|[sz][aueo]|[td][aeo]|y[auo]|wa|[kgnhbpmr]y[auo]|n(?![aiueoynmbp]))"
"""Syllables of Japanese that have one spelling: no shi or si, chi or ti, tsu or tu, fu or hu, ji or zi."""
ONE_WAY = re.compile(rf"(?:(?:k(?=k)|t(?=t)|p(?=p)|s(?=s))?{SYLLABLE})+\Z")
LONG = re.compile(r"ou|oo|uu|aa|ii|ee")


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_five_words_of_a_list_are_fifty_bits_and_more(lang: str) -> None:
    found = word_list(lang)
    assert len(set(found)) == len(found)
    assert SUGGESTED * math.log2(len(found)) > 50
    assert all(re.fullmatch(r"[a-z]{3,8}", word) for word in found)


def test_a_japanese_word_has_one_spelling_in_latin_letters() -> None:
    assert [word for word in word_list("ja") if not ONE_WAY.match(word) or LONG.search(word)] == []


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_what_is_suggested_is_strong_and_another_one_each_time(lang: str) -> None:
    made = {suggest(lang) for _ in range(50)}
    assert len(made) == 50
    for one in made:
        check_passphrase(one)
        assert set(one.split(" ")) <= set(word_list(lang))
        assert strength(one) >= STEPS - 1


@pytest.mark.parametrize(
    ("passphrase", "steps"),
    [
        ("", 0), ("abc", 1), ("aaaaaaaaaaaaaaaaaaaaaaaa", 2), ("walnut ferry", 3), ("walnut-ferry-qu", 3), ("walnut-ferry-quiet", 4),
        ("walnut ferry quiet lantern", 5), ("ｗａｌｎｕｔ　ｆｅｒｒｙ　ｑｕｉｅｔ　ｌａｎｔｅｒｎ", 5), ("北総 五つ", 1),
    ],
)  # fmt: skip
def test_the_steps_follow_the_rule_for_passphrases(passphrase: str, steps: int) -> None:
    assert strength(passphrase) == steps
