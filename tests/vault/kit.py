"""What the tests of the vault share."""

import hashlib
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from wallet.crypto import seal
from wallet.crypto.seal import FLOOR
from wallet.encoding import dump_json, load_json
from wallet.errors import WalletError
from wallet.vault import Kind, Record, Vault
from wallet.vault.header import header_digest, header_mac
from wallet.vault.record import Keys

PASSPHRASE = "correct horse battery staple"
ROOT = Path(__file__).parents[2]


def make(path: Path, *records: Record) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        for record in records:
            vault.put(record)


def credential(number: int, size: int = 40) -> Record:
    body = f"Data Science データサイエンス {number} ".encode() * (size // 40)
    return Record.new(Kind.CREDENTIAL, body, {"name": "badge.png", "digest": number})


def read(path: Path) -> dict[str, Record]:
    with Vault.unlock(path, PASSPHRASE) as vault:
        return {name: replace(record, content=record.body) for name, record in vault.records.items()}


def code_of(action: Callable[[], object]) -> str:
    """The code an action is refused with; "" if it is not."""
    try:
        action()
    except WalletError as error:
        return error.code
    return ""


def edit(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def rewrite_header(path: Path, change: Callable[[dict[str, Any]], object], sign: bool = False) -> None:
    """Change the header as an attacker would who corrects its digest, or (sign) as a program with the key."""
    with Vault.unlock(path, PASSPHRASE) as vault:
        key = bytearray(vault._keys.data)
    connection = sqlite3.connect(path)
    (body,) = connection.execute("SELECT body FROM header").fetchone()
    stated = load_json(body)
    change(stated)
    new = dump_json(stated)
    connection.execute("UPDATE header SET body = ?, digest = ?", (new, header_digest(new)))
    if sign:
        connection.execute("UPDATE header SET mac = ?", (header_mac(new, Keys(key)),))
    connection.commit()
    connection.close()


def run_child(code: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    """A Python process with the vault imported."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom wallet.vault import *\n"
    words = [sys.executable, "-c", prelude + textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, **options)


def stretch_quickly() -> None:
    """In a child process that is about to be killed: the moment of a kill should fall into the writing."""
    seal.stretch = lambda passphrase, salt, cost: bytearray(hashlib.sha256(seal.normalise(passphrase) + salt).digest())
