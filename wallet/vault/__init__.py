"""The vault: one encrypted file of records, the one mutable thing in Akashi.

``docs/vault-format.md`` describes the file well enough to write another reader;
``docs/decisions/0003-vault.md`` says why it is so. Inside this package: ``record`` (what is
kept, and how it becomes a sealed row), ``doors`` (key slots), ``header`` (with the manifest),
``recovery`` (the code of a kit), ``file`` (SQLite, locks, durability), ``opening`` (the way in),
``vault`` (the object that ties them together) and ``siblings`` (other files of it).
"""

from wallet.vault.doors import Secret, Token
from wallet.vault.record import Change, Kind, Record
from wallet.vault.vault import Vault

__all__ = ["Change", "Kind", "Record", "Secret", "Token", "Vault"]
