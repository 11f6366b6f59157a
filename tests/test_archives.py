"""What archives and PDF documents hold is read like any other file, and nothing else they bring can do harm."""

import contextlib
import io
import json
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import making, packing
from tests.test_formats import png
from tests.test_sdjwt import issued
from wallet import formats
from wallet.crypto.seal import FLOOR
from wallet.errors import Malformed, Unsupported, WalletError
from wallet.formats import baked
from wallet.report import Outcome
from wallet.session import Session
from wallet.sharing import archives, reader
from wallet.sharing.reader import Part, read_any, read_parts
from wallet.vault import Vault
from wallet.verify import verify_found

PASSPHRASE = "walnut ferry quiet lantern"
BADGE = making.raw(making.signed())
ROOT = Path(__file__).parents[1]


def code_of(raw: bytes) -> str:
    with pytest.raises(WalletError) as caught:
        read_parts(raw)
    return caught.value.code


def told(parts: tuple[Part, ...]) -> dict[str, str]:
    """Each part by its name: what container its credential came in, or why there is none."""
    return {part.name: part.error.code if part.error else part.found.credentials[0].container for part in parts if part.found or part.error}  # fmt: skip


@pytest.mark.parametrize("kind", ["zip", "pdf"])
def test_each_credential_inside_keeps_its_bytes_and_passes(kind: str) -> None:
    inside = {"a/badge.json": BADGE, "badge.png": baked.bake_png(png(), BADGE), "micro.sdjwt": issued()}
    parts = read_parts(packing.zip_of(inside) if kind == "zip" else packing.pdf_of(inside))
    assert [part.raw for part in parts] == list(inside.values())
    assert told(parts) == dict.fromkeys(inside, kind)
    for part in parts:
        assert part.found is not None
        (credential,) = part.found.credentials
        assert credential.raw == formats.read(part.raw).credentials[0].raw
    assert parts[0].found is not None
    (report,) = verify_found(parts[0].found, making.library(), making.NOW)
    assert report.verdict().value == "passed"


@pytest.mark.parametrize("make", [packing.pinned_pdf, packing.associated_pdf])
def test_a_file_pinned_to_a_page_or_associated_with_a_document_is_found_too(make: object) -> None:
    assert callable(make)
    assert told(read_parts(make("badge.json", BADGE))) == {"badge.json": "pdf"}


def test_the_format_is_decided_by_content_and_not_by_name() -> None:
    assert told(read_parts(packing.zip_of({"holiday.jpg": BADGE}))) == {"holiday.jpg": "zip"}
    assert told(read_parts(b"\n" + packing.pdf_of({"x.bin": BADGE}))) == {"x.bin": "pdf"}
    assert code_of(b"x" + packing.zip_of({"badge.json": BADGE})) == "malformed.unknown_format"


def test_what_fails_is_named_with_its_reason_and_what_is_no_credential_is_passed_over() -> None:
    parts = read_parts(
        packing.zip_of(
            {
                "readme.txt": b"Hello.",
                "photo.png": png(),
                "photo.jpg": b"\xff\xd8\xff\xe0 a photograph",
                "empty": b"",
                "letter.pdf": packing.pdf_of({}),
                "badge.json": BADGE,
                "damaged.json": BADGE[:-40],
                "inner.zip": packing.zip_of({"badge.json": BADGE}),
                "europass.xml": b'<?xml version="1.0"?><VerifiableCredential xmlns="http://data.europa.eu/snb/model/elm/"/>',
            }
        )
    )
    assert told(parts) == {
        "badge.json": "zip",
        "damaged.json": "malformed.json",
        "inner.zip": "malformed.archive_nested",
        "europass.xml": "format.elm_xml",
    }


def test_a_pdf_in_a_zip_is_taken_apart_and_an_archive_in_a_pdf_is_not() -> None:
    diploma = packing.pdf_of({"badge.json": BADGE})
    assert told(read_parts(packing.zip_of({"diploma.pdf": diploma}))) == {"diploma.pdf/badge.json": "zip"}
    refused = read_parts(packing.pdf_of({"diploma.pdf": diploma, "all.zip": packing.zip_of({"badge.json": BADGE})}))
    assert set(told(refused).values()) == {"malformed.archive_nested"}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (packing.zip_of({"readme.txt": b"Hello."}), "malformed.zip_nothing"),
        (packing.zip_of({}), "malformed.zip_nothing"),
        (packing.zip_of({"a/": b""}), "malformed.zip_nothing"),
        (packing.zip_of({"badge.json": BADGE})[:200], "malformed.zip"),
        (b"PK\x03\x04", "malformed.zip"),
        (packing.zip_of({"../badge.json": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"a/../../badge.json": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"/etc/passwd": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"a\\..\\..\\b": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"C:/badge.json": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"badge.json": BADGE, "BADGE.json": BADGE}), "malformed.zip_name"),
        (packing.zip_of({"caf\u00e9": BADGE, "cafe\u0301": BADGE}), "malformed.zip_name"),
        (packing.link("badge.json", "/etc/passwd"), "malformed.zip_name"),
        (packing.link("badge.json", "", stat.S_IFCHR), "malformed.zip_name"),
        (packing.link("badge.json", "", stat.S_IFIFO), "malformed.zip_name"),
        (packing.zip_of({"badge.json": BADGE, "zeros": bytes(3_000_000)}), "malformed.zip_bomb"),
        (packing.zip_of({f"{n}.txt": b"x" for n in range(501)}), "malformed.too_many"),
        (packing.zip_of({f"{n}.txt": b"x" for n in range(5000)}), "malformed.too_many"),
        (packing.pdf_of({}), "malformed.pdf_nothing"),
        (packing.pdf_of({"readme.txt": b"Hello."}), "malformed.pdf_nothing"),
        (b"%PDF-1.7 and nothing more", "malformed.pdf"),
        (packing.pdf_of({"badge.json": BADGE}, password="walnut"), "malformed.pdf_encrypted"),
        (packing.looped_pdf(), "malformed.pdf_nothing"),
        (b"%PDF-1.7\n" + bytes(9_000_000), "malformed.too_large"),
        (b"PK\x03\x04" + bytes(9_000_000), "malformed.too_large"),
        (b"\xff\xd8\xff\xe0 a photograph", "malformed.picture_kind"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "malformed.picture_kind"),
    ],
)  # fmt: skip
def test_what_is_refused_whole_says_why(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_more_than_a_vault_would_ever_need_is_not_inflated() -> None:
    big = bytes(range(256)) * 20
    chunk = b"".join(bytes([n % 251]) + big for n in range(1500))
    raw = packing.zip_of({f"{n}": chunk[:7_000_000] for n in range(10)})
    assert len(raw) < archives.MAX_FILE
    assert code_of(raw) in ("malformed.too_large", "malformed.zip_bomb")


def test_a_locked_or_strangely_packed_entry_is_refused_by_itself() -> None:
    assert told(read_parts(packing.encrypted(packing.zip_of({"badge.json": BADGE})))) == {
        "badge.json": "malformed.zip_encrypted"
    }
    packed = packing.zip_of({"badge.json": BADGE}, zipfile.ZIP_LZMA)
    assert told(read_parts(packed)) == {"badge.json": "malformed.zip_method"}


def test_one_damaged_entry_does_not_hide_the_others() -> None:
    raw = bytearray(packing.zip_of({"one.json": BADGE, "two.json": BADGE}, zipfile.ZIP_STORED))
    raw[raw.find(BADGE) + 50] ^= 1
    assert told(read_parts(bytes(raw))) == {"one.json": "malformed.zip_entry", "two.json": "zip"}


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    raw = packing.pdf_of({"badge.json": BADGE}, password="", owner="walnut")
    assert told(read_parts(raw)) == {"badge.json": "pdf"}


@pytest.mark.timeout(60)
def test_a_pdf_that_would_grow_without_end_is_stopped() -> None:
    try:
        parts = read_parts(packing.bomb_pdf())
    except Malformed as error:
        assert error.code == "malformed.pdf_too_complex"
    else:
        assert told(parts) == {"zeros": "malformed.pdf_attachment"}


def test_a_worker_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "asleep.py"
    script.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(archives.pdf_worker, "__file__", str(script))
    monkeypatch.setattr(archives, "WALL_SECONDS", 0.5)
    assert code_of(b"%PDF-1.7") == "malformed.pdf_too_complex"


def test_the_worker_can_reach_no_network_and_write_no_file_and_sees_no_passphrase(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker's own confinement, tried from inside it."""
    script = tmp_path / "curious.py"
    script.write_text(f"""
import importlib.util, os, resource, sys
spec = importlib.util.spec_from_file_location("w", {str(ROOT / "wallet" / "sharing" / "pdf_worker.py")!r})
worker = importlib.util.module_from_spec(spec); spec.loader.exec_module(worker)
import socket, subprocess
worker.confine()
tried = [lambda: socket.socket(), lambda: open({str(tmp_path / "out")!r}, "w"), lambda: subprocess.run(["true"]), lambda: bytearray(2 * worker.MEMORY)]
stopped = 0
for one in tried:
    try:
        one()
    except (PermissionError, MemoryError):
        stopped += 1
sys.exit(worker.ENCRYPTED if stopped == 4 and "AKASHI_PASSPHRASE" not in os.environ else 1)
""")
    monkeypatch.setenv("AKASHI_PASSPHRASE", "walnut ferry quiet lantern")
    monkeypatch.setattr(archives.pdf_worker, "__file__", str(script))
    assert code_of(b"%PDF-1.7") == "malformed.pdf_encrypted"


def test_where_no_worker_can_run_a_pdf_is_unknown_and_not_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unsupported, match=r"format\.pdf"):
        read_parts(b"%PDF-1.7")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(Unsupported, match=r"format\.pdf"):
        read_parts(b"%PDF-1.7")


def test_hundreds_of_pdfs_in_one_archive_do_not_start_hundreds_of_processes() -> None:
    parts = read_parts(packing.zip_of({f"{n}.pdf": packing.pdf_of({"a": BADGE}) for n in range(reader.MAX_PDFS + 2)}))
    assert [part.error.code for part in parts if part.error] == ["malformed.too_many"] * 2


def test_an_archive_cannot_hold_more_credentials_than_a_presentation() -> None:
    many = making.raw({"@context": [making.V2], "type": ["VerifiablePresentation"], "verifiableCredential": [making.badge()] * 300})  # fmt: skip
    assert code_of(packing.zip_of({"a.json": many, "b.json": many}, zipfile.ZIP_STORED)) == "malformed.too_many"


def test_names_of_entries_are_one_plain_bounded_line() -> None:
    parts = read_parts(packing.zip_of({"a\u202eb\n" + "x" * 1000 + "{": b"{"}))
    assert parts[0].name.startswith("a\ufffdb\ufffdx")
    assert len(parts[0].name) == archives.MAX_NAME


def test_where_one_thing_is_meant_an_archive_of_one_is_good_and_of_several_is_not() -> None:
    assert read_any(packing.zip_of({"badge.json": BADGE})).credentials[0].raw == BADGE
    with pytest.raises(Malformed, match=r"malformed\.archive_many"):
        read_any(packing.zip_of({"a.json": BADGE, "b.json": BADGE}))
    with pytest.raises(Malformed, match=r"malformed\.json"):
        read_any(packing.zip_of({"a.json": b"{"}))


def test_each_presentation_inside_is_judged_by_its_own_holder(tmp_path: Path) -> None:
    from tests.test_holder import presentation

    path = tmp_path / "shown.zip"
    path.write_bytes(packing.zip_of({"shown.json": making.raw(presentation()), "badge.json": BADGE}))
    asked = ("--challenge", "7f3c", "--domain", "fair.example")
    run = subprocess.run(
        [sys.executable, "-m", "wallet", "verify", str(path), "--json", "--at", making.NOW.isoformat(), *asked],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(row["entry"], row["container"], row["index"]) for row in found] == [
        ("shown.json", "zip", 0),
        ("badge.json", "zip", 1),
    ]
    assert found[1]["holder"] == "failed"


def test_a_plain_badge_is_verified_without_the_readers_of_archives() -> None:
    program = """
import sys
from pathlib import Path
from wallet.__main__ import main
main(["verify", "resources/samples/06-renewable-energy.json", "--json"])
print({"pypdf", "zipfile", "wallet.sharing.archives", "qrcode", "zxingcpp"} & set(sys.modules), file=sys.stderr)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.stderr.strip() == "set()"


@settings(max_examples=200)
@given(st.data())
def test_a_mutilated_archive_raises_nothing_but_our_own_errors(data: st.DataObject) -> None:
    raw = bytearray(packing.zip_of({"badge.json": BADGE, "readme.txt": b"hello"}))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(WalletError):
        read_parts(bytes(raw))


def test_the_reader_of_archives_opens_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("written")

    monkeypatch.setattr(zipfile.ZipFile, "extract", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", refuse)
    monkeypatch.setattr(io, "open", refuse)
    assert told(read_parts(packing.zip_of({"badge.json": BADGE}))) == {"badge.json": "zip"}


def test_an_archive_is_kept_file_by_file_each_as_it_was(tmp_path: Path) -> None:
    picture = baked.bake_png(png(), BADGE)
    other = making.raw(making.signed(making.badge(id="urn:uuid:1")))
    archive = packing.zip_of({"a/badge.png": picture, "bad.json": b"{", "other.json": other, "twice.json": other})
    with Vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, making.library(), lambda: making.NOW)
        assert [item.picture for item in session.look(archive, "all.zip")] == [picture, None, None]
        added = session.add(archive, "all.zip")
        assert [(one.index, one.outcome) for one in added] == [
            (0, "added"),
            (1, "failed"),
            (2, "added"),
            (3, "duplicate"),
        ]
        assert [one.entry for one in added] == ["a/badge.png", "bad.json", "other.json", "twice.json"]
        kept = {item.name: item for item in session.items()}
        assert kept["all.zip/a/badge.png"].picture == picture
        (path,) = session.export([kept["all.zip/a/badge.png"].id], tmp_path / "out")
        assert (path.name, path.read_bytes()) == ("badge.png", picture)


def test_an_archive_cannot_bring_the_keys_by_which_it_would_be_believed(tmp_path: Path) -> None:
    did = "did:web:university.example"
    forged = making.signed(making.badge(issuer=did), making.STRANGER, verification_method=f"{did}#key-1")
    keys = making.raw(making.did_document(did, making.STRANGER))
    archive = packing.zip_of({"badge.json": making.raw(forged), "did.json": keys})
    assert told(read_parts(archive)) == {"badge.json": "zip"}
    with Vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, making.library(), lambda: making.NOW)
        (added,) = session.add(archive, "all.zip")
        assert added.verdict is Outcome.UNKNOWN
        assert did not in session.library.documents
