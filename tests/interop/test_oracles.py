"""Independent implementations and Akashi on fresh credentials, in both directions.

    AKASHI_ORACLES=FOLDER AKASHI_INTEROP=20 make interop

FOLDER holds ``issue.mjs`` and ``verify.mjs``: other people's suites behind one command each. Without it the
tests are skipped. AKASHI_INTEROP is how many credentials are made for each suite (3 if unset).
"""

import json
import os
import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests import making
from tests.test_formats import token
from tests.test_holder import ASKED
from tests.test_sdjwt import HIDDEN, issued
from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import dump_json
from wallet.errors import WalletError
from wallet.formats import sdjwt
from wallet.report import Outcome
from wallet.sharing import present
from wallet.verify import verify_found

COUNT = int(os.environ.get("AKASHI_INTEROP", "3"))
SUITES = {
    "eddsa-rdfc-2022": "Ed25519",
    "eddsa-jcs-2022": "Ed25519",
    "Ed25519Signature2020": "Ed25519",
    "ecdsa-rdfc-2019": "P-256",
    "ecdsa-rdfc-2019:P-384": "P-384",
    "ecdsa-jcs-2019": "P-256",
    "ecdsa-jcs-2019:P-384": "P-384",
    "ecdsa-sd-2023": "P-256",
    "bbs-2023": "BLS12-381-G2",
}
SELECTIVE = ("ecdsa-sd-2023", "bbs-2023")
MANDATORY = ("/issuer", "/validFrom")
CHOSEN = ("/credentialSubject/achievement/name", "/credentialSubject/achievement/alignment/0")
WORDS = (
    "データサイエンス",
    "renewable energy",
    "ヒアリング",
    "Zoë's “café”",
    "統計 & 確率",
    "naïve Bayes",
    "北総",
    "🙂 practice",
)


@pytest.fixture(scope="module")
def oracles() -> Path:
    folder = os.environ.get("AKASHI_ORACLES", "")
    if not folder:
        pytest.skip("AKASHI_ORACLES names no folder")
    return Path(folder)


def varied(suite: str, number: int) -> dict[str, Any]:
    """A badge unlike the others: Japanese, several alignments and results, numbers, profiles within profiles."""
    chance = random.Random(f"{suite} {number}")

    def word() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))

    document = making.badge(name=word(), id=f"urn:uuid:{chance.randrange(16**12):012x}-{number}")
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    achievement |= {
        "name": word(),
        "description": word(),
        "criteria": {"narrative": word()},
        "tag": [word(), str(number)],
    }
    achievement["alignment"] = [
        {"type": ["Alignment"], "targetName": word(), "targetUrl": f"https://skills.example/{chance.randrange(10**6)}"}
        for _ in range(chance.randint(1, 4))
    ]
    if chance.random() < 0.5:
        achievement["creditsAvailable"] = chance.choice([1, 2.5, 0.1, 30, 1e2])
    if chance.random() < 0.5:
        achievement["creator"] = {"id": "https://creator.example/", "type": ["Profile"], "name": word()}
    if chance.random() < 0.5:
        subject["result"] = [{"type": ["Result"], "value": str(chance.randint(60, 100))}]
    if chance.random() < 0.3:
        document["validUntil"] = "2036-01-01T00:00:00Z"
    document["validFrom"] = "2026-01-01T00:00:00Z"
    if suite == "Ed25519Signature2020":
        document["@context"] = [*document["@context"], making.ED2020]
    return document


def changed(document: dict[str, Any]) -> dict[str, Any]:
    """One character of what was learned."""
    found: dict[str, Any] = json.loads(json.dumps(document))
    achievement = found["credentialSubject"]["achievement"]
    achievement["name"] = ("い" if achievement["name"][0] != "い" else "う") + achievement["name"][1:]
    return found


class Others:
    """The two commands of the other implementations."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.place, self.made = folder, place, 0

    def _run(self, command: str, content: bytes, *options: str) -> str:
        self.made += 1
        path = self.place / f"{os.getpid()}-{self.made}-{random.randrange(10**9)}.json"
        path.write_bytes(content)
        line = ["node", str(self.folder / command), str(path), *options]
        return subprocess.run(line, capture_output=True, text=True, check=False, timeout=120).stdout

    def issue(self, document: dict[str, Any], suite: str) -> dict[str, Any]:
        options = ("--mandatory", ",".join(MANDATORY)) if suite in SELECTIVE else ()
        found: dict[str, Any] = json.loads(self._run("issue.mjs", dump_json(document), "--suite", suite, *options))
        return found

    def derive(self, base: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._run("issue.mjs", dump_json(base), "--derive", ",".join(CHOSEN)))
        return found

    def accept(self, content: bytes, *options: str) -> bool:
        try:
            return bool(json.loads(self._run("verify.mjs", content, *options))["verified"])
        except (ValueError, KeyError):
            return False


def holds(content: bytes, asked: Any = None) -> bool:
    """Does everything but the holder's question pass here?"""
    try:
        reports = verify_found(formats.read(content), making.library(), making.NOW, asked)
    except WalletError:
        return False
    return bool(reports) and all(report.verdict() is Outcome.PASSED for report in reports)


def derive_here(base: dict[str, Any]) -> dict[str, Any]:
    credential = formats.read(making.raw(base)).credentials[0]
    found: dict[str, Any] = json.loads(present.disclose(credential, CHOSEN, making.library(), making.NOW))
    return found


def ours(document: dict[str, Any], suite: str, number: int) -> dict[str, Any]:
    kind = SUITES[suite]
    key = PrivateKey.from_seed(number.to_bytes(48 if kind == "P-384" else 32), kind)
    issuer = {**document["issuer"], "id": key.did}
    mandatory = MANDATORY if suite in SELECTIVE else ()
    return making.signed({**document, "issuer": issuer}, key, suite_name=suite.partition(":")[0], mandatory=mandatory)


def both_ways(others: Others, suite: str, number: int) -> list[str]:
    """What went wrong with one fresh credential; nothing if all agree."""
    document, wrong = varied(suite, number), []
    theirs, mine = others.issue(document, suite), ours(document, suite, number + 1)
    shown = [("their base, their part", theirs), ("our base, our part", mine)]
    if suite in SELECTIVE:
        shown = [
            ("their base, their part", others.derive(theirs)),
            ("their base, our part", derive_here(theirs)),
            ("our base, their part", others.derive(mine)),
            ("our base, our part", derive_here(mine)),
        ]
    for name, credential in shown:
        if not holds(making.raw(credential)):
            wrong.append(f"{name}: refused here")
        if not others.accept(making.raw(credential)):
            wrong.append(f"{name}: refused there")
    for name, credential in (shown[0], shown[-1]):
        if holds(making.raw(changed(credential))):
            wrong.append(f"{name}, changed: accepted here")
        if others.accept(making.raw(changed(credential))):
            wrong.append(f"{name}, changed: accepted there")
    return [f"{suite} {number}: {each}" for each in wrong]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("suite", SUITES)
def test_what_either_signs_both_verify_and_a_change_neither(oracles: Path, tmp_path: Path, suite: str) -> None:
    others = Others(oracles, tmp_path)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda number: both_ways(others, suite, number), range(COUNT)))
    wrong = [each for one in found for each in one]
    print(f"\n{suite}: {COUNT} fresh credentials each way, {len(wrong)} disagreements")
    assert wrong == []


@pytest.mark.timeout(3600)
def test_our_tokens_and_presentations_are_accepted_and_changed_ones_are_not(oracles: Path, tmp_path: Path) -> None:
    others, wrong = Others(oracles, tmp_path), []
    asked = ("--challenge", ASKED.challenge, "--domain", ASKED.domain)
    bound = ("--nonce", ASKED.challenge, "--aud", ASKED.domain)

    def one(number: int) -> list[str]:
        document = varied("token", number)
        badge = formats.read(making.raw(making.signed(document))).credentials[0]
        shown = present.present([badge], making.HOLDER, ASKED, making.NOW, making.library())
        chosen = sdjwt.disclose(issued(), HIDDEN[: 1 + number % 4])
        answer = sdjwt.bind(chosen, making.HOLDER, ASKED, making.NOW)
        rows: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
            ("vc+jwt", token(document, typ="vc+jwt"), ()),
            ("SD-JWT with key binding", answer, (*bound, "--at", "2026-11-24T09:00:00Z")),
            ("presentation", shown, asked),
        )
        bad = []
        for name, content, options in rows:
            if not others.accept(content, *options):
                bad.append(f"{name} {number}: refused there")
            middle = len(content) // 2
            mutant = content[:middle] + (b"A" if content[middle : middle + 1] != b"A" else b"B") + content[middle + 1 :]
            if others.accept(mutant, *options):
                bad.append(f"{name} {number}, changed: accepted there")
            if holds(mutant, ASKED if options else None):
                bad.append(f"{name} {number}, changed: accepted here")
        return bad

    with ThreadPoolExecutor(2) as pool:
        wrong = [each for found in pool.map(one, range(COUNT)) for each in found]
    print(f"\ntokens and presentations: {COUNT} of each, {len(wrong)} disagreements")
    assert wrong == []
