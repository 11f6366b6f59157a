"""A shell that runs commands as a person would, in one process."""

import io
import json
import os
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.making import NOW
from wallet import cli

PASSPHRASE = "correct horse battery staple"


@dataclass
class Told:
    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Shell:
    """Runs commands with an environment of its own, and answers its prompts."""

    environ: dict[str, str]
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    asked: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def __call__(self, *argv: object, stdin: bytes = b"") -> Told:
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.monkeypatch.setattr("getpass.getpass", self._answer)
        self.capsys.readouterr()
        try:
            status = cli.run([str(word) for word in argv], lambda: NOW, self.environ)
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = self.capsys.readouterr()
        return Told(status, out, err)

    def _answer(self, question: str) -> str:
        self.asked.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    @staticmethod
    def descriptor(text: str) -> int:
        """A descriptor from which a command reads this text."""
        reading, writing = os.pipe()
        os.write(writing, text.encode())
        os.close(writing)
        return reading
