"""What the vault keeps, in what file, and behind which passphrase."""

import base64
import os
import secrets
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.vault import second_reader
from tests.vault.kit import PASSPHRASE, code_of, credential, make, read
from wallet.crypto.seal import FLOOR
from wallet.errors import Cancelled, WrongSecret
from wallet.vault import Kind, Record, Vault
from wallet.vault import opening as opening_module
from wallet.vault import record as records_module
from wallet.vault.record import MAX_BODY

SECRET_WORDS = (b"Data Science", "データサイエンス".encode(), b"holder-seed", b"badge.png", b"credential", b'"digest')


def test_records_come_back_byte_for_byte(path: Path) -> None:
    records = [Record.new(kind, os.urandom(3000), {"n": 1, "名": "値"}) for kind in Kind]
    make(path, *records)
    found = read(path)
    assert {name: (one.kind, one.body, one.facts) for name, one in found.items()} == {
        one.id: (one.kind, one.body, one.facts) for one in records
    }


def test_put_says_what_it_added_and_changed(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        one, two = credential(1), credential(2)
        assert vault.put(one).added == (one.id,)
        change = vault.put(Record(one.id, Kind.CREDENTIAL, b"new", {}), two)
        assert (change.added, change.changed) == ((two.id,), (one.id,))
        assert vault.records[one.id].body == b"new"
        assert vault.records[one.id].generation == vault.generation == 2
        assert vault.remove(one.id, "0" * 32).removed == (one.id,)
    assert set(read(path)) == {two.id}


def test_a_snapshot_never_changes_under_its_reader(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        before = vault.records
        facts = {"a": [1]}
        record = Record.new(Kind.SETTING, b"", facts)
        vault.put(record)
        facts["a"].append(2)
        assert not before
        assert vault.records[record.id].facts == {"a": [1]}
        with pytest.raises(TypeError):
            vault.records["x"] = record  # type: ignore[index]


def test_nothing_shows_in_a_repr(path: Path) -> None:
    record = credential(1)
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        vault.put(record)
        shown = repr(vault) + repr(vault.records[record.id]) + repr(vault._keys)
    assert "Data" not in shown
    assert "badge" not in shown
    assert str(path) not in shown


def test_threads_may_write_at_the_same_time(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        work = [threading.Thread(target=lambda n=n: [vault.put(credential(n)) for _ in range(10)]) for n in range(4)]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        assert vault.generation == 40
    assert len(read(path)) == 40


def test_a_record_of_a_later_kind_is_kept_but_not_shown(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path, credential(1), credential(2))
    monkeypatch.setattr(records_module, "_KINDS", {})
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert not vault.records
        monkeypatch.undo()
        vault.put(credential(3))
    assert len(read(path)) == 3


def test_too_large_a_record_is_refused(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        assert (
            code_of(lambda: vault.put(Record.new(Kind.DOCUMENT, bytes(MAX_BODY + 1), {}))) == "vault.record_too_large"
        )
        assert (
            code_of(lambda: vault.put(Record.new(Kind.DOCUMENT, b"", {"x": "y" * 70_000}))) == "vault.record_too_large"
        )
        one = credential(1)
        assert code_of(lambda: vault.put(one, one)) == "vault.repeated_id"
        assert not vault.records
        assert vault.generation == 0


def test_a_closed_vault_takes_nothing_and_knows_nothing(path: Path) -> None:
    vault = Vault.create(path, PASSPHRASE, cost=FLOOR)
    vault.put(credential(1))
    keys = vault._keys
    vault.close()
    vault.close()
    assert not vault.records
    assert keys.data == keys.record == keys.head == bytes(32)
    assert code_of(lambda: vault.put(credential(2))) == "vault.closed"
    assert code_of(lambda: vault.remove("0" * 32)) == "vault.closed"


def test_no_word_of_the_content_is_in_the_file(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        for number in range(20):
            vault.put(credential(number, 400), Record.new(Kind.HOLDER, b"holder-seed", {"did": "did:key:z6Mk"}))
        files = list(path.parent.iterdir())
        assert {file.name for file in files} == {"a.vault", "a.vault-wal"}
        during = b"".join(file.read_bytes() for file in files)
    after = path.read_bytes()
    for word in (*SECRET_WORDS, b"did:key", PASSPHRASE.encode()):
        assert word not in during
        assert word not in after


def test_at_rest_there_is_one_file_for_the_owner_only(path: Path) -> None:
    deep = path.parent / "new" / "folder" / "b.vault"
    old = os.umask(0)
    try:
        with Vault.create(deep, PASSPHRASE, cost=FLOOR) as vault:
            vault.put(credential(1))
            assert {stat.S_IMODE(one.stat().st_mode) for one in deep.parent.iterdir()} == {0o600}
    finally:
        os.umask(old)
    assert [one.name for one in deep.parent.iterdir()] == ["b.vault"]
    assert stat.S_IMODE(deep.stat().st_mode) == 0o600
    assert stat.S_IMODE(deep.parent.stat().st_mode) == stat.S_IMODE(deep.parent.parent.stat().st_mode) == 0o700


def test_opening_and_reading_change_nothing_in_the_file(path: Path) -> None:
    make(path, credential(1))
    before = path.read_bytes()
    read(path)
    code_of(lambda: Vault.unlock(path, "a wrong passphrase"))
    assert path.read_bytes() == before


def test_what_was_removed_is_overwritten(path: Path) -> None:
    make(path, *(credential(number, 4000) for number in range(5)))
    connection = sqlite3.connect(path)
    bodies = [row[0] for row in connection.execute("SELECT body FROM record")]
    connection.close()
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.remove(*vault.records)
    after = path.read_bytes()
    assert not any(body[200:264] in after for body in bodies)


def test_create_overwrites_nothing(path: Path) -> None:
    path.write_bytes(b"mine")
    assert code_of(lambda: Vault.create(path, PASSPHRASE, cost=FLOOR)) == "vault.exists"
    assert path.read_bytes() == b"mine"
    assert [one.name for one in path.parent.iterdir()] == ["a.vault"]


def test_create_leaves_nothing_behind_when_cancelled(path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        Vault.create(path, PASSPHRASE, cost=FLOOR, tick=cancel)
    assert not list(path.parent.iterdir())


def test_a_vault_that_is_made_is_open_even_if_somebody_cancels_too_late(path: Path) -> None:
    done_with: list[int] = []

    def cancel_at_the_end(done: int, total: int) -> None:
        done_with.append(done)
        if done == total:
            raise Cancelled

    Vault.create(path, PASSPHRASE, cost=FLOOR, tick=cancel_at_the_end).close()
    assert done_with == [0, 1]
    Vault.unlock(path, PASSPHRASE).close()


def test_create_works_where_there_are_no_hard_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    make(path, credential(1))
    assert len(read(path)) == 1


def test_unlock_can_be_cancelled_and_lets_go_of_the_file(path: Path) -> None:
    make(path, credential(1))

    def cancel(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Vault.unlock(path, PASSPHRASE, cancel)
    assert len(read(path)) == 1


def test_a_wrong_passphrase_is_told_as_such(path: Path) -> None:
    make(path, credential(1))
    for wrong in ("correct horse battery stapler", "", "Correct horse battery staple"):
        with pytest.raises(WrongSecret):
            Vault.unlock(path, wrong)


def test_a_passphrase_typed_full_width_opens(path: Path) -> None:
    make(path, credential(1))
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter != " " else "\u3000" for letter in PASSPHRASE)
    assert wide != PASSPHRASE
    with Vault.unlock(path, wide) as vault:
        assert len(vault.records) == 1


class Machine(RuleBasedStateMachine):
    """Any order of put, change, remove, close, unlock and wrong passphrases agrees with a dict."""

    folder: Path

    @initialize()
    def create(self) -> None:
        self.path = Path(self.folder) / f"{secrets.token_hex(8)}.vault"
        self.vault: Vault | None = Vault.create(self.path, PASSPHRASE, cost=FLOOR)
        self.model: dict[str, tuple[Kind, bytes, int]] = {}
        self.generation = 0

    @precondition(lambda self: self.vault is not None)
    @rule(kind=st.sampled_from(Kind), bodies=st.lists(st.binary(max_size=3000), max_size=3), number=st.integers(0, 99))
    def put(self, kind: Kind, bodies: list[bytes], number: int) -> None:
        assert self.vault is not None
        records = [Record.new(kind, body, {"n": number}) for body in bodies]
        self.vault.put(*records)
        self.model |= {one.id: (one.kind, one.body, number) for one in records}
        self.generation += bool(records)

    @precondition(lambda self: self.vault is not None and self.model)
    @rule(data=st.data(), body=st.binary(max_size=100))
    def change(self, data: st.DataObject, body: bytes) -> None:
        assert self.vault is not None
        name = data.draw(st.sampled_from(sorted(self.model)))
        self.vault.put(Record(name, Kind.SHARE, body, {"n": 5}))
        self.model[name] = (Kind.SHARE, body, 5)
        self.generation += 1

    @precondition(lambda self: self.vault is not None and self.model)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        assert self.vault is not None
        names = data.draw(st.lists(st.sampled_from(sorted(self.model)), max_size=3))
        self.vault.remove(*names)
        for name in names:
            self.model.pop(name, None)
        self.generation += bool(names)

    @precondition(lambda self: self.vault is not None)
    @rule()
    def close(self) -> None:
        assert self.vault is not None
        self.vault.close()
        self.vault = None

    @precondition(lambda self: self.vault is None)
    @rule()
    def wrong(self) -> None:
        assert code_of(lambda: Vault.unlock(self.path, "wrong")) == "vault.wrong_secret"

    @precondition(lambda self: self.vault is None)
    @rule()
    def unlock(self) -> None:
        self.vault = Vault.unlock(self.path, PASSPHRASE)

    @invariant()
    def agrees(self) -> None:
        if getattr(self, "vault", None) is not None:
            assert self.vault is not None
            found = {name: (one.kind, one.body, one.facts["n"]) for name, one in self.vault.records.items()}
            assert found == self.model
            assert self.vault.generation == self.generation

    def teardown(self) -> None:
        if getattr(self, "vault", None) is not None:
            assert self.vault is not None
            self.vault.close()


@pytest.mark.timeout(3600)
def test_any_order_of_changes_agrees_with_a_dict(tmp_path: Path) -> None:
    Machine.folder = tmp_path
    runs = 2000 if os.environ.get("AKASHI_SOAK") else 25
    run_state_machine_as_test(Machine, settings=settings(max_examples=runs, stateful_step_count=30, deadline=None))


def test_a_reader_made_from_the_specification_alone_reads_the_same(path: Path) -> None:
    records = [Record.new(kind, os.urandom(size), {"名": size}) for kind in Kind for size in (0, 1019, 1020, 5000)]
    make(path, *records)
    with Vault.unlock(path, PASSPHRASE) as vault:
        vault.remove(records[0].id)
        vault.put(Record(records[1].id, Kind.SHARE, b"changed", {}))
    kept = read(path)
    found = {one["id"]: one for one in second_reader.read(str(path), PASSPHRASE)}
    assert {name: (one["kind"], one["generation"], one["facts"], one["body"]) for name, one in found.items()} == {
        name: (one.kind.value, one.generation, one.facts, base64.b64encode(one.body).decode())
        for name, one in kept.items()
    }


def test_bodies_stay_closed_until_they_are_asked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [credential(number, 8000) for number in range(5)]
    make(path, *records)
    opened: list[bytes] = []
    whole = records_module.open_body
    for module in (records_module, opening_module):
        monkeypatch.setattr(module, "open_body", lambda *args: opened.append(args[3]) or whole(*args))
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert [one.facts for one in vault.records.values()]
        assert not opened
        assert vault.records[records[2].id].body == records[2].body
        assert opened == [bytes.fromhex(records[2].id)]
        vault.put(credential(9))
        assert len(opened) == 1
        vault.check()
        assert len(opened) == 1 + 6


def test_an_old_snapshot_keeps_its_bodies(path: Path) -> None:
    one, two = credential(1), credential(2)
    make(path, one, two)
    with Vault.unlock(path, PASSPHRASE) as vault:
        before = vault.records
        vault.put(Record(one.id, Kind.CREDENTIAL, b"new", {}))
        vault.remove(two.id)
        assert (before[one.id].body, before[two.id].body) == (one.body, two.body)
        assert vault.records[one.id].body == b"new"
        vault.renew("walnut ferry quiet lantern", FLOOR)
        assert vault.records[one.id].body == b"new"
        left = vault.records[one.id]
    assert code_of(lambda: left.body) == "vault.closed"


def test_a_body_of_another_record_does_not_open_in_its_place(path: Path) -> None:
    records = [credential(number) for number in range(2)]
    make(path, *records)
    with Vault.unlock(path, PASSPHRASE) as vault:
        names = [bytes.fromhex(one.id) for one in records]
        other = vault._file.body(names[1])
        vault._file._connection.execute("UPDATE record SET body = ? WHERE id = ?", (other, names[0]))
        assert code_of(lambda: vault.records[records[0].id].body) == "seal.damaged"
        vault.remove(records[0].id)  # it can still be forgotten
        vault.put(records[0])
        assert vault.records[records[0].id].body == records[0].body
