"""The computer's keyring: it may hold one random key for each vault, and never a passphrase.

Off unless somebody asks for it. Only keyrings that encrypt what they hold and belong to the
system are used, by name; a backend that is none of them (plain text, null, a chain that may pick
any) is refused. Any program that runs as you can ask an unlocked keyring for its keys: that is
said where it is switched on.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import Any, Final

from wallet.errors import Refused, WalletError

KEY_BYTES: Final = 32
SERVICE: Final = "Akashi"
_TRUSTED: Final = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""By module and class: a backend is a plug-in, and its name and priority are its own claim."""


def _backend() -> Any:
    """The keyring of this computer, or ``Refused`` with ``keyring.none``."""
    try:
        import keyring

        backend: Any = keyring.get_keyring()
    except Exception as error:  # what a plug-in raises when it is loaded is its own
        raise Refused("keyring.none", backend="–") from error
    kind = type(backend)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name not in _TRUSTED:
        raise Refused("keyring.none", backend=name[:80])
    if name.endswith("WinVaultKeyring"):
        backend.persist = "local machine"  # the default travels to other computers of the domain
    return backend


def store(vault: str, key: bytes) -> None:
    """Give the keyring the key of a vault, and see that it keeps it."""
    backend, text = _backend(), base64.b64encode(key).decode("ascii")
    _ask(backend.set_password, SERVICE, vault, text)
    if _ask(backend.get_password, SERVICE, vault) != text:
        raise Refused("keyring.failed")


def fetch(vault: str) -> bytes | None:
    """The key of a vault, or None where the keyring has none, or there is no keyring."""
    try:
        text = _ask(_backend().get_password, SERVICE, vault)
        key = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (WalletError, binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def forget(vault: str) -> None:
    """Take the key of a vault out of the keyring; none there is not an error."""
    try:
        _ask(_backend().delete_password, SERVICE, vault)
    except WalletError:
        return


def new_key() -> bytes:
    """32 bytes from the system's randomness."""
    return secrets.token_bytes(KEY_BYTES)


def _ask(question: Any, *words: str) -> Any:
    """Ask a backend; whatever it raises (a locked keyring, a bus that is gone) is ``keyring.failed``, without its words."""
    try:
        return question(*words)
    except Exception as error:
        raise Refused("keyring.failed") from error
