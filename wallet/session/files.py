"""Where things lie on the disk: the vault's usual place, names for exported files, and the rule for passphrases."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wallet.errors import Refused, VaultError

MIN_LETTERS: Final = 12
MIN_WORDS: Final = 4
MIN_DIFFERENT: Final = 5
MAX_LETTERS: Final = 80
"""Of a file name: 255 bytes is the usual limit, and a letter may take three."""
MAX_SAME_NAME: Final = 1000
_ENDINGS: Final = {"png": ".png", "svg": ".svg", "jwt": ".jwt", "sd-jwt": ".sd-jwt"}
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def check_passphrase(passphrase: str) -> None:
    """Raise ``Refused("passphrase.too_short")`` unless it has 12 characters or 4 words, and five different letters."""
    text = unicodedata.normalize("NFKC", passphrase)
    words = [word for word in text.split() if len(word) > 1]
    if (len(text) < MIN_LETTERS and len(words) < MIN_WORDS) or len(set(text)) < MIN_DIFFERENT:
        raise Refused("passphrase.too_short", letters=MIN_LETTERS, words=MIN_WORDS)


def default_vault(environ: Mapping[str, str]) -> Path:
    """Where the vault lies: ``AKASHI_VAULT``, else the platform's folder for a program's data."""
    if environ.get("AKASHI_VAULT"):
        return Path(environ["AKASHI_VAULT"])
    from platformdirs import user_data_path

    return user_data_path("akashi", appauthor=False) / "akashi.vault"


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where this computer remembers what it saw: ``AKASHI_STATE``, else the platform's folder for a program's state."""
    if environ.get("AKASHI_STATE"):
        return Path(environ["AKASHI_STATE"])
    from platformdirs import user_state_path

    return user_state_path("akashi", appauthor=False) / "vaults"


def file_name(name: str, container: str, digest: str) -> str:
    """The name a file came with, made safe for every system; else its digest with an ending that fits."""
    safe = _UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(" .")[:MAX_LETTERS]
    if not safe or _RESERVED.match(safe):
        return digest[:16] + _ENDINGS.get(container, ".json")
    return safe


def write_new(folder: Path, name: str, body: bytes) -> Path:
    """Write under the name, or the first of ``name (2)``, ``name (3)``… that is free. The owner's eyes only."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    for number in range(1, MAX_SAME_NAME):
        path = folder / (name if number == 1 else f"{stem} ({number}){dot}{ending}")
        try:
            write_once(path, body)
        except FileExistsError:
            continue
        return path
    raise VaultError("file.io", file=name)


def write_once(path: Path, body: bytes) -> None:
    """Write a new file, for the owner's eyes only, durable at return; ``FileExistsError`` where something is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
