"""The computer's keyring: a key of its own, in a keyring that is trusted by name, and gone with the passphrase."""

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import keyring
import pytest

from tests.cli.conftest import badge_file, shell
from tests.cli.kit import PASSPHRASE, Shell
from wallet import keychain
from wallet.errors import Refused

_ = (badge_file, shell)
ROOT = Path(__file__).parents[1]
NEW = "walnut ferry quiet lantern"


class Trusted:
    """Stands in for the Secret Service."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, text: str) -> None:
        self.held[service, name] = text

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


Trusted.__module__, Trusted.__qualname__ = "keyring.backends.SecretService", "Keyring"


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Trusted:
    made = Trusted()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def test_a_key_is_kept_found_and_forgotten(trusted: Trusted) -> None:
    key = keychain.new_key()
    keychain.store("v", key)
    assert keychain.fetch("v") == key
    assert keychain.fetch("w") is None
    keychain.forget("v")
    keychain.forget("v")
    assert keychain.fetch("v") is None
    for broken in ("", "AAAA", "no base64!", "é"):
        trusted.held["Akashi", "v"] = broken
        assert keychain.fetch("v") is None


@pytest.mark.parametrize(
    "name",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "keyring.backends.chainer.ChainerBackend",
     "keyrings.alt.file.PlaintextKeyring", "keyrings.alt.file.EncryptedKeyring", "evil.SecretService.Keyring"],
)  # fmt: skip
def test_a_keyring_that_is_not_on_the_list_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    module, _, kind = name.rpartition(".")
    fake = type(kind, (Trusted,), {})
    fake.__module__, fake.__qualname__ = module, kind
    monkeypatch.setattr(keyring, "get_keyring", fake)
    with pytest.raises(Refused) as refused:
        keychain.store("v", bytes(32))
    assert (refused.value.code, refused.value.facts["backend"]) == ("keyring.none", name)
    assert keychain.fetch("v") is None
    keychain.forget("v")


def test_a_keyring_that_raises_or_forgets_is_told(trusted: Trusted, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*words: str) -> None:
        raise RuntimeError(f"with a secret in it: {words}")

    with monkeypatch.context() as patch:
        patch.setattr(trusted, "set_password", broken)
        with pytest.raises(Refused) as refused:
            keychain.store("v", bytes(32))
        assert refused.value.code == "keyring.failed"
        assert not refused.value.facts
    monkeypatch.setattr(trusted, "get_password", lambda *words: None)
    with pytest.raises(Refused):
        keychain.store("v", bytes(32))


def test_the_vault_opens_without_a_question_until_the_passphrase_changes(shell: Shell, trusted: Trusted) -> None:
    shell("vault", "create")
    assert shell("vault", "keyring", "on", "--json").rows == [{"keyring": True}]
    del shell.environ["AKASHI_PASSPHRASE"]
    assert shell("list").status == 0
    assert not shell.asked
    (text,) = trusted.held.values()
    assert PASSPHRASE not in text
    shell.answers = [NEW, NEW]
    assert shell("vault", "passwd").status == 0
    assert not trusted.held
    shell.answers = [NEW]
    (info,) = shell("vault", "info", "--json").rows
    assert not info["keyring"]


def test_the_keyring_is_switched_off(shell: Shell, trusted: Trusted) -> None:
    shell("vault", "create")
    shell("vault", "keyring", "on")
    assert shell("vault", "keyring", "off").status == 0
    assert not trusted.held
    del shell.environ["AKASHI_PASSPHRASE"]
    assert shell("list", "--json").rows[0]["error"] == "passphrase.missing"


def test_a_wrong_key_in_the_keyring_asks_for_the_passphrase(shell: Shell, trusted: Trusted) -> None:
    shell("vault", "create")
    shell("vault", "keyring", "on")
    keychain.store(shell("vault", "info", "--json").rows[0]["id"], bytes(32))
    del shell.environ["AKASHI_PASSPHRASE"]
    shell.answers = [PASSPHRASE]
    told = shell("list")
    assert told.status == 0
    assert "keyring" in told.err


def test_without_a_keyring_nothing_changes(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Any:
        raise RuntimeError("No recommended backend was available.")

    monkeypatch.setattr(keyring, "get_keyring", none)
    shell("vault", "create")
    told = shell("vault", "keyring", "on", "--json")
    assert (told.status, told.rows[0]["error"]) == (64, "keyring.none")
    assert not shell("vault", "info", "--json").rows[0]["keyring"]


SECRET_SERVICE = """
    import subprocess
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"\\n", check=True, stdout=subprocess.DEVNULL)
    from wallet import keychain
    key = keychain.new_key()
    keychain.store("v", key)
    assert keychain.fetch("v") == key
    keychain.forget("v")
    assert keychain.fetch("v") is None

    import os, sys
    def akashi(*words, **environ):
        told = subprocess.run([sys.executable, "-m", "wallet", "--vault", "a.vault", *words], env={**os.environ, **environ}, stdin=subprocess.DEVNULL)
        return told.returncode
    passphrase = {"AKASHI_PASSPHRASE": "walnut ferry quiet lantern"}
    assert akashi("vault", "create", **passphrase) == 0
    assert akashi("list") != 0, "nobody was asked to keep the key"
    assert akashi("vault", "keyring", "on", **passphrase) == 0
    assert akashi("list") == 0
    assert akashi("vault", "keyring", "off", **passphrase) == 0
    assert akashi("list") != 0
    print("kept")
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")), reason="no Secret Service here"
)
def test_a_real_secret_service_keeps_a_key_and_opens_the_vault_until_told_not_to(tmp_path: Path) -> None:
    words = ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(SECRET_SERVICE)]
    environ = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    told = subprocess.run(words, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert told.stdout.strip().endswith("kept"), told.stderr
