"""What is removed waits in the trash for thirty days, out of sight, and comes back whole or goes for good."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.making import NOW, badge, library, raw, signed
from tests.vault import second_reader
from tests.vault.kit import edit
from wallet.crypto.seal import FLOOR
from wallet.encoding import load_json
from wallet.errors import Refused, VaultError
from wallet.session import Session
from wallet.session.changes import in_trash, is_trace, words_of
from wallet.session.restore import restore_into
from wallet.session.trash import DAYS, TRACE_DAYS
from wallet.vault import Kind, Vault

PASSPHRASE = "correct horse battery staple"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), clock)


def another(number: int) -> bytes:
    return raw(signed(badge(id=f"urn:uuid:6a5a2c3e-0e3b-4c52-9d35-{number:012}")))


def opened(session: Session) -> Vault:
    assert session.vault is not None
    return session.vault


def again(session: Session) -> Session:
    """The same vault, opened anew at the same clock."""
    vault = opened(session)
    vault.close()
    session.vault = Vault.unlock(vault.path, PASSPHRASE)
    return Session(session.vault, library(), session.clock)


def test_a_removed_credential_is_in_no_list_search_export_or_verification(session: Session, tmp_path: Path) -> None:
    (kept,), (gone,) = session.add(another(1)), session.add(another(2), "two.json")
    session.remove([gone.id])
    for found in (session, again(session)):
        assert [item.id for item in found.items()] == [kept.id]
        assert [item.id for item in found.current()] == [kept.id]
        assert [one.id for one in found.listed()] == [kept.id]
        with pytest.raises(Refused):
            found.item(gone.id)
        with pytest.raises(Refused):
            found.verify([gone.id])
        assert [one.id for one in found.trash()] == [gone.id]
    index = load_json(found.export_all(tmp_path / "out")[-1].read_bytes())
    assert [row["id"] for row in index["credentials"]] == [kept.id]
    assert len(list((tmp_path / "out" / "credentials").iterdir())) == 1


def test_what_is_in_the_trash_is_sealed_and_backed_up_like_the_rest(session: Session, tmp_path: Path) -> None:
    data = another(1)
    (added,) = session.add(data, "secret name.json")
    session.remove([added.id])
    vault = opened(session)
    vault.copy_to(tmp_path / "b")
    vault.close()
    for path in (vault.path, tmp_path / "b"):
        assert b"secret name" not in path.read_bytes()
        (row,) = second_reader.read(str(path), PASSPHRASE)
        assert row["kind"] == "credential"
        assert row["facts"]["removed"] == "2026-11-24T09:00:00Z"
        with Vault.unlock(path, PASSPHRASE) as found:
            assert Session(found, library(), session.clock).bring_back([added.id]) == (added.id,)
            assert [record.body for record in found.records.values()] == [data]


def test_a_credential_comes_back_whole(session: Session) -> None:
    (added,) = session.add(another(1), "one.json")
    (before,) = session.items()
    session.remove([added.id])
    session.bring_back([added.id[:8]])
    (after,) = again(session).items()
    assert (after.id, after.name, after.added, after.record) == (before.id, before.name, before.added, before.record)
    assert after.credential.raw == before.credential.raw


def test_what_is_not_in_the_trash_cannot_be_brought_back(session: Session) -> None:
    (one,), (two,) = session.add(another(1)), session.add(another(2))
    session.remove([one.id])
    for name in (two.id, "ffff"):
        with pytest.raises(Refused) as refused:
            session.bring_back([one.id, name])
        assert refused.value.code == "session.no_such_id"
    assert len(session.trash()) == 1


def test_thirty_days_later_it_is_gone_for_good_at_the_next_opening(session: Session, clock: Clock) -> None:
    (added,) = session.add(another(1), "one.json")
    session.remove([added.id])
    clock.now = NOW + timedelta(days=DAYS) - timedelta(seconds=1)
    assert [one.until for one in again(session).trash()] == [NOW + timedelta(days=DAYS)]
    clock.now += timedelta(seconds=1)
    assert again(session).trash() == ()
    (left,) = opened(session).records.values()
    assert is_trace(left)
    assert left.body == b""
    assert set(left.facts) == {"setting", "at", "changes"}
    opened(session).close()
    assert added.id not in str(second_reader.read(str(opened(session).path), PASSPHRASE))


def test_a_vault_that_cannot_be_written_opens_and_keeps_its_trash(session: Session, clock: Clock) -> None:
    (added,) = session.add(another(1))
    session.remove([added.id])
    clock.now = NOW + timedelta(days=DAYS + 1)
    vault = opened(session)
    vault.freeze(VaultError("vault.older"))
    assert [one.id for one in Session(vault, library(), clock).trash()] == [added.id]


def test_the_trace_of_what_is_gone_is_forgotten_in_the_end(session: Session, clock: Clock) -> None:
    (added,) = session.add(another(1))
    session.remove([added.id])
    assert session.empty_trash() == 1
    clock.now = NOW + timedelta(days=TRACE_DAYS)
    again(session)
    assert not opened(session).records


def test_emptying_says_how_many_and_forgets_only_those(session: Session) -> None:
    ids = [session.add(another(number))[0].id for number in range(3)]
    session.remove(ids[:2])
    assert session.empty_trash() == 2
    assert session.empty_trash() == 0
    assert [item.id for item in again(session).items()] == ids[2:]


def test_undo_works_even_after_the_trash_was_emptied(session: Session) -> None:
    data = another(1)
    (added,) = session.add(data)
    gone = session.remove([added.id])
    session.empty_trash()
    session.restore(gone)
    (item,) = again(session).items()
    assert opened(session).records[item.record].body == data


def test_adding_what_is_in_the_trash_takes_it_out(session: Session) -> None:
    (added,) = session.add(another(1), "old.json")
    session.remove([added.id])
    (once_more,) = session.add(another(1), "new.json")
    assert once_more.outcome == "added"
    (item,) = again(session).items()
    assert item.name == "new.json"
    assert again(session).trash() == ()
    assert len(opened(session).records) == 1


def test_a_backup_brings_back_what_was_removed_and_what_is_gone(session: Session, tmp_path: Path) -> None:
    ids = [session.add(another(number))[0].id for number in range(2)]
    opened(session).copy_to(tmp_path / "b")
    session.remove([ids[0]])
    session.empty_trash()
    session.remove([ids[1]])
    with Vault.unlock(tmp_path / "b", PASSPHRASE) as backup:
        assert restore_into(opened(session), backup).added == 2
    assert {item.id for item in again(session).items()} == set(ids)


def test_a_backup_removes_nothing_that_is_here(session: Session, tmp_path: Path) -> None:
    ids = [session.add(another(number))[0].id for number in range(2)]
    gone = session.remove(ids)
    opened(session).copy_to(tmp_path / "b")
    session.bring_back([ids[0]])
    session.restore(gone[1:])
    with Vault.unlock(tmp_path / "b", PASSPHRASE) as backup:
        restore_into(opened(session), backup)
    assert {item.id for item in again(session).items()} == set(ids)


def test_a_damaged_credential_can_still_be_removed(session: Session) -> None:
    (added,) = session.add(another(1))
    session.add(another(2))
    name = session.item(added.id).record
    vault = opened(session)
    vault.close()
    body = "substr(body, 1, 200) || x'00ff00ff' || substr(body, 205)"
    edit(vault.path, f"UPDATE record SET body = {body} WHERE hex(id) = '{name.upper()}'")  # noqa: S608
    damaged = again(session)
    damaged.remove([added.id])
    assert damaged.trash() == ()  # what cannot be read cannot be kept for later
    assert len(again(session).items()) == 1


def test_every_change_leaves_a_word(session: Session) -> None:
    (added,) = session.add(another(1))
    (record,) = opened(session).records.values()
    assert words_of(record) == ()
    session.remove([added.id])
    (away,) = opened(session).records.values()
    assert in_trash(away)
    session.bring_back([added.id])
    (back,) = opened(session).records.values()
    assert len(words_of(away)) == 1
    assert words_of(back)[:1] == words_of(away)
    assert len(set(words_of(back))) == 2
    assert hashlib.sha256(back.body).hexdigest() == added.id
    assert back.kind is Kind.CREDENTIAL
