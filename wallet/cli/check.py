"""``akashi verify``: what a file is worth, and why.

The keys, codes and exit statuses are a contract (see the README); words for people come from
``words``, in the language asked for.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.encoding import load_json, write_time
from wallet.errors import Malformed, Refused, Unsupported, WalletError
from wallet.formats.rules import OLD_BADGES
from wallet.library import Context, Document, Library, documents_from
from wallet.model import Audience, Credential, Found
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.sharing.reader import Part, read_parts

if TYPE_CHECKING:
    from wallet.cli.world import World

MAX_LIBRARY_FILES = 20_000


def add_parsers(commands: Any) -> None:
    """Add the commands of this module."""
    verify = commands.add_parser("verify", help="check credentials offline")
    verify.add_argument("files", nargs="+", metavar="FILE")
    verify.add_argument("--library", action="append", default=[], metavar="DIR", help="documents at hand")
    verify.add_argument("--policy", choices=[policy.value for policy in Policy], default=Policy.GENUINE.value)
    verify.add_argument("--challenge")
    verify.add_argument("--domain", default="")
    verify.add_argument("--nonce")
    verify.add_argument("--audience", default="")
    verify.add_argument("--recipient", default="", metavar="TEXT", help="an e-mail address or identity it must name")
    verify.add_argument("--repeat", type=int, default=1, metavar="N")
    verify.set_defaults(handler=run_verify)


def run_verify(args: argparse.Namespace, world: World) -> int:
    """Verify each file; the worst outcome is the exit status."""
    library = library_with(args.library)
    audience = _audience(args)
    policy = Policy(args.policy)
    at = world.clock()
    worst = []
    for name in args.files:
        try:
            raw = world.read(name)
        except WalletError as error:
            rows = [unread(name, error)]
        else:
            rows = verify_file(
                raw, name, library, at, audience, policy, max(1, args.repeat), world.lang, args.recipient
            )
        for row in rows:
            say_checks(row, world)
            world.emit(row)
            if not world.json:
                print_row(row, world)
            worst.append(status_of(row))
    return exit_status(worst)


def _audience(args: argparse.Namespace) -> Audience | None:
    """``--challenge/--domain`` for presentations, ``--nonce/--audience`` for SD-JWT: one question, two dialects."""
    challenge = args.challenge or args.nonce
    if challenge is None:
        return None
    return Audience(challenge, args.domain or args.audience)


def exit_status(worst: Iterable[int]) -> int:
    """The worst of several: 1 before 3 before 2 before 0."""
    found = set(worst)
    return next((status for status in (1, 3, 2, 0) if status in found), 0)


def status_of(row: dict[str, Any]) -> int:
    if "digest" not in row:
        return 2 if row["verdict"] == Outcome.UNKNOWN.value else 3
    return {"passed": 0, "failed": 1, "unknown": 2}[row["verdict"]]


def library_with(folders: Sequence[str]) -> Library:
    """The bundled Library and every document below the folders.

    A file is found by the address it states; ``index.json`` ({address: path}) gives the addresses
    of files known to come from there, contexts among them. A path out of the folder is refused.
    """
    library = Library.bundled()
    if not folders:
        return library
    from wallet.seals import list_from

    for folder in folders:
        root = Path(folder)
        if not root.is_dir():
            raise Refused("library.no_folder", path=folder)
        index = _index(root)
        documents: list[Document] = []
        contexts: list[Context] = []
        for path in _files(root):
            raw = path.read_bytes()
            documents += (*documents_from(raw), *list_from(raw))
            for url in index.get(path, ()):
                if _is_context(raw):
                    contexts.append(Context(url, raw=raw))
                documents += documents_from(raw, url=url) or (Document(url, raw, None, True),)
        library = library.plus(documents).with_contexts(contexts)
    return library


def _files(root: Path) -> Iterator[Path]:
    from wallet.library import MAX_DOCUMENT

    for count, path in enumerate(sorted(root.rglob("*"))):
        if count >= MAX_LIBRARY_FILES:
            raise Refused("library.too_many", limit=MAX_LIBRARY_FILES)
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_DOCUMENT:
            yield path


def _index(root: Path) -> dict[Path, list[str]]:
    path = root / "index.json"
    if not path.is_file():
        return {}
    rows = load_json(path.read_bytes())
    if not isinstance(rows, dict):
        raise Malformed("library.index", path=str(path))
    found: dict[Path, list[str]] = {}
    for url, name in rows.items():
        target = (root / str(name)).resolve()
        if not target.is_relative_to(root.resolve()):
            raise Refused("library.outside", path=str(name))
        found.setdefault(root / target.relative_to(root.resolve()), []).append(url)
    return found


def _is_context(raw: bytes) -> bool:
    """A JSON-LD context document: an ``@context``, and no data beside it."""
    try:
        value = load_json(raw)
    except Malformed:
        return False
    return isinstance(value, dict) and "@context" in value and not {"id", "type", "@id", "@type"} & value.keys()


def verify_file(
    raw: bytes,
    name: str,
    library: Library,
    at: datetime,
    audience: Audience | None = None,
    policy: Policy = Policy.GENUINE,
    repeat: int = 1,
    lang: str = "en",
    recipient: str = "",
) -> list[dict[str, Any]]:
    """The rows of one file: one for each credential, or one that says why there is none."""
    from wallet.verify import verify_found

    times: list[float] = []
    try:
        for _ in range(repeat):
            started = time.perf_counter()
            parts = read_parts(raw)
            judged = [
                verify_found(part.found, library, at, audience, typed=recipient) if part.found else () for part in parts
            ]
            times.append((time.perf_counter() - started) * 1000)
    except WalletError as error:
        return [unread(name, error)]
    rows: list[dict[str, Any]] = []
    for part, reports in zip(parts, judged, strict=True):
        rows += _part_rows(name, part, reports, len(rows), library, at, audience, policy, lang)
    if repeat > 1:
        ordered = sorted(times)
        rows[0]["timing"] = {
            "n": repeat,
            "first_ms": round(times[0], 3),
            "median_ms": round(ordered[len(ordered) // 2], 3),
            "p95_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 3),
        }
    return rows


def _part_rows(
    name: str,
    part: Part,
    reports: tuple[Report, ...],
    first: int,
    library: Library,
    at: datetime,
    audience: Audience | None,
    policy: Policy,
    lang: str,
) -> list[dict[str, Any]]:
    """The rows of a file, or of one file in an archive, which is named as ``entry``; they are numbered from ``first``."""
    entry = {"entry": part.name} if part.name else {}
    if part.found is None:
        assert part.error is not None
        return [{**unread(name, part.error, first), **entry}]
    found = part.found
    rows = [
        _row(name, first + index, _named(credential, library, lang), report, policy)
        for index, (credential, report) in enumerate(zip(found.credentials, reports, strict=True))
    ]
    rows += [unread(name, Malformed(code, **facts), first + index) for index, code, facts in found.failed]
    for outer, credential in enumerate(found.credentials, first):
        rows += _contained(name, outer, first + len(rows), credential, library, at, policy)
    if not rows:
        rows = [{**_presentation_row(name, found, library, at, audience, policy), "index": first}]
    return [{**row, **entry} for row in rows]


def _named(credential: Credential, library: Library, lang: str) -> Credential:
    """The credential with the names that other documents at hand give it."""
    if credential.format in OLD_BADGES:
        from wallet.assertion import complete

        return complete(credential, library)
    if credential.format == "dc+sd-jwt":
        from wallet.vocab.typemeta import titled

        return titled(credential, library, lang)
    return credential


def _contained(
    name: str, outer: int, first: int, credential: Credential, library: Library, at: datetime, policy: Policy
) -> Iterator[dict[str, Any]]:
    """The rows of what a learning record holds; ``within`` is the row of the record."""
    from wallet.verify import verify_contained

    for index, (held, result) in enumerate(verify_contained(credential, library, at), first):
        if held is None or not isinstance(result, Report):
            assert isinstance(result, WalletError)
            yield {**unread(name, result, index), "within": outer}
        else:
            yield {**_row(name, index, held, result, policy), "within": outer}


def _presentation_row(
    name: str, found: Found, library: Library, at: datetime, audience: Audience | None, policy: Policy
) -> dict[str, Any]:
    """A presentation without credentials: its own form, and its holder's proof."""
    import hashlib

    from wallet.verify import verify_presentation

    assert found.presentation is not None
    shown = found.presentation
    report = verify_presentation(shown, library, at, audience)
    digest = hashlib.sha256(shown.raw).hexdigest()
    row = _answers(report, policy)
    return {
        "file": name,
        "index": 0,
        "format": shown.format,
        "container": found.container,
        "suites": [proof.suite for proof in shown.proofs],
        "digest": f"sha256:{digest}",
        **row,
        "issuer": None,
        "subject": {"id": shown.holder},
        "titles": [],
        "checks": [_check(check) for check in report.checks],
    }


def _row(name: str, index: int, credential: Credential, report: Report, policy: Policy) -> dict[str, Any]:
    return {
        "file": name,
        "index": index,
        "format": credential.format,
        "container": credential.container,
        "suites": list(credential.suites),
        "digest": f"sha256:{credential.digest}",
        **_answers(report, policy),
        "issuer": {"id": credential.issuer.id, "name": credential.issuer.name},
        "subject": {"id": credential.subject},
        "titles": list(credential.titles),
        "checks": [_check(check) for check in report.checks],
    }


def _answers(report: Report, policy: Policy) -> dict[str, str]:
    holder = report.answer(Question.HOLDER)
    return {
        "verdict": report.verdict(policy).value,
        "holder": holder.outcome.value if holder is not None else Outcome.ABSENT.value,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "question": check.question.value,
        "outcome": check.outcome.value,
        "code": check.code,
        "facts": {name: plain(value) for name, value in check.facts.items()},
        "as_of": write_time(check.as_of) if check.as_of else None,
        "needs": [need.url for need in check.needs],
    }


def plain(value: Any) -> Any:
    """A fact as JSON: moments as text, the rest as it is."""
    return write_time(value) if isinstance(value, datetime) else value


def unread(name: str, error: WalletError, index: int | None = None) -> dict[str, Any]:
    outcome = Outcome.UNKNOWN if isinstance(error, Unsupported) else Outcome.FAILED
    facts = {key: plain(value) for key, value in error.facts.items()}
    check: dict[str, Any] = {"question": "format", "outcome": outcome.value, "code": error.code, "facts": facts}
    check |= {"as_of": None, "needs": []}
    place = {} if index is None else {"index": index}
    return {"file": name, **place, "verdict": outcome.value, "checks": [check]}


def say_checks(row: dict[str, Any], world: World) -> None:
    from wallet import words

    for check in row["checks"]:
        check["says"] = words.say(check["code"], check["facts"], world.lang)


_MARKS = {"passed": "✓", "failed": "✕", "unknown": "?", "absent": "–"}


def print_row(row: dict[str, Any], world: World) -> None:
    """One credential for people: a headline, then one line for each answer."""
    from wallet import words

    verdict = words.say(f"verdict.{row['verdict']}", {}, world.lang)
    place = f"{row['file']} › {row['entry']}" if "entry" in row else row["file"]
    title = " / ".join(row.get("titles") or []) or place
    issuer = row.get("issuer") or {}
    by = f" — {issuer.get('name') or issuer.get('id')}" if issuer.get("id") else ""
    print(f"{_MARKS[row['verdict']]} {verdict}: {words.clean(title)}{words.clean(by)}", file=world.stdout)
    for check in row["checks"]:
        print(f"    {_MARKS[check['outcome']]} {check['says']}", file=world.stdout)
        if check["needs"]:
            print(f"      → {world.say('ui-check-needs', url=words.clean(check['needs'][0]))}", file=world.stdout)
