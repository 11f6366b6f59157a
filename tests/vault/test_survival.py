"""What the vault survives: other processes, kill -9, a full disk, a read-only place, little memory."""

import os
import random
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.vault.kit import PASSPHRASE, code_of, credential, make, read, rewrite_header, run_child, stretch_quickly
from wallet.crypto import seal
from wallet.crypto.seal import FLOOR
from wallet.errors import VaultBusy, VaultError
from wallet.vault import Vault
from wallet.vault.file import VaultFile

OTHER = """
    from wallet.errors import VaultError
    try:
        Vault.unlock(sys.argv[1], sys.argv[2]).put(Record.new(Kind.SETTING, b"", {}))
        print("opened")
    except VaultError as error:
        print(error.code)
"""


def test_a_second_process_is_kept_out(path: Path) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        assert run_child(OTHER, path, PASSPHRASE).communicate()[0].strip() == "vault.busy"
        vault.put(credential(1))
        path.read_bytes()  # on POSIX this drops the lock that SQLite holds
        assert run_child(OTHER, path, PASSPHRASE).communicate()[0].strip() == "vault.busy"
        vault.put(credential(2))
        with pytest.raises(VaultBusy):
            Vault.unlock(path, PASSPHRASE)
    assert len(read(path)) == 2
    assert run_child(OTHER, path, PASSPHRASE).communicate()[0].strip() == "opened"
    assert len(read(path)) == 3


def test_a_killed_process_leaves_no_lock(path: Path) -> None:
    make(path, credential(1))
    child = run_child("v = Vault.unlock(sys.argv[1], sys.argv[2]); print(1, flush=True); input()", path, PASSPHRASE,
                      stdin=subprocess.PIPE)  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    with pytest.raises(VaultBusy):
        Vault.unlock(path, PASSPHRASE)
    child.kill()
    child.communicate()
    assert len(read(path)) == 1


WRITER = """
    vault = Vault.unlock(sys.argv[1], sys.argv[2])
    print("ready", flush=True)
    first = next(iter(vault.records), None)
    while True:
        record = Record.new(Kind.CREDENTIAL, b"x" * 3000, {"n": vault.generation})
        vault.put(record)
        print(vault.generation, flush=True)
        if vault.generation % 3 == 0:
            vault.put(Record(record.id, record.kind, b"y" * 9000, {}))
            print(vault.generation, flush=True)
        if vault.generation % 7 == 0:
            vault.remove(record.id)
            print(vault.generation, flush=True)
"""


@pytest.mark.timeout(3600)
def test_no_acknowledged_change_is_lost_when_the_process_is_killed(path: Path) -> None:
    make(path)
    kills = int(os.environ.get("AKASHI_KILLS", "500" if os.environ.get("AKASHI_SOAK") else "30"))
    chance = random.Random(7)
    for _ in range(kills):
        child = run_child(WRITER, path, PASSPHRASE)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        threading.Event().wait(chance.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        told = child.communicate()[0].split()
        with Vault.unlock(path, PASSPHRASE) as vault:
            assert vault.generation >= (int(told[-1]) if told else 0)
            if len(vault.records) > 200:
                vault.remove(*vault.records)
    assert {one.name for one in path.parent.iterdir()} == {"a.vault"}


CHANGER = """
    from tests.vault.kit import stretch_quickly
    stretch_quickly()
    first, second, way = sys.argv[2:5]
    vault = Vault.unlock(sys.argv[1], first)
    print("ready", flush=True)
    while True:
        for passphrase in (second, first):
            vault.renew(passphrase) if way == "renew" else vault.set_passphrase(passphrase)
            print(vault.generation, passphrase, flush=True)
"""


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("way", ["set_passphrase", "renew"])
def test_a_kill_while_the_passphrase_changes_leaves_exactly_one_that_opens(
    path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "stretch", seal.stretch)
    stretch_quickly()
    records = [credential(number, 9000) for number in range(40)]
    make(path, *records)
    kills = int(os.environ.get("AKASHI_KILLS", "500" if os.environ.get("AKASHI_SOAK") else "15"))
    chance, now, caught = random.Random(11), PASSPHRASE, 0
    for _ in range(kills):
        one, other = now, "walnut ferry quiet lantern" if now == PASSPHRASE else PASSPHRASE
        child = run_child(CHANGER, path, one, other, way)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        threading.Event().wait(chance.uniform(0.005, 0.09))
        child.send_signal(signal.SIGKILL)
        told = child.communicate()[0].split("\n")[:-1]  # what was said to its end
        caught += path.with_name("a.vault-wal").exists()
        opens = [word for word in (one, other) if not code_of(lambda word=word: Vault.unlock(path, word).close())]
        assert len(opens) == 1, "exactly one opens"
        (now,) = opens
        with Vault.unlock(path, now) as vault:
            assert {name: record.body for name, record in vault.records.items()} == {r.id: r.body for r in records}
            if told:
                generation, _, passphrase = told[-1].partition(" ")
                assert vault.generation >= int(generation)
                assert now == passphrase or vault.generation > int(generation)
    assert caught, "no kill fell between two changes"
    assert {one.name for one in path.parent.iterdir()} == {"a.vault"}


LIMITED = """
    import resource
    from wallet.errors import VaultError
    vault = Vault.unlock(sys.argv[1], sys.argv[2])
    limit = int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    before = dict(vault.records)
    done = 0
    try:
        for number in range(400):
            vault.put(Record.new(Kind.CREDENTIAL, b"x" * 3000, {}))
            done += 1
    except VaultError as error:
        print(error.code, done, len(vault.records) - len(before), vault.generation)
    vault.close()
"""


@pytest.mark.parametrize("room", [0, 1, 700, 4096, 5000, 30_000, 200_000, 1_000_000])
def test_a_full_disk_leaves_the_vault_as_it_was(path: Path, room: int) -> None:
    """RLIMIT_FSIZE makes every write beyond ``room`` bytes above the file's size fail."""
    make(path, *(credential(number) for number in range(3)))
    limit = room if room < 30_000 else path.stat().st_size + room
    code, done, more, generation = run_child(LIMITED, path, PASSPHRASE, limit).communicate()[0].split()
    assert code in ("vault.full", "vault.io")
    assert int(done) == int(more)
    with Vault.unlock(path, PASSPHRASE) as vault:
        assert vault.generation == int(generation)
        assert len(vault.records) == 3 + int(done)
        vault.put(credential(9))
    assert len(read(path)) == 4 + int(done)


def test_a_failed_write_changes_nothing_in_memory_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Vault.create(path, PASSPHRASE, cost=FLOOR) as vault:
        vault.put(credential(1))
        before, generation, write = vault.records, vault.generation, VaultFile.write

        def fail(*args: object) -> None:
            raise VaultError("vault.full")

        monkeypatch.setattr(VaultFile, "write", fail)
        two = credential(2)
        assert code_of(lambda: vault.put(two)) == "vault.full"
        assert code_of(lambda: vault.remove(*before)) == "vault.full"
        assert vault.records is before
        assert vault.generation == generation
        monkeypatch.setattr(VaultFile, "write", write)
        vault.put(two)
    assert len(read(path)) == 2


def _let_others_in(path: Path) -> None:
    """Where the tests run as root, make the way to the file passable for the user who stands in."""
    for folder in path.parents if os.geteuid() == 0 else ():
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & 0o005 != 0o005:
            folder.chmod(mode | 0o005)


def test_a_read_only_place_can_be_read(path: Path) -> None:
    """As another user where the tests run as root, because root may write everywhere."""
    make(path, credential(1))
    path.chmod(0o444)
    path.parent.chmod(0o555)
    _let_others_in(path)
    code = """
        import os
        if os.geteuid() == 0:
            os.setgid(65534); os.setuid(65534)
        from wallet.errors import VaultError
        vault = Vault.unlock(sys.argv[1], sys.argv[2])
        print(len(vault.records), vault.read_only)
        try:
            vault.put(Record.new(Kind.SETTING, b"", {}))
        except VaultError as error:
            print(error.code)
        try:
            Vault.create(sys.argv[1] + ".new", sys.argv[2])
        except VaultError as error:
            print(error.code)
    """
    told = run_child(code, path, PASSPHRASE).communicate()[0].split()
    path.parent.chmod(0o755)
    assert told == ["1", "True", "vault.read_only", "vault.read_only"]


def test_a_file_of_somebody_else_is_told_as_such(path: Path) -> None:
    make(path)
    path.chmod(0)
    _let_others_in(path)
    code = """
        import os
        if os.geteuid() == 0:
            os.setgid(65534); os.setuid(65534)
        from wallet.errors import VaultError
        try:
            Vault.unlock(sys.argv[1], sys.argv[2])
        except VaultError as error:
            print(error.code)
    """
    assert run_child(code, path, PASSPHRASE).communicate()[0].strip() == "vault.no_access"


def test_a_hostile_header_costs_no_memory(path: Path) -> None:
    make(path)
    rewrite_header(path, lambda stated: stated["slots"][0].update(memory=2**40))  # type: ignore[index]
    code = """
        import resource
        from wallet.errors import VaultError
        resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20, 512 * 2**20))
        try:
            Vault.unlock(sys.argv[1], sys.argv[2])
        except VaultError as error:
            print(error.code)
    """
    assert run_child(code, path, PASSPHRASE).communicate()[0].strip() == "vault.header_damaged"


def test_too_little_memory_for_the_passphrase_is_told(path: Path) -> None:
    make(path)
    code = """
        import resource
        from wallet.errors import VaultError
        used = int(open("/proc/self/statm").read().split()[0]) * 4096
        resource.setrlimit(resource.RLIMIT_AS, (used + 40 * 2**20, used + 40 * 2**20))
        try:
            Vault.unlock(sys.argv[1], sys.argv[2])
        except VaultError as error:
            print(error.code, error.facts["memory"])
    """
    assert run_child(code, path, PASSPHRASE).communicate()[0].split() == ["vault.memory", "64"]


@pytest.mark.skipif(sys.platform != "linux", reason="by way of Linux's own interface")
def test_a_process_with_a_vault_open_leaves_no_core_dump(path: Path) -> None:
    make(path)
    code = """
        import ctypes, resource
        vault = Vault.unlock(sys.argv[1], sys.argv[2])
        print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    """
    assert run_child(code, path, PASSPHRASE).communicate()[0].strip() == "(0, 0) 0"
