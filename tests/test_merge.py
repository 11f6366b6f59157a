"""Two files of one vault, changed on two computers, come together and lose nothing."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import NOW, badge, library, raw, signed
from tests.vault import second_reader
from tests.vault.kit import code_of
from wallet.crypto.seal import FLOOR
from wallet.errors import VaultError
from wallet.session import Session
from wallet.session.beside import Beside, beside, is_conflict
from wallet.session.changes import WORDS, in_trash, is_trace, succeed, trace, words_of
from wallet.session.copies import copies_of
from wallet.session.merge import Choice, merge, merged
from wallet.session.together import bring_in, compare
from wallet.session.trash import brought_back, put_away
from wallet.vault import Kind, Record, Vault
from wallet.vault.siblings import sibling

PASSPHRASE = "correct horse battery staple"
CASES = 5_000 if os.environ.get("AKASHI_SOAK") else 500
State = dict[str, Record]


def kept(number: int, **facts: object) -> Record:
    return Record(
        f"{number:032x}", Kind.CREDENTIAL, b"body %d" % number, {"digest": f"d{number}", "added": "", **facts}
    )


def fork(base: State, steps: list[tuple[str, int]], side: int) -> State:
    """What one computer does with a vault, by the very functions that the verbs use."""
    state = dict(base)
    for count, (step, place) in enumerate(steps):
        names = sorted(state)
        if step == "add" or not names:
            record = kept(1000 * (side + 1) + count)
        elif step == "twin":
            record = replace(kept(1000 * (side + 1) + count), content=b"same", facts={"digest": f"twin{place % 2}"})
        elif step == "setting":
            before = state.get("f" * 32, Record("f" * 32, Kind.SETTING, b"", {"setting": "note"}))
            record = succeed(replace(before, content=b"%d %d" % (side, place)), before)
        else:
            record = changed(state[names[place % len(names)]], step, side, place)
        state[record.id] = record
    return state


def changed(record: Record, step: str, side: int, place: int) -> Record:
    now = NOW + timedelta(minutes=place)
    if is_trace(record) or record.kind is not Kind.CREDENTIAL:
        return record
    if step == "remove":
        return record if in_trash(record) else put_away(record, now)
    if step == "back":
        return brought_back(record) if in_trash(record) else record
    if step == "purge":
        return trace(record, now)
    fact = ("name", "tag")[place % 2]
    return succeed(replace(record, facts={**record.facts, fact: f"{(side * 3 + place) % 5}"}), record)


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "twin", "remove", "back", "purge", "rename", "setting"]), st.integers(0, 6)),
    max_size=8,
)
BASES = st.builds(lambda count, steps: fork({one.id: one for one in map(kept, range(count))}, steps, 9),
                  st.integers(0, 5), st.lists(st.tuples(st.sampled_from(["remove", "back", "rename"]), st.integers(0, 6)), max_size=3))  # fmt: skip


def shape(records: State) -> dict[str, object]:
    """Everything about records but when they were written."""
    return {
        name: (
            record.kind,
            record.body,
            {fact: value for fact, value in record.facts.items() if fact != WORDS},
            set(words_of(record)),
        )
        for name, record in records.items()
    }


def live(records: State) -> set[str]:
    return {
        str(record.facts["digest"])
        for record in records.values()
        if record.kind is Kind.CREDENTIAL and not in_trash(record)
    }


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BASES, STEPS, STEPS)
def test_merging_is_commutative_idempotent_and_loses_nothing(
    base: State, mine: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> None:
    one, other = fork(base, mine, 0), fork(base, theirs, 1)
    both, _ = merge(one, other)
    assert shape(both) == shape(merge(other, one)[0])
    for again in (merge(both, one), merge(both, other), merge(one, both), merge(other, both), merge(both, both)):
        assert shape(again[0]) == shape(both)
    for here, there in ((one, other), (other, one)):
        for record in here.values():
            if record.kind is Kind.CREDENTIAL and not in_trash(record):
                later = there.get(record.id)
                taken_away = later is not None and set(words_of(later)) > set(words_of(record))
                assert str(record.facts["digest"]) in live(both) or (taken_away and later and not live({"": later}))
            elif record.kind is Kind.SETTING and not is_trace(record):
                later = there.get(record.id)
                taken_over = later is not None and set(words_of(later)) > set(words_of(record))
                assert taken_over or record.body in {one.body for one in both.values()}
    change = merged(one, other)
    after = {**one, **{record.id: record for record in change.put}}
    assert shape({name: record for name, record in after.items() if name not in change.without}) == shape(both)


@settings(max_examples=CASES // 5, deadline=None)
@given(BASES, STEPS, STEPS, STEPS)
def test_three_computers_come_to_the_same_credentials_in_any_order(
    base: State, first: list[tuple[str, int]], second: list[tuple[str, int]], third: list[tuple[str, int]]
) -> None:
    a, b, c = (fork(base, steps, side) for side, steps in enumerate((first, second, third)))
    left = merge(merge(a, b)[0], c)[0]
    right = merge(a, merge(b, c)[0])[0]
    assert live(left) == live(right)


def both_ways(one: State, other: State, choice: Choice) -> tuple[State, State]:
    choices: dict[str, Choice] = dict.fromkeys(one, choice)
    turned: Choice = {"this": "that", "that": "this"}.get(choice, choice)  # type: ignore[assignment]
    return merge(one, other, choices)[0], merge(other, one, dict.fromkeys(one, turned))[0]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (lambda one: brought_back(put_away(one, NOW)), lambda one: put_away(one, NOW)),
        (lambda one: brought_back(put_away(one, NOW)), lambda one: trace(put_away(one, NOW), NOW)),
    ],
)
def test_where_they_disagree_both_are_kept_unless_a_person_chooses(
    here: Callable[[Record], Record], there: Callable[[Record], Record]
) -> None:
    base = kept(1)
    one, other = {base.id: here(base)}, {base.id: there(base)}
    (conflict,) = merge(one, other)[1]
    assert (conflict.mine, conflict.theirs) == (one[base.id], other[base.id])
    for choice, expected in (("both", {"d1"}), ("this", {"d1"}), ("that", set())):
        for result in both_ways(one, other, choice):  # type: ignore[arg-type]
            assert live(result) == expected
            assert merge(result, one)[1] == merge(result, other)[1] == ()
            assert live(merge(result, one)[0]) == live(merge(result, other)[0]) == expected


def test_what_only_one_side_removed_is_removed_without_asking() -> None:
    base = kept(1)
    both, conflicts = merge({base.id: base}, {base.id: put_away(base, NOW)})
    assert (live(both), conflicts) == (set(), ())
    assert in_trash(both[base.id])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "akashi.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), lambda: NOW)


def another(number: int) -> bytes:
    return raw(signed(badge(id=f"urn:uuid:6a5a2c3e-0e3b-4c52-9d35-{number:012}")))


def copied(session: Session, name: str, *numbers: int, without: tuple[str, ...] = ()) -> Path:
    """A conflict copy beside the vault, in which somebody added and removed credentials on another computer."""
    vault = session.open_vault()
    path = vault.path.with_name(name)
    vault.copy_to(path)
    with Vault.unlock(path, PASSPHRASE) as other:
        there = Session(other, library(), lambda: NOW)
        for number in numbers:
            there.add(another(number))
        there.remove(without)
    return path


def ids(session: Session) -> set[str]:
    return {item.id for item in session.items()}


def test_a_copy_of_another_computer_comes_in_with_one_step(session: Session) -> None:
    first = [session.add(another(number))[0].id for number in (1, 2)]
    path = copied(session, "akashi (conflicted copy 2026-11-24).vault", 3, 4, without=(first[0],))
    (mine,) = session.add(another(5))
    session.add(another(4))
    vault = session.open_vault()
    before = vault.generation
    expected = compare(session, path)
    assert (expected.added, expected.removed, expected.conflicts) == (1, 1, ())
    assert vault.generation == before
    heard: list[object] = []
    session.subscribe(heard.append)
    assert bring_in(session, path) == expected or expected.added == 1
    assert len(heard) == 1
    assert mine.id in ids(session)
    assert len(ids(session)) == 4
    assert first[0] not in ids(session)
    assert [one.id for one in session.trash()] == [first[0]]
    vault.close()
    assert len(second_reader.read(str(vault.path), PASSPHRASE)) == 5


def test_the_copy_lies_with_the_copies_afterwards_and_nothing_is_found_beside(session: Session) -> None:
    path = copied(session, "akashi (1).vault", 1)
    vault = session.open_vault()
    assert [one.path for one in beside(vault.path, vault.id)] == [path]
    mark = path.read_bytes()
    bring_in(session, path)
    assert beside(vault.path, vault.id) == ()
    (copy,) = copies_of(vault.path)
    assert len(mark) == copy.path.stat().st_size
    with sibling(vault, copy.path) as other:
        assert len(other.records) == 1


def test_the_merged_vault_is_later_than_both(session: Session) -> None:
    path = copied(session, "akashi (1).vault", *range(1, 9))
    with sibling(session.open_vault(), path) as other:
        there = other.generation
    assert there > session.open_vault().generation
    bring_in(session, path)
    assert session.open_vault().generation > there
    session.open_vault().close()
    with Vault.unlock(session.open_vault().path, PASSPHRASE) as again:
        assert again.generation > there
        assert len(again.records) == 8


def test_merging_the_same_copy_twice_changes_nothing_more(session: Session, tmp_path: Path) -> None:
    path = copied(session, "akashi (1).vault", 1, 2)
    (tmp_path / "again.vault").write_bytes(path.read_bytes())
    bring_in(session, path)
    again = compare(session, tmp_path / "again.vault")
    assert (again.put, again.without, again.conflicts) == ((), (), ())


def test_a_pack_forgotten_here_does_not_come_back(session: Session, tmp_path: Path) -> None:
    base = Record.new(Kind.SETTING, b"{}", {"setting": "other"})
    vault = session.open_vault()
    session.write(lambda vault: vault.put(base))
    path = copied(session, "akashi (1).vault")
    session.write(lambda vault: vault.put(trace(vault.records[base.id], NOW)))
    bring_in(session, path)
    assert is_trace(vault.records[base.id])


def test_another_vault_or_one_sealed_anew_is_not_taken_for_a_copy(session: Session, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "b", PASSPHRASE, cost=FLOOR):
        pass
    assert code_of(lambda: compare(session, tmp_path / "b")) == "vault.other"
    assert code_of(lambda: compare(session, tmp_path / "b", PASSPHRASE)) == "vault.other"
    path = copied(session, "akashi (1).vault", 1)
    with Vault.unlock(path, PASSPHRASE) as other:
        other.renew("another long passphrase", FLOOR)
    assert code_of(lambda: compare(session, path)) == "vault.other"
    assert bring_in(session, path, None, "another long passphrase").added == 1


NAMES = [
    "akashi (conflicted copy 2026-11-24 094100).vault", "akashi (Laptop's conflicted copy 2026-11-24).vault",
    "akashi.sync-conflict-20261124-094100-ABCDEF7.vault", "akashi のコピー.vault", "akashi のコピー 2.vault", "akashi (1).vault",
    "akashi - コピー.vault", "akashi copy.vault", "akashi - Copy.vault",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_names_that_sync_services_give_are_known(name: str) -> None:
    assert is_conflict(name, "akashi.vault")


@pytest.mark.parametrize(
    "name", ["akashi.vault", "akashi.vault-wal", "akashi.vault.copies", "other (1).vault", "akashi2.vault"]
)
def test_other_names_are_left_alone(name: str) -> None:
    assert not is_conflict(name, "akashi.vault")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "vault.empty_file"),
        (b"<!DOCTYPE html><title>502 Bad Gateway</title>", "vault.error_text"),
        (b'{"error": "quota exceeded"}', "vault.error_text"),
        (b"hello" * 100, "vault.not_a_vault"),
    ],
)
def test_what_is_no_copy_is_named_as_what_it_is(session: Session, content: bytes, code: str) -> None:
    vault = session.open_vault()
    path = vault.path.with_name("akashi (1).vault")
    path.write_bytes(content)
    (found,) = beside(vault.path, vault.id)
    assert isinstance(found, Beside)
    assert found.code == code
    assert code_of(lambda: compare(session, path)) == code
    assert session.items() == ()
    assert path.read_bytes() == content


def test_another_vault_with_such_a_name_is_nobody_s_conflict(session: Session) -> None:
    vault = session.open_vault()
    with Vault.create(vault.path.with_name("akashi (2).vault"), PASSPHRASE, cost=FLOOR):
        pass
    assert beside(vault.path, vault.id) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")
def test_a_file_put_in_our_place_is_not_written_over_and_ours_lies_beside_it(session: Session, tmp_path: Path) -> None:
    (mine,) = session.add(another(1))
    vault = session.open_vault()
    theirs = copied(session, "incoming", 2)
    theirs.replace(vault.path)
    there = vault.path.read_bytes()
    with pytest.raises(VaultError) as refused:
        session.add(another(3))
    assert refused.value.code == "vault.replaced"
    assert ids(session) == {mine.id}
    vault.close()
    assert vault.path.read_bytes() == there
    with Vault.unlock(vault.path, PASSPHRASE) as found:
        again = Session(found, library(), lambda: NOW)
        (copy,) = beside(found.path, found.id)
        bring_in(again, copy.path)
        assert mine.id in ids(again)
        assert len(ids(again)) == 2
