"""Help and wrong usage are said in the language asked for, whole."""

import argparse
import re
from collections.abc import Iterator

import pytest

from tests.cli.kit import Shell
from wallet import cli, words
from wallet.cli.speaking import speak

COMMANDS = [name for names in cli.COMMANDS.values() for name in names]
ARGPARSE = ("usage:", "options:", "positional arguments", "show this help message", "arguments are required", "invalid choice", "unrecognized arguments")  # fmt: skip


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak("en")


def verbs(shell: Shell, command: str) -> list[tuple[str, ...]]:
    """A command, and with each of its verbs."""
    listed = re.findall(r"^    (\w[\w-]*)  ", shell(command, "--help").out, re.M)
    return [(command,), *((command, verb) for verb in listed if f" {verb}" in shell(command, verb, "--help").out[:60])]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_help_has_a_code_or_an_english_word_in_japanese(shell: Shell, command: str) -> None:
    for named in verbs(shell, command):
        for lang in ("en", "ja"):
            told = shell(*named, "--help", "--lang", lang)
            assert told.status == 0
            assert not re.search(r"\b(help|argparse|value)\.[a-z_]+", told.out), told.out
            if lang == "ja":
                assert told.out.startswith("使い方: akashi")
                assert not [word for word in ARGPARSE if word in told.out]
                assert not re.findall(r"\b(?:the|of|what|and|for)\b", told.out), told.out


def every(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument and command of a parser and of those below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            yield from action._choices_actions
            for below in action.choices.values():
                yield from every(below)


def test_every_help_is_a_code_with_words_in_both_languages() -> None:
    found = [action.help for action in every(cli.parser_for(None)) if action.help and "show this" not in action.help]
    assert len(found) > 100
    assert [text for text in found for lang in words.LANGUAGES if not words.has(text, lang)] == []


def test_the_help_of_the_whole_names_every_command_and_how_the_window_is_opened(shell: Shell) -> None:
    english, japanese = shell("--help").out, shell("--help", "--lang", "ja").out
    for text in (english, japanese):
        assert all(f" {name} " in text for name in COMMANDS)
        assert "--verify-only" in text
        assert "--quit-when-shown" in text
    assert english.startswith("usage: akashi")
    assert "通信なしで" in japanese
    shell.environ["LANG"] = "ja_JP.UTF-8"
    assert shell("--help").out == japanese


@pytest.mark.parametrize(
    "argv",
    [("verify",), ("lsit",), ("verify", "x", "--bogus"), ("verify", "x", "--policy", "kind"), ("verify", "x", "--repeat", "0"), ("qr", "x", "-o"),
     ("export",), ("export", "--to", "x", "--format", "eudi-ts10"), ("pack", "key", "-o", "k", "--keys", "x"), ("list", "--all=1"), ("verify", "x", "--domain", "")],
)  # fmt: skip
def test_wrong_usage_is_said_in_the_language_asked_for(shell: Shell, argv: tuple[str, ...]) -> None:
    said = {lang: shell(*argv, "--lang", lang) for lang in ("en", "ja")}
    assert all(told.status == 64 for told in said.values())
    assert said["en"].err.startswith("usage: ")
    assert said["ja"].err.startswith("使い方: ")
    assert not [word for word in ARGPARSE if word in said["ja"].err]
    assert re.search(r"[\u3040-\u30ff]", said["ja"].err.splitlines()[-1]), said["ja"].err
