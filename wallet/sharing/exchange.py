"""Request and response without a network: by QR code or file, each answer bound to one question.

docs/qr-exchange.md. Only the envelope is ours: inside are a query (``dcql``), presentations with a holder's
proof, and SD-JWTs with key binding, as OpenID for Verifiable Presentations 1.0 has them (section 8.1), with
the challenge as nonce and the domain as audience. A verifier's name is what it says of itself.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from wallet import formats
from wallet.crypto.keys import PrivateKey
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json, parse_time, write_time
from wallet.errors import Malformed, Refused, WalletError
from wallet.library import Library
from wallet.model import Audience, Credential, Json
from wallet.report import Outcome, Question, Report
from wallet.sharing import dcql, present
from wallet.verify import verify_found

REQUEST: Final = "qr-exchange/1"
REPLY: Final = "qr-exchange-reply/1"
LONGEST: Final = timedelta(minutes=10)
EARLY: Final = timedelta(minutes=2)
"""For clocks that differ."""
MAX_REQUEST: Final = 64 * 1024
MAX_REPLY: Final = 1024 * 1024
MANY: Final = 8
"""Claims that a verifier may require without being thought curious."""
_MAX_TEXT: Final = 1000
_CHALLENGE_BYTES: Final = 16


class Ask(NamedTuple):
    """A verifier's request. ``purpose`` is a text by language ("ja", "en"); ``name`` and ``contact`` are unproven."""

    id: str
    name: str
    contact: str
    purpose: Mapping[str, str]
    issued: datetime
    expires: datetime
    audience: Audience
    query: dcql.Query


class Part(NamedTuple):
    """What somebody decided to show for one of the queries: a credential, and the claims at these pointers."""

    match: dcql.Match
    pointers: tuple[str, ...]


class Answer(NamedTuple):
    """One presentation of a reply: which query it is for, its reports, and the required claims that are not in it."""

    wanted: dcql.Wanted
    reports: tuple[Report, ...]
    credentials: tuple[Credential, ...]
    missing: tuple[str, ...]


def ask(
    query: dcql.Query, at: datetime, random: Callable[[int], bytes], *, name: str = "", contact: str = "",
    purpose: Mapping[str, str] | None = None, valid: timedelta = LONGEST,
) -> Ask:  # fmt: skip
    """A new request. ``random`` gives so many bytes that nobody can foresee; ``valid`` is at most ``LONGEST``."""
    if not timedelta(0) < valid <= LONGEST:
        raise Refused("exchange.too_long", minutes=int(LONGEST.total_seconds() // 60))
    challenge, booth = b64url_encode(random(_CHALLENGE_BYTES)), b64url_encode(random(6))
    audience = Audience(challenge, f"qr:{booth}")
    name, contact = name[:_MAX_TEXT], contact[:_MAX_TEXT]
    moment = at.replace(microsecond=0)
    return Ask(str(uuid.UUID(bytes=random(16), version=4)), name, contact, dict(purpose or {}), moment, moment + valid, audience, query)  # fmt: skip


def write_ask(one: Ask) -> bytes:
    """The request as it is shown."""
    verifier = {name: text for name, text in (("name", one.name), ("contact", one.contact)) if text}
    return dump_json(
        {
            "type": REQUEST, "id": one.id, "verifier": verifier, "purpose": dict(one.purpose),
            "issued": write_time(one.issued), "expires": write_time(one.expires),
            "challenge": one.audience.challenge, "domain": one.audience.domain, "dcql_query": dcql.write_query(one.query),
        }
    )  # fmt: skip


def is_ask(raw: bytes) -> bool:
    """Does this say that it is a request?"""
    return _type_of(raw) == REQUEST


def is_reply(raw: bytes) -> bool:
    """Does this say that it is an answer?"""
    return _type_of(raw) == REPLY


def read_ask(raw: bytes) -> Ask:
    """The request in a code or file; raises ``Malformed`` ("exchange.request", "exchange.query")."""
    stated = load_json(raw, MAX_REQUEST)
    if not isinstance(stated, dict) or stated.get("type") != REQUEST:
        raise _bad("type")
    verifier, purpose = stated.get("verifier", {}), stated.get("purpose", {})
    if not isinstance(verifier, dict):
        raise _bad("verifier")
    if isinstance(purpose, str):
        purpose = {"en": purpose, "ja": purpose}
    if not isinstance(purpose, dict) or not all(map(_is_text, purpose.values())) or len(purpose) > 10:
        raise _bad("purpose")
    names = {name: stated.get(name) for name in ("id", "challenge", "domain")}
    for member, text in names.items():
        if not isinstance(text, str) or not 0 < len(text) <= 200:
            raise _bad(member)
    try:
        enough = len(b64url_decode(str(names["challenge"]))) >= _CHALLENGE_BYTES
    except Malformed:
        enough = False
    if not enough:
        raise _bad("challenge")
    name, contact = verifier.get("name", ""), verifier.get("contact", "")
    if not _is_text(name) or not _is_text(contact):
        raise _bad("verifier")
    issued, expires = (_moment(stated, name) for name in ("issued", "expires"))
    if not timedelta(0) < expires - issued <= LONGEST:
        raise _bad("expires")
    audience = Audience(str(names["challenge"]), str(names["domain"]))
    query = dcql.read_query(stated.get("dcql_query"))
    return Ask(str(names["id"]), name, contact, purpose, issued, expires, audience, query)


def check_time(one: Ask, at: datetime) -> None:
    """Raise ``Refused`` ("exchange.expired", "exchange.not_yet") unless the request may be answered now."""
    if at >= one.expires:
        raise Refused("exchange.expired", until=one.expires)
    if at < one.issued - EARLY:
        raise Refused("exchange.not_yet", **{"from": one.issued})


def reply(
    one: Ask, parts: Sequence[Part], key_for: Callable[[Credential], PrivateKey], library: Library, at: datetime
) -> bytes:
    """The answer: for each part a presentation with only the claims chosen, bound to the request.

    ``key_for`` gives the holder's key for a credential. Refuses (``Refused``) an answer too late, a choice that
    is not enough, and one that leaves a required query open.
    """
    check_time(one, at)
    if not dcql.answered(one.query, (part.match.wanted.id for part in parts)):
        raise Refused("exchange.not_enough")
    found: dict[str, list[Any]] = {}
    for part in parts:
        if not part.match.is_enough(part.pointers):
            raise Refused("exchange.not_enough")
        credential = part.match.credential
        reveal = dcql.revealing(credential, part.pointers)
        key = key_for(credential) if part.match.wanted.proof else None
        audience = one.audience if key is not None else None
        form = "vp-jwt" if key is not None and part.match.wanted.format == "jwt_vc_json" else "auto"
        made = present.present([credential], key, audience, at, library, reveal=reveal, form=form, until=one.expires)
        shown = load_json(made) if made[:1] == b"{" else made.decode("ascii")
        found.setdefault(part.match.wanted.id, []).append(shown)
    return dump_json({"type": REPLY, "id": one.id, "vp_token": found})


def over_asking(match: dcql.Match) -> tuple[tuple[str, Json], ...]:
    """Reasons to think twice, as codes and facts: sensitive claims among those required, a great many, or more shown
    than is asked for because the credential cannot be divided."""
    found: list[tuple[str, Json]] = []
    whole = not present.can_choose(match.credential)
    sensitive = [one for one in match.required if present.tells(match.credential, one)]
    if sensitive:
        found.append(("exchange.asks_sensitive", {"claims": sensitive}))
    if len(match.required) > MANY:
        found.append(("exchange.asks_much", {"count": len(match.required)}))
    if whole:
        found.append(("exchange.shows_whole", {}))
    return tuple(found)


class Desk:
    """A verifier's open requests, in memory only: each is answered once, in time."""

    def __init__(self) -> None:
        self._open: dict[str, Ask] = {}
        self._used: dict[str, datetime] = {}

    def opened(self, one: Ask) -> None:
        """A request that was made here waits for its answer."""
        self._open[one.id] = one

    @property
    def waiting(self) -> tuple[Ask, ...]:
        """The requests that are not answered yet."""
        return tuple(self._open.values())

    def spent(self, one: Ask) -> None:
        """A request that was answered before, as somebody remembers."""
        self._used[one.id] = one.expires

    def take(self, raw: bytes, library: Library, at: datetime) -> tuple[Ask, tuple[Answer, ...]]:
        """What an answer proves. Raises ``Refused``: "exchange.replayed", "exchange.unknown", "exchange.expired".

        A request whose answer cannot be read or does not hold stays open: a stranger cannot use it up.
        """
        name, tokens = read_reply(raw)
        self._used = {one: until for one, until in self._used.items() if until > at - timedelta(days=1)}
        if name in self._used:
            raise Refused("exchange.replayed")
        one = self._open.get(name)
        if one is None:
            raise Refused("exchange.unknown")
        if at >= one.expires:
            del self._open[name]
            raise Refused("exchange.expired", until=one.expires)
        answers = judge(one, tokens, library, at)
        if all(report.verdict() is not Outcome.FAILED for answer in answers for report in answer.reports):
            del self._open[name]
            self._used[name] = one.expires
        return one, answers


def read_reply(raw: bytes) -> tuple[str, Mapping[str, Sequence[Any]]]:
    """The request's id and the presentations by query; raises ``Malformed`` ("exchange.reply")."""
    stated = load_json(raw, MAX_REPLY)
    if not isinstance(stated, dict) or stated.get("type") != REPLY or not isinstance(stated.get("id"), str):
        raise Malformed("exchange.reply", member="type")
    tokens = stated.get("vp_token")
    if not isinstance(tokens, dict) or not 0 < len(tokens) <= dcql.MAX_QUERIES:
        raise Malformed("exchange.reply", member="vp_token")
    for shown in tokens.values():
        if not isinstance(shown, list) or not 0 < len(shown) <= dcql.MAX_QUERIES or not all(isinstance(item, dict | str) for item in shown):  # fmt: skip
            raise Malformed("exchange.reply", member="vp_token")
    return stated["id"], tokens


def judge(one: Ask, tokens: Mapping[str, Sequence[Any]], library: Library, at: datetime) -> tuple[Answer, ...]:
    """Verify each presentation against the request, and look for what was asked.

    Raises ``Malformed`` where one cannot be read or is for no query, ``Refused`` ("exchange.not_enough") where a
    query that must be answered is not.
    """
    queries = {wanted.id: wanted for wanted in one.query.wanted}
    if not queries.keys() >= tokens.keys():
        raise Malformed("exchange.reply", member="vp_token")
    answers = []
    for name, shown in tokens.items():
        for item in shown:
            found = formats.read(item.encode("utf-8") if isinstance(item, str) else dump_json(item))
            reports = verify_found(found, library, at, one.audience if queries[name].proof else None)
            missing = _missing(queries[name], found.credentials)
            answers.append(Answer(queries[name], reports, found.credentials, missing))
    if not dcql.answered(one.query, (answer.wanted.id for answer in answers if not answer.missing)):
        raise Refused("exchange.not_enough")
    return tuple(answers)


def _missing(wanted: dcql.Wanted, credentials: Iterable[Credential]) -> tuple[str, ...]:
    """The claims asked for that no credential shows enough of; () if one answers the query."""
    if dcql.matches(wanted, credentials):
        return ()
    return tuple("/".join("*" if step is None else str(step) for step in claim.path) for claim in wanted.claims) or (
        "type",
    )


PROVEN, EARLIER, TYPED, BEARER = "proven", "earlier", "typed", "bearer"
"""How sure it is that this person is the holder, the surest first (see ``level``)."""


def level(report: Report) -> str:
    """One of four levels: proved the key now, for this question; proved it once, for somebody; is who the verifier
    typed in, by a hash in the credential; or merely has the file."""
    checks = [check for check in report.checks if check.question is Question.HOLDER]
    codes = {check.code for check in checks if check.outcome is Outcome.PASSED}
    if "holder.proven" in codes:
        return PROVEN
    if any(check.code == "holder.unasked" for check in checks):
        return EARLIER
    return TYPED if codes else BEARER


def _type_of(raw: bytes) -> str:
    if raw[:1] != b"{" or b"qr-exchange" not in raw:
        return ""
    try:
        stated = load_json(raw, MAX_REPLY)
    except WalletError:
        return ""
    kind = stated.get("type")
    return kind if isinstance(kind, str) else ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_TEXT


def _moment(stated: Json, name: str) -> datetime:
    try:
        return parse_time(stated.get(name))
    except Malformed as error:
        raise _bad(name) from error


def _bad(member: str) -> Malformed:
    return Malformed("exchange.request", member=member)


def mark(one: Ask) -> str:
    """What a request is remembered by once it is answered: nothing of it can be read back."""
    return hashlib.sha256(f"{one.id} {one.audience.challenge}".encode()).hexdigest()
