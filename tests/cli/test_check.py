"""The command line as a contract: keys, codes, exit statuses, and what a person reads."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import making
from wallet import RESOURCES

SAMPLES = RESOURCES / "samples"
LIBRARY = ("--library", str(SAMPLES / "library"), "--at", "2026-11-24")


def akashi(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
    run = subprocess.run([sys.executable, "-m", "wallet", *words], input=stdin, capture_output=True, check=False)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def rows(*words: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]]]:
    status, out, _ = akashi(*words, "--json", stdin=stdin)
    return status, [json.loads(line) for line in out.splitlines()]


def codes(row: dict[str, Any], question: str) -> list[str]:
    return [check["code"] for check in row["checks"] if check["question"] == question]


@pytest.mark.parametrize(
    ("name", "status", "question", "code"),
    [
        ("03-data-science.png", 0, "proof", "proof.ok"),
        ("04-micro-credential.sdjwt", 0, "binding", "binding.ok"),
        ("05-cloud-operations.jwt", 0, "validity", "validity.ok"),
        ("07-first-aid-expired.json", 1, "validity", "validity.expired"),
        ("08-public-relations-revoked.json", 1, "status", "status.revoked"),
        ("09-forged.json", 1, "proof", "proof.bad"),
    ],
)
def test_each_sample_gets_its_exit_status_and_code(name: str, status: int, question: str, code: str) -> None:
    found, (row,) = rows("verify", str(SAMPLES / name), *LIBRARY)
    assert found == status
    assert code in codes(row, question)
    assert row["verdict"] == {0: "passed", 1: "failed"}[status]


def test_a_row_has_the_keys_of_the_contract() -> None:
    _, (row,) = rows("verify", str(SAMPLES / "02-programme-60h.json"), *LIBRARY)
    assert list(row) == [
        "file",
        "index",
        "format",
        "container",
        "suites",
        "digest",
        "verdict",
        "holder",
        "issuer",
        "subject",
        "titles",
        "checks",
    ]
    assert row["suites"] == ["eddsa-rdfc-2022"]
    assert row["digest"].startswith("sha256:")
    for check in row["checks"]:
        assert list(check) == ["question", "outcome", "code", "facts", "as_of", "needs", "says"]
        assert check["says"] != check["code"]
    status = next(check for check in row["checks"] if check["question"] == "status")
    assert status["as_of"] == "2026-11-20T00:00:00Z"


def test_without_the_documents_it_is_unknown_and_says_what_would_help() -> None:
    status, (row,) = rows("verify", str(SAMPLES / "02-programme-60h.json"), "--at", "2026-11-24")
    assert status == 2
    needs = {need for check in row["checks"] for need in check["needs"]}
    assert needs == {"https://shiomizaka.example/.well-known/did.json", "https://shiomizaka.example/status/1"}


def test_an_index_gives_files_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_bytes((SAMPLES / "library" / "status-shiomizaka.json").read_bytes())
    (tmp_path / "did.json").write_bytes((SAMPLES / "library" / "did-shiomizaka.json").read_bytes())
    (tmp_path / "index.json").write_text('{"https://shiomizaka.example/status/1": "list.json"}', encoding="utf-8")
    status, _ = rows("verify", str(SAMPLES / "02-programme-60h.json"), "--library", str(tmp_path), "--at", "2026-11-24")
    assert status == 0
    (tmp_path / "index.json").write_text('{"https://x.example/": "../../etc/passwd"}', encoding="utf-8")
    assert akashi("verify", str(SAMPLES / "02-programme-60h.json"), "--library", str(tmp_path))[0] == 64


@pytest.mark.parametrize("data", [b"", b"{", b"hello", b"[" * 100_000, b"\xff" * 5000, b"{}" + b" " * 9_000_000])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_rubbish_is_unreadable_with_a_sentence_and_no_traceback(data: bytes, lang: str) -> None:
    status, (row,) = rows("verify", "-", "--lang", lang, stdin=data)
    assert status == 3
    assert row["verdict"] == "failed"
    (check,) = row["checks"]
    assert check["question"] == "format"
    assert check["code"].startswith("malformed.")
    assert check["says"] != check["code"]


def test_a_missing_file_does_not_hide_the_others(tmp_path: Path) -> None:
    status, found = rows("verify", str(tmp_path / "none.json"), str(SAMPLES / "06-renewable-energy.json"), *LIBRARY)
    assert status == 3
    assert [row["verdict"] for row in found] == ["failed", "passed"]


def test_of_several_files_the_worst_counts() -> None:
    good, unknown, bad = (
        str(SAMPLES / name) for name in ("06-renewable-energy.json", "02-programme-60h.json", "09-forged.json")
    )
    assert rows("verify", good, bad, "-", *LIBRARY, stdin=b"x")[0] == 1
    assert rows("verify", good, "-", *LIBRARY, stdin=b"x")[0] == 3
    assert rows("verify", unknown, "--at", "2026-11-24")[0] == 2


def test_repeating_measures_the_warm_process() -> None:
    _, (row,) = rows("verify", str(SAMPLES / "06-renewable-energy.json"), *LIBRARY, "--repeat", "5")
    assert row["timing"]["n"] == 5
    assert row["timing"].keys() == {"n", "first_ms", "median_ms", "p95_ms"}


def test_wrong_usage_is_64() -> None:
    for words in (
        (),
        ("verify",),
        ("nonsense",),
        ("verify", "x", "--policy", "kind"),
        ("verify", "x", "--at", "tomorrow"),
    ):
        if words:
            assert akashi(*words)[0] == 64, words


def test_verifying_loads_neither_window_nor_network_nor_vault() -> None:
    program = (
        "import sys; from wallet.__main__ import main; main(sys.argv[1:]);"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'keyring', 'zxingcpp', 'qrcode')"
        " or name in ('wallet.vault', 'wallet.session')), file=sys.stderr)"
    )
    words = ["verify", str(SAMPLES / "06-renewable-energy.json"), *LIBRARY]
    run = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"


def test_inspecting_tells_what_is_stated_where_and_whether_it_is_signed(tmp_path: Path) -> None:
    document = making.signed()
    document["credentialSubject"]["achievement"]["entryRequirement"] = "none"
    path = tmp_path / "badge.json"
    path.write_bytes(making.raw(document))
    status, (row,) = rows("inspect", str(path))
    assert status == 0
    (achievement,) = row["achievements"]
    found = {one["element"]: one for one in achievement["quality"]}
    assert found["title"]["signed"]
    assert not found["prerequisites"]["signed"]
    assert found["prerequisites"]["pointer"] == "/credentialSubject/achievement/entryRequirement"
    for name in ("03-data-science.png", "04-micro-credential.sdjwt", "05-cloud-operations.jwt"):
        assert akashi("inspect", str(SAMPLES / name), "--lang", "ja")[0] == 0


def test_presenting_and_scanning_from_the_command_line(tmp_path: Path) -> None:
    source = str(SAMPLES / "04-micro-credential.sdjwt")
    chosen, moving, again = (str(tmp_path / name) for name in ("chosen.sdjwt", "chosen.gif", "again.sdjwt"))
    listing = rows("disclose", source, "--list")[1]
    assert {row["pointer"] for row in listing if row["sensitive"]} >= {"/family_name", "/assessment_grade"}
    assert akashi("disclose", source, "--reveal", "/expected_study_time", "-o", chosen)[0] == 0
    assert akashi("qr", chosen, "-o", moving)[0] == 0
    assert akashi("scan", moving, "-o", again)[0] == 0
    assert Path(again).read_bytes() == Path(chosen).read_bytes()
    status, (row,) = rows("verify", moving, *LIBRARY)
    assert (status, row["container"]) == (0, "qr")
    assert akashi("disclose", str(SAMPLES / "06-renewable-energy.json"), "--reveal", "/x", "-o", again)[0] == 64
    assert akashi("present", source, "-o", str(tmp_path / "no" / "copy.sdjwt"))[0] == 0


def test_a_presentation_from_the_vault_proves_the_holder_to_the_one_who_asked(tmp_path: Path) -> None:
    from wallet.crypto.seal import FLOOR
    from wallet.library import Library
    from wallet.session import Session
    from wallet.session.samples import add_samples
    from wallet.vault import Vault

    path = tmp_path / "a.vault"
    with Vault.create(path, "walnut ferry quiet lantern", cost=FLOOR) as vault:
        add_samples(Session(vault, Library.bundled(), lambda: making.NOW))
    out = str(tmp_path / "shown.json")
    words = [sys.executable, "-m", "wallet", "present", str(SAMPLES / "03-data-science.png"), "--challenge", "c", "--domain", "d",
             "--vault", str(path), "-o", out, "--at", "2026-11-24"]  # fmt: skip
    import os

    run = subprocess.run(
        words, env={**os.environ, "AKASHI_PASSPHRASE": "walnut ferry quiet lantern"}, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr
    status, (row,) = rows("verify", out, *LIBRARY, "--challenge", "c", "--domain", "d")
    assert (status, row["holder"]) == (0, "passed")
    status, (row,) = rows("verify", out, *LIBRARY, "--challenge", "other", "--domain", "d")
    assert (status, row["holder"]) == (1, "failed")
    assert "holder.replayed" in codes(row, "holder")


def test_the_tour_comes_out_as_it_should(tmp_path: Path) -> None:
    for lang in ("en", "ja"):
        status, found = rows("tour", "--lang", lang, "--to", str(tmp_path / lang))
        assert status == 0
        assert len(found) >= 15
        assert all(row["as_expected"] for row in found)
    assert {path.name for path in (tmp_path / "en").iterdir()} >= {
        "presentation.gif",
        "presentation.json",
        "presentation.sdjwt",
    }
