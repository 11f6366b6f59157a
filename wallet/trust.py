"""Who is the issuer? What registries, the user's own lists and the user's pins say of an identity.

A registry answers for an identity, never for a name: anybody can take a name. So nothing counts
before the signature is shown to be the issuer's own, and a name or a host that can be taken for
a listed one is never good news. What is out of date is said with its age and is never believed
(SECURITY G46). Decision 6 says which documents are registries.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from wallet.encoding import host_of
from wallet.evidence import CLOCK_SKEW, Evidence, Proven
from wallet.library import Library
from wallet.model import MAX_TEXT, Issuer, Json
from wallet.report import Check, Outcome, Question
from wallet.seams import Request

if TYPE_CHECKING:
    from wallet.registries import Entry, Registry

MAX_AGE: Final = timedelta(days=365)
"""How long a registry is believed that states no end, counted from when it was fetched or written."""
_NAMED: Final = 20
"""Registries named in one answer."""


class Answer(NamedTuple):
    """What one registry says of one identity. ``trouble`` is "" where it was asked and is current;
    ``entry`` is None where the identity is not on it."""

    registry: Registry
    entry: Entry | None
    trouble: str = ""
    needs: tuple[Request, ...] = ()


def ask(identity: str, library: Library, at: datetime) -> tuple[Answer, ...]:
    """What every registry says of an identity at a moment, the most authoritative first. Raises nothing."""
    if not library.documents:
        return ()
    from wallet.registries import directory

    return tuple(_ask(registry, identity, at) for registry in directory(library).registries)


def _ask(registry: Registry, identity: str, at: datetime) -> Answer:
    entry = registry.issuers.get(identity)
    if registry.trouble:
        return Answer(registry, None, registry.trouble, registry.request)
    trouble = registry.flawed.get(identity, "") or _time_trouble(registry, entry, at)
    if registry.kind == "federation" and (entry is None or trouble):
        # A federation is asked about one identity at a time: silence at hand is no answer.
        one = (Request(f"{registry.fetch}?sub={quote(identity, safe='')}"),) if registry.fetch else ()
        is_old = registry.until is not None and registry.until <= at
        return Answer(registry, entry, trouble or "missing.document", (*(registry.request if is_old else ()), *one))
    return Answer(registry, entry, trouble, registry.request if trouble else ())


def _time_trouble(registry: Registry, entry: Entry | None, at: datetime) -> str:
    """Is the answer too old, or from the future? A pin is the user's own word and has no age."""
    if registry.kind == "pinned":
        return ""
    if any(moment and moment - at > CLOCK_SKEW for moment in (registry.as_of, entry and entry.since)):
        return "issuer.registry_not_yet"
    ends = [moment for moment in (registry.until, entry and entry.until) if moment]
    if not ends and registry.as_of:
        ends = [registry.as_of + MAX_AGE]
    return "issuer.registry_old" if not ends or min(ends) <= at else ""


def check_issuer(issuer: Issuer, bound: Check, evidence: Evidence, library: Library, at: datetime) -> Check:
    """Is the issuer known, and to whom? ``bound`` is the answer on BINDING.

    PASSED ``issuer.listed`` by a current registry or list, ``issuer.pinned`` by the user,
    ``issuer.domain`` where only its domain is proven. UNKNOWN ``issuer.lookalike``,
    ``issuer.unproven``, ``issuer.key_changed``, ``issuer.list_stale``, ``issuer.homograph``,
    ``issuer.unlisted``. Every answer names the registries that were asked and those that could not be.
    """
    answers = ask(issuer.id, library, at)
    facts = {"issuer": issuer.id[: MAX_TEXT * 10], "claimed": issuer.name[:MAX_TEXT], **_asked(answers)}
    own = [proof.method.key for proof in evidence.proofs if proof.method is not None and _is_own(proof, issuer.id)]
    hosted = evidence.answer is not None and evidence.answer.outcome is Outcome.PASSED
    proven = bound.outcome is Outcome.PASSED and (bool(own) or hosted)
    needs = tuple(dict.fromkeys(need for answer in answers for need in answer.needs))
    found = [(answer, answer.entry) for answer in answers if answer.entry is not None]
    twin = _twin(issuer, [entry for _, entry in found], library)
    if twin is not None:
        return _unknown("issuer.lookalike", {**facts, **twin}, needs)
    if not proven:
        return _unknown("issuer.unproven", facts, bound.needs)
    for answer, entry in found:
        if entry.keys and not entry.keys & {key.thumbprint for key in own}:
            return _unknown("issuer.key_changed", {**facts, **_entry_facts(answer, entry)}, answer.registry.request)
    if bound.code == "binding.seal_ok":
        # The seal is of a legal person, who may write any identity into what is sealed.
        others = [
            pair for pair in found if not pair[1].keys and not _is_called(str(bound.facts["organization"]), pair[1])
        ]
        if others:
            answer, entry = others[0]
            return _unknown(
                "issuer.seal_listed", {**facts, **_entry_facts(answer, entry), "sealer": bound.facts["sealer"]}, ()
            )
        found = [pair for pair in found if pair[1].keys]
    for answer, entry in found:
        if not answer.trouble:
            code = "issuer.pinned" if answer.registry.kind == "pinned" else "issuer.listed"
            if code == "issuer.listed" or not _is_listed(found):
                return _passed(code, {**facts, **_entry_facts(answer, entry)}, _as_of(answer, entry))
    if found:
        answer, entry = found[0]
        stale = {**facts, **_entry_facts(answer, entry), "reason": answer.trouble}
        return Check(Question.ISSUER, Outcome.UNKNOWN, "issuer.list_stale", stale, _as_of(answer, entry), needs)
    host = host_of(issuer.id)
    if not host:
        return _unknown("issuer.unlisted", facts, needs)
    from wallet.lookalike import host_warning

    warning = host_warning(host)
    if warning is not None and warning.suspicious:
        return _unknown("issuer.homograph", {**facts, "host": host, "shown": warning.shown}, needs)
    domain = f"{warning.shown} ({host})" if warning is not None else host
    return _passed("issuer.domain", {**facts, "domain": domain}, bound.as_of)


def _is_called(organization: str, entry: Entry) -> bool:
    """Does an entry bear the name that a certificate states?"""
    from wallet.lookalike import skeleton

    return bool(organization) and skeleton(organization) == skeleton(entry.name)


def _is_listed(found: Iterable[tuple[Answer, Entry]]) -> bool:
    return any(not answer.trouble and answer.registry.kind != "pinned" for answer, _ in found)


def _unknown(code: str, facts: Json, needs: tuple[Request, ...]) -> Check:
    return Check(Question.ISSUER, Outcome.UNKNOWN, code, facts, None, needs)


def _passed(code: str, facts: Json, as_of: datetime | None) -> Check:
    return Check(Question.ISSUER, Outcome.PASSED, code, facts, as_of)


def _is_own(proof: Proven, identity: str) -> bool:
    """Is it by a key of the issuer, and does it hold, over all of the document or a part?"""
    if proof.method is None or proof.method.controller != identity:
        return False
    return proof.outcome is Outcome.PASSED or proof.code == "proof.partial"


def _asked(answers: Iterable[Answer]) -> Json:
    """The registries that were asked, with their dates, and those that could not be, with the reasons."""
    asked, unasked, reasons = [], [], []
    for answer in answers:
        registry = answer.registry
        if registry.kind == "pinned" and not answer.trouble:
            continue
        if answer.trouble:
            unasked.append(registry.name)
            reasons.append(answer.trouble)
        else:
            asked.append(f"{registry.name} ({registry.as_of:%Y-%m-%d})" if registry.as_of else registry.name)
    return {
        "asked": asked[:_NAMED],
        "asked_count": len(asked),
        "unasked": unasked[:_NAMED],
        "unasked_count": len(unasked),
        "reasons": reasons[:_NAMED],
    }


def _entry_facts(answer: Answer, entry: Entry) -> Json:
    as_of = _as_of(answer, entry)
    return {
        "name": entry.name or entry.id[:MAX_TEXT],
        "list": answer.registry.name,
        "list_url": answer.registry.url,
        "url": entry.url,
        "note": entry.note,
        **({"as_of": as_of} if as_of else {}),
        **({"until": end} if (end := entry.until or answer.registry.until) else {}),
    }


def _as_of(answer: Answer, entry: Entry) -> datetime | None:
    return entry.since or answer.registry.as_of


def _twin(issuer: Issuer, own: list[Entry], library: Library) -> Json | None:
    """The listed issuer that this one can be taken for, by its claimed name or by its host.

    An issuer that is listed itself may bear its own name, whoever else bears it too.
    """
    if not library.documents:
        return None
    from wallet.lookalike import host_skeleton, host_warning, skeleton
    from wallet.registries import directory

    known = directory(library)
    if not known.names and not known.hosts:
        return None
    name = skeleton(issuer.name)
    rows = known.names.get(name, ())
    if rows and name not in {skeleton(entry.name) for entry in own}:
        for registry, entry in rows:
            if entry.id != issuer.id:
                return _twin_facts("name", issuer.name, entry.name, entry, registry)
    host = host_of(issuer.id)
    if not host or host in known.plain_hosts:
        return None
    labels = host_skeleton(host).split(".")
    for count in range(len(labels), 1, -1):
        # A listed host in front of somebody else's is read as the listed one.
        found = known.hosts.get(".".join(labels[:count]))
        if found is not None:
            registry, entry = found
            warning = host_warning(host)
            listed = _like(entry, ".".join(labels[:count]))
            return _twin_facts("host", warning.shown if warning else host, listed, entry, registry)
    return None


def _like(entry: Entry, wanted: str) -> str:
    """Which of an entry's two hosts it was."""
    from wallet.lookalike import host_skeleton

    hosts = (host_of(entry.id), host_of(entry.url))
    return next((host for host in hosts if host and host_skeleton(host) == wanted), entry.id)


def _twin_facts(by: str, shown: str, listed: str, entry: Entry, registry: Registry) -> Json:
    return {
        "by": by,
        "name": shown[:MAX_TEXT],
        "listed_name": listed[:MAX_TEXT],
        "listed_id": entry.id[: MAX_TEXT * 10],
        "list": registry.name,
        "pinned": int(registry.kind == "pinned"),
    }
