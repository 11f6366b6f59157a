"""Every exception Akashi raises on purpose: a code and facts, no prose.

Each one means the world's fault: a damaged file, a forged signature, a document that is
not at hand. Anything else is our own bug and is never caught. ``words.say`` turns a code
and its facts into a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wallet.seams import Request


class WalletError(Exception):
    """The root. ``code`` is a stable dotted word, ``facts`` what the sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Malformed(WalletError):
    """The bytes do not keep the rules of the format they claim to be."""


class Unsupported(WalletError):
    """Well formed, but of a kind this program cannot judge. Never good news, never bad news."""


class BadSignature(WalletError):
    """A proof was checked and does not hold."""


class Missing(WalletError):
    """A document is needed and not at hand; ``request`` would fetch it."""

    def __init__(self, request: Request, code: str = "missing.document", **facts: object) -> None:
        super().__init__(code, url=request.url, **facts)
        self.request = request


class Refused(WalletError):
    """Asked for something the program will not do, with the reason in the code."""


class VaultError(WalletError):
    """The vault could not be opened, read or written."""


class WrongSecret(VaultError):
    """No key slot opens with this passphrase."""


class VaultDamaged(VaultError):
    """Authentication failed: damage, or somebody changed the file."""


class VaultTooNew(VaultError):
    """Written by a later version of the format."""


class VaultBusy(VaultError):
    """Another process holds the vault."""


class Cancelled(WalletError):
    """The person pressed cancel."""

    def __init__(self) -> None:
        super().__init__("cancelled")
