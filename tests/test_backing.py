"""Backups: proven before they count, cancelled without a trace, and a thousand credentials there and back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.making import NOW, badge, library, raw, signed
from tests.vault.kit import code_of, edit
from wallet.crypto.seal import FLOOR
from wallet.errors import Cancelled, VaultDamaged
from wallet.session import Session
from wallet.session.backing import Drilled, back_up, drill, secret_of
from wallet.session.memory import Memory
from wallet.session.together import plan_restore, restore_from
from wallet.vault import Kind, Token, Vault
from wallet.vault.recovery import read_code

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), lambda: NOW)


def another(number: int) -> bytes:
    title = f"データサイエンス基礎 {number}" if number % 2 else f"Foundations of data science {number}"
    document = badge(id=f"urn:uuid:6a5a2c3e-0e3b-4c52-9d35-{number:012}")
    document["credentialSubject"]["achievement"]["name"] = title
    return raw(signed(document))


def memory(session: Session, tmp_path: Path) -> Memory:
    return Memory(tmp_path / "state", session.open_vault().id)


def test_a_backup_counts_only_once_it_was_opened(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    session.add(another(1))
    vault = session.open_vault()

    def spoilt(path: Path, tick: object) -> int:
        raise VaultDamaged("vault.body_damaged")

    monkeypatch.setattr(vault, "prove", spoilt)
    assert code_of(lambda: back_up(vault, tmp_path / "b", memory(session, tmp_path))) == "vault.body_damaged"
    assert not (tmp_path / "b").exists()
    assert memory(session, tmp_path).backup is None
    monkeypatch.undo()
    assert back_up(vault, tmp_path / "b", memory(session, tmp_path)) == 1
    assert memory(session, tmp_path).backup is not None


@pytest.mark.parametrize("step", range(4))
def test_a_cancelled_backup_leaves_nothing(session: Session, tmp_path: Path, step: int) -> None:
    session.add(another(1))
    asked: list[int] = []

    def tick(done: int, total: int) -> None:
        asked.append(done)
        if len(asked) > step:
            raise Cancelled

    before = {path.name for path in tmp_path.iterdir()}
    try:
        back_up(session.open_vault(), tmp_path / "b", memory(session, tmp_path), tick)
    except Cancelled:
        assert {path.name for path in tmp_path.iterdir()} == before
    assert asked


def test_a_test_of_a_backup_changes_nothing_and_is_remembered(session: Session, tmp_path: Path) -> None:
    ids = [session.add(another(number))[0].id for number in range(3)]
    session.new_holder("me")
    session.remove(ids[:1])
    code = session.new_kit()
    session.open_vault().copy_to(tmp_path / "b")
    before = (tmp_path / "b").read_bytes()
    for typed, door in ((PASSPHRASE, "passphrase"), (code.lower(), "recovery")):
        tested = drill(tmp_path / "b", secret_of(typed), tmp_path / "state")
        assert isinstance(tested, Drilled)
        assert (tested.counts, tested.opened_by) == ((2, 1, 0, 1), door)
    assert (tmp_path / "b").read_bytes() == before
    assert memory(session, tmp_path).backup is not None
    edit(tmp_path / "b", "UPDATE record SET body = substr(body, 1, 200) || x'00ff00ff' || substr(body, 205)")
    assert code_of(lambda: drill(tmp_path / "b", PASSPHRASE, tmp_path / "state")) == "vault.body_damaged"


def test_two_memories_of_one_vault_do_not_forget_for_each_other(session: Session, tmp_path: Path) -> None:
    vault, first, second = session.open_vault(), memory(session, tmp_path), memory(session, tmp_path)
    second.remember_backup(vault, NOW)
    first.remember(vault, NOW)
    assert memory(session, tmp_path).backup is not None
    assert len(memory(session, tmp_path).saves) == 1


def test_what_is_typed_is_a_code_where_it_is_one() -> None:
    code = "0000-0000-0000-0000-0000-0000-0000-0000-00"
    assert secret_of(code) == Token("recovery", read_code(code))
    assert secret_of(PASSPHRASE) == PASSPHRASE


def test_a_plan_says_what_restoring_does_before_it_is_done(session: Session, tmp_path: Path) -> None:
    ids = [session.add(another(number))[0].id for number in range(3)]
    vault = session.open_vault()
    vault.copy_to(tmp_path / "b")
    session.remove(ids[:1])
    session.add(another(9))
    generation = vault.generation
    planned, count = plan_restore(session, tmp_path / "b", PASSPHRASE)
    assert (vault.generation, count) == (generation, 3)
    assert [record.facts["digest"] for record in planned.added] == ids[:1]
    assert (planned.replaced, planned.newer, planned.same) == ((), (), 2)
    assert restore_from(session, tmp_path / "b", None) == planned.counts()
    assert len(session.items()) == 4


def test_a_thousand_credentials_survive_the_loss_of_the_computer(tmp_path: Path) -> None:
    """SECURITY G16: backup, wipe, restore; byte-identical originals and counts."""
    originals = [another(number) for number in range(1000)]
    home = tmp_path / "home"
    with Vault.create(home / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, library(), lambda: NOW)
        assert {session.add(data)[0].outcome for data in originals} == {"added"}
        began = time.perf_counter()
        assert back_up(vault, tmp_path / "usb" / "b.vault", Memory(tmp_path / "state", vault.id)) == 1000
    for path in (home / "a.vault", *(home / "a.vault.copies").glob("*")):
        path.unlink()
    with Vault.create(home / "a.vault", "a new and different passphrase", cost=FLOOR) as vault:
        session = Session(vault, library(), lambda: NOW)
        planned, count = plan_restore(session, tmp_path / "usb" / "b.vault", PASSPHRASE)
        assert (len(planned.added), count) == (1000, 1000)
        assert restore_from(session, tmp_path / "usb" / "b.vault", PASSPHRASE).added == 1000
        print(f"backup, wipe and restore of 1,000: {time.perf_counter() - began:.2f} s")
    with Vault.unlock(home / "a.vault", "a new and different passphrase") as vault:
        bodies = sorted(record.body for record in vault.records.values() if record.kind is Kind.CREDENTIAL)
        assert bodies == sorted(originals)
        titles = {item.titles[0] for item in Session(vault, library(), lambda: NOW).listed()}
        assert {"データサイエンス基礎 999", "Foundations of data science 0"} <= titles
