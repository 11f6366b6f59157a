"""``akashi tour``: the main job in one go on the bundled samples, offline, in a vault made for it."""

from __future__ import annotations

import argparse
import json
import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from wallet import words
from wallet.cli.share import write
from wallet.cli.values import filled
from wallet.cli.world import Exit, World
from wallet.formats import read, sdjwt
from wallet.library import Library
from wallet.model import Audience
from wallet.report import Outcome, Question, Report
from wallet.session import Session
from wallet.session.samples import add_samples, documents, holder, manifest
from wallet.sharing import present, qr
from wallet.sharing.reader import read_any
from wallet.vault import Vault
from wallet.verify import verify_found

MOMENT: Final = datetime(2026, 11, 24, tzinfo=UTC)
"""The samples have dates; the tour takes place on a day when they are as they should be."""
CHOSEN: Final = ("/learning_outcomes/0", "/learning_outcomes/1", "/expected_study_time")
AUDIENCE: Final = Audience("a-fresh-question", "fair.example")


def add_parsers(commands: Any) -> None:
    """Add the command of this module."""
    tour = commands.add_parser("tour", help="help.tour")
    tour.add_argument("--to", type=filled, metavar="DIR", help="help.tour_to")
    tour.set_defaults(handler=run_tour)


@dataclass(slots=True)
class _Tour:
    """What was expected and whether it came so."""

    world: World
    folder: Path
    good: bool = True
    steps: int = 0

    def step(self, code: str, came: bool, **facts: object) -> None:
        """Say one step, and remember if it did not come out as it should."""
        self.steps += 1
        self.good = self.good and came
        mark = "✓" if came else "✕"
        self.world.tell(f"{mark} {self.steps:2d}. {self.world.say(code, **facts)}")
        self.world.emit({"step": self.steps, "code": code, "as_expected": came, "facts": facts})


def run_tour(args: argparse.Namespace, world: World) -> int:
    """Add, verify, disclose, present, draw, read back, verify. 0 only if every step came out as it should."""
    if args.to:
        folder = Path(args.to)
        write(folder / "README.txt", (world.say("tour.readme") + "\n").encode())
        return _walk(_Tour(world, folder))
    with tempfile.TemporaryDirectory() as place:
        return _walk(_Tour(world, Path(place)))


def _walk(tour: _Tour) -> int:
    with tempfile.TemporaryDirectory() as place:
        vault = Vault.create(Path(place) / "tour.vault", secrets.token_urlsafe(24))
        try:
            session = Session(vault, Library.bundled(), lambda: MOMENT)
            _keep(tour, session)
            _show(tour, session)
        finally:
            vault.close()
    tour.world.tell(tour.world.say("tour.end_good" if tour.good else "tour.end_bad"))
    return Exit.PASSED if tour.good else Exit.FAILED


def _keep(tour: _Tour, session: Session) -> None:
    """Add every sample and say what each is worth, and why."""
    rows = manifest()["credentials"]
    count = add_samples(session, tour.world.tick)
    tour.step("tour.added", count == len(rows), count=count)
    by_name = {item.name: item for item in session.items()}
    for row in rows:
        item = by_name[row["file"]]
        verdict = item.report.verdict().value
        tour.step(
            "tour.verified",
            verdict == row["verdict"],
            title=item.credential.titles[0],
            verdict=tour.world.say(f"verdict.{verdict}"),
            why=why(item.report, tour.world.lang),
        )
    assert session.vault is not None
    raw = b"".join(path.read_bytes() for path in sorted(session.vault.path.parent.iterdir()))
    hidden = all(item.credential.titles[0].encode() not in raw for item in by_name.values())
    tour.step("tour.sealed", hidden, bytes=len(raw))


def why(report: Report, lang: str) -> str:
    """The sentence that decides."""
    for wanted in (Outcome.FAILED, Outcome.UNKNOWN):
        for question in (
            Question.FORMAT,
            Question.PROOF,
            Question.BINDING,
            Question.COVERAGE,
            Question.VALIDITY,
            Question.STATUS,
        ):
            check = report.answer(question)
            if check is not None and check.outcome is wanted:
                return words.say(check.code, check.facts, lang)
    proof = report.answer(Question.PROOF)
    assert proof is not None
    return words.say(proof.code, proof.facts, lang)


def _show(tour: _Tour, session: Session) -> None:
    """Disclose a few claims, prove the holder, put it in a QR code, read it back, verify as a stranger."""
    item = next(one for one in session.items() if one.credential.disclosures)
    chosen = sdjwt.disclose(item.credential.raw, CHOSEN)
    credential = read(chosen).credentials[0]
    kept_back = {one.pointer for one in item.credential.disclosures} - set(CHOSEN)
    silent = (
        not any(one.pointer in kept_back for one in credential.disclosures) and "family_name" not in credential.claims
    )
    tour.step(
        "tour.disclosed",
        silent and len(credential.disclosures) == len(CHOSEN),
        shown=len(CHOSEN),
        hidden=len(kept_back),
    )

    shown = present.present([item.credential], holder(), AUDIENCE, MOMENT, session.library, reveal=CHOSEN)
    write(tour.folder / "presentation.sdjwt", shown)
    tour.step("tour.presented", b"~" in shown, challenge=AUDIENCE.challenge, bytes=len(shown))

    codes = qr.pack(shown)
    moving = qr.write_gif(codes)
    write(tour.folder / "presentation.gif", moving)
    write(tour.folder / "presentation.png", qr.write_sheet(codes))
    again = qr.unpack(reversed(qr.scan(moving)))
    tour.step("tour.scanned", again == shown, parts=len(codes.parts))

    # The verifier has its own library, the documents it keeps, and nothing of the learner's.
    library = Library.bundled().plus(documents())
    report = verify_found(read_any(again), library, MOMENT, AUDIENCE)[0]
    person = report.answer(Question.HOLDER)
    proven = person is not None and person.outcome is Outcome.PASSED
    tour.step(
        "tour.checked",
        report.verdict() is Outcome.PASSED and proven,
        verdict=tour.world.say(f"verdict.{report.verdict().value}"),
    )

    replay = verify_found(read_any(again), library, MOMENT, Audience("another-question", AUDIENCE.domain))[0]
    tour.step("tour.replayed", replay.verdict() is Outcome.FAILED)

    badge = next(one for one in session.items() if one.credential.container == "png")
    vp = present.present([badge.credential], holder(), AUDIENCE, MOMENT, session.library)
    write(tour.folder / "presentation.json", json.dumps(json.loads(vp), ensure_ascii=False, indent=2).encode())
    seen = verify_found(read_any(vp), library, MOMENT, AUDIENCE)[0]
    person = seen.answer(Question.HOLDER)
    whole = seen.verdict() is Outcome.PASSED and person is not None and person.code == "holder.proven"
    tour.step("tour.whole", whole, title=badge.credential.titles[0])
