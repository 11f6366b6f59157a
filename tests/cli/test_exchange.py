"""Asking and answering on the command line: by file, by picture, by an animation."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import making
from tests.cli.kit import Shell
from tests.test_sdjwt import CLAIMS, issued
from wallet.sharing import exchange


@pytest.fixture
def holder(shell: Shell, tmp_path: Path) -> Shell:
    """A vault with the holder's key, a badge and a certificate that can be shown in part."""
    shell("vault", "create")
    (tmp_path / "badge.json").write_bytes(making.raw(making.signed()))
    (tmp_path / "course.sdjwt").write_bytes(issued())
    shell("add", tmp_path / "badge.json", tmp_path / "course.sdjwt")
    from wallet.library import Library
    from wallet.session import Session
    from wallet.vault import Vault

    with Vault.unlock(shell.environ["AKASHI_VAULT"], shell.environ["AKASHI_PASSPHRASE"]) as vault:
        Session(vault, Library.bundled(), lambda: making.NOW).new_holder("me", making.HOLDER)
    return shell


def ask(shell: Shell, out: Path, *more: str) -> dict[str, Any]:
    told = shell("request", "make", "--vct", CLAIMS["vct"], "--claim", "/achievement_title", "--claim", "/learning_outcomes/*",
                 "--optional", "/family_name", "--name", "Northmere Employers", "--purpose", "Interview", *more, "-o", out, "--json")  # fmt: skip
    assert told.status == 0, told.err
    return told.rows[0]


@pytest.mark.parametrize(("question", "reply"), [("q.json", "a.json"), ("q.png", "a.gif"), ("q", "a")])
def test_a_request_is_answered_and_the_answer_judged(holder: Shell, tmp_path: Path, question: str, reply: str) -> None:
    made = ask(holder, tmp_path / question)
    told = holder("answer-qr", tmp_path / question, "-o", tmp_path / reply, "--json")
    assert told.status == 0, told.err
    assert told.rows[0]["request"] == made["id"]
    assert told.rows[0]["shown"][0]["claims"] == ["/achievement_title", "/learning_outcomes/0", "/learning_outcomes/1"]
    told = holder("request", "check", tmp_path / question, tmp_path / reply, "--json")
    assert told.status == 0, told.err
    (row,) = told.rows
    assert (row["verdict"], row["holder"], row["level"], row["missing"]) == ("passed", "passed", "proven", [])


def test_the_list_says_who_asks_what_would_answer_and_what_is_curious(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    told = holder("answer-qr", tmp_path / "q.json", "--list", "--json")
    assert told.status == 0
    head, match = told.rows
    assert (head["name"], head["purpose"]) == ("Northmere Employers", "Interview")
    assert match["required"] == ["/achievement_title", "/learning_outcomes/0", "/learning_outcomes/1"]
    assert match["optional"] == ["/family_name"]
    assert match["hints"] == []
    words = holder("answer-qr", tmp_path / "q.json", "--list", "--lang", "ja").out
    assert "Northmere Employers" in words
    assert "+ /family_name" in words


def test_an_optional_claim_is_shown_only_when_its_holder_says_so(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "least.json")
    holder("answer-qr", tmp_path / "q.json", "--reveal", "/family_name", "-o", tmp_path / "more.json")
    least, more = ((tmp_path / name).stat().st_size for name in ("least.json", "more.json"))
    assert least < more


def test_an_answer_counts_once_even_for_the_next_process(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json")
    assert holder("request", "check", tmp_path / "q.json", tmp_path / "a.json").status == 0
    again = holder("request", "check", tmp_path / "q.json", tmp_path / "a.json", "--json")
    assert (again.status, again.rows[0]["code"]) == (1, "exchange.replayed")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file())
    assert exchange.read_ask((tmp_path / "q.json").read_bytes()).id.encode() not in kept


def test_what_answers_nothing_shows_nothing(holder: Shell, tmp_path: Path) -> None:
    assert holder("request", "make", "--vct", "urn:other", "-o", tmp_path / "q.json").status == 0
    assert holder("answer-qr", tmp_path / "q.json", "--list").status == 1
    told = holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json", "--json")
    assert told.status == 64
    assert not (tmp_path / "a.json").exists()


def test_any_kind_of_badge_may_answer_an_open_question(holder: Shell, tmp_path: Path) -> None:
    holder("request", "make", "--type", "OpenBadgeCredential", "--claim", "/credentialSubject/achievement/name", "-o", tmp_path / "q.json")  # fmt: skip
    assert holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json").status == 0
    told = holder("request", "check", tmp_path / "q.json", tmp_path / "a.json", "--json", "--policy", "fair")
    assert told.rows[0]["level"] == "proven"
    assert told.status == 2, "its issuer is in no list"


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 3), (b"{", 3), (b'{"type":"qr-exchange/1"}', 3), (b"[" * 100_000, 3), (bytes(100), 3), (b'{"a":1}' * 9, 3)],
)
def test_what_is_no_request_is_said_in_a_sentence(holder: Shell, tmp_path: Path, content: bytes, status: int) -> None:
    (tmp_path / "q.json").write_bytes(content)
    for words in (("answer-qr", tmp_path / "q.json"), ("request", "check", tmp_path / "q.json", tmp_path / "q.json")):
        told = holder(*words)
        assert told.status == status
        assert "Traceback" not in told.err


def test_an_altered_answer_is_refused_by_the_one_who_asked(holder: Shell, tmp_path: Path) -> None:
    ask(holder, tmp_path / "q.json")
    holder("answer-qr", tmp_path / "q.json", "-o", tmp_path / "a.json")
    stated = json.loads((tmp_path / "a.json").read_bytes())
    token = stated["vp_token"]["sd-jwt"][0]
    place = len(token) - 20
    stated["vp_token"]["sd-jwt"] = [token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]]
    (tmp_path / "b.json").write_text(json.dumps(stated))
    told = holder("request", "check", tmp_path / "q.json", tmp_path / "b.json", "--json")
    assert (told.status, told.rows[0]["verdict"]) == (1, "failed")


def test_a_request_may_not_wait_for_ever(shell: Shell, tmp_path: Path) -> None:
    assert shell("request", "make", "--minutes", "11", "-o", tmp_path / "q.json").status == 64
    assert shell("request", "make", "--minutes", "0", "-o", tmp_path / "q.json").status == 64
    assert not (tmp_path / "q.json").exists()
