"""What a command loads: a verification of a usual badge starts with what it needs and nothing else."""

import subprocess
import sys

import pytest

from wallet import RESOURCES

BADGE = RESOURCES / "samples" / "06-renewable-energy.json"
NEVER = {
    "pyld", "PySide6", "keyring", "fluent", "babel", "jsonschema", "pypdf", "zipfile", "sqlite3", "cbor2", "py_arkworks_bls12381",
    "cryptography", "qrcode", "zxingcpp", "defusedxml", "dataclasses", "inspect", "asyncio", "socket", "ssl", "http", "subprocess",
    "multiprocessing", "concurrent", "tempfile", "lxml", "logging", "email", "xml",
}  # fmt: skip
USUAL = {
    "wallet", "wallet.__main__", "wallet.canon", "wallet.canon.contexts", "wallet.canon.jcs", "wallet.canon.jsonld",
    "wallet.canon.literals", "wallet.canon.rdfc", "wallet.cli", "wallet.cli.at_hand", "wallet.cli.batch", "wallet.cli.check",
    "wallet.cli.files", "wallet.cli.rows", "wallet.cli.speaking", "wallet.cli.values", "wallet.cli.world", "wallet.crypto", "wallet.crypto.keys", "wallet.crypto.openssl", "wallet.did",
    "wallet.encoding", "wallet.errors", "wallet.evidence", "wallet.formats", "wallet.formats.baked", "wallet.formats.inside",
    "wallet.formats.jsonld", "wallet.formats.rules", "wallet.holder", "wallet.library", "wallet.model", "wallet.proofs",
    "wallet.proofs.hashed", "wallet.proofs.jose", "wallet.proofs.suite", "wallet.report", "wallet.seams", "wallet.sharing",
    "wallet.sharing.reader", "wallet.trust", "wallet.verify", "wallet.words",
}  # fmt: skip


def loaded(*words: str) -> set[str]:
    """Every module that a command loads, by its full name."""
    code = "import sys; from wallet.__main__ import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "ja")])
def test_a_usual_verification_loads_what_it_needs(options: tuple[str, ...]) -> None:
    found = loaded("verify", str(BADGE), "--at", "2026-11-24", *options)
    assert {name for name in found if name.split(".")[0] == "wallet"} == USUAL
    assert not {name.split(".")[0] for name in found} & NEVER
