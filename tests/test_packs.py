"""Fair packs: what python-tuf's tests do to its metadata is done to ours, and each attack has its own name."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests import making, test_status, test_trust
from tests.packs import CONTENT, DAY, FOUR, NOW, ONE, THREE, TWO, URL, digest, item, manifest, pack, root
from wallet import packs
from wallet.crypto.seal import FLOOR
from wallet.encoding import b64url_encode, dump_json, write_time
from wallet.errors import BadSignature, Malformed, Refused, VaultError, WalletError
from wallet.formats import read as read_credential
from wallet.library import Document, Library
from wallet.packs import Seen
from wallet.packs.making import make, new_signers, read_signer, signed
from wallet.report import Check, Outcome, Policy, Question, Report
from wallet.session import Session
from wallet.vault import Vault
from wallet.vault import vault as vault_module
from wallet.verify import verify

PASSPHRASE = "correct horse battery staple"
FIRST = root(ONE)
ID = digest(FIRST)


def refused(raw: bytes, seen: Seen | None = None, at: Any = NOW, trust: str = "") -> str:
    """The code that a pack is refused with."""
    with pytest.raises(WalletError) as caught:
        packs.read(raw, at, {ID: seen} if seen else {}, trust)
    return caught.value.code


def seen(raw: bytes) -> Seen:
    return packs.read(raw, NOW).seen


# Sound packs


def test_a_sound_pack_says_whose_it_is_and_how_old_each_document_is() -> None:
    found = packs.read(pack(), NOW, trust=ID)
    assert (found.id, found.version, found.name) == (ID, 7, "Career fair of Shiomizaka")
    (document,) = found.into(Library()).documents.values()
    assert document == Document(URL, CONTENT, NOW - 2 * DAY, True, NOW + 6 * DAY)


def test_what_merely_states_its_address_is_not_vouched_for() -> None:
    found = packs.read(pack(manifest(item(fetched=None))), NOW)
    (document,) = found.into(Library()).documents.values()
    assert (document.from_address, document.as_of) == (False, None)


def test_merging_keeps_what_was_fetched_later_whichever_pack_is_newer() -> None:
    newer, older = b'{"id":"b"}', CONTENT
    first = packs.read(pack(manifest(item(raw=newer, fetched=NOW - 2 * DAY)), raws=(newer,)), NOW)
    second = packs.read(pack(manifest(item(raw=older, fetched=NOW - 9 * DAY), version=8)), NOW)
    for one, two in ((first, second), (second, first)):
        assert two.into(one.into(Library())).documents[URL].raw == newer


def test_a_context_is_put_at_hand_only_as_fetched_and_never_over_a_bundled_one() -> None:
    own = b'{"@context":{"x":"https://x.example/#x"}}'
    rows = [item("https://x.example/context", own, media=packs.CONTEXT), item(making.V2, own, media=packs.CONTEXT)]
    library = packs.read(pack(manifest(*rows), raws=(own,)), NOW).into(making.library())
    assert library.context("https://x.example/context") == json.loads(own)
    assert library.context(making.V2) != json.loads(own)
    rows[0]["fetched"] = ""
    assert (
        "https://x.example/context" not in packs.read(pack(manifest(*rows), raws=(own,)), NOW).into(Library()).contexts
    )


# Rollback (G45)


@pytest.mark.parametrize("version", [1, 6])
def test_an_older_version_is_refused(version: int) -> None:
    assert refused(pack(manifest(version=version)), seen(pack())) == "pack.rollback"


def test_the_same_and_a_later_version_are_taken() -> None:
    assert packs.read(pack(), NOW, {ID: seen(pack())}).version == 7
    assert packs.read(pack(manifest(version=8)), NOW, {ID: seen(pack())}).version == 8


def test_what_was_seen_of_one_pack_says_nothing_of_another() -> None:
    other = pack(manifest(version=1), (TWO,), (root(TWO),))
    assert packs.read(other, NOW, {ID: seen(pack())}).version == 1


def test_an_older_root_is_refused_even_with_a_higher_version() -> None:
    second = root(TWO, after=FIRST, by=(ONE, TWO))
    mark = seen(pack(manifest(root=2), (TWO,), (FIRST, second)))
    assert refused(pack(manifest(version=99)), mark) == "pack.root_rollback"


def test_after_a_fast_forward_a_new_root_begins_to_count_anew() -> None:
    mark = seen(pack(manifest(version=packs.MAX_VERSION)))
    assert refused(pack(manifest(version=8)), mark) == "pack.rollback"
    second = root(TWO, after=FIRST, by=(ONE, TWO))
    again = packs.read(pack(manifest(root=2, version=1), (TWO,), (FIRST, second)), NOW, {ID: mark})
    assert again.version == 1
    assert refused(pack(manifest(version=packs.MAX_VERSION)), again.seen) == "pack.root_rollback"


@pytest.mark.parametrize("version", [0, -1, True, "8", 1.0, 2**53])
def test_a_version_is_a_whole_number_in_bounds(version: Any) -> None:
    assert refused(pack(manifest(version=version))) == "pack.shape"


def test_an_old_manifest_under_a_new_root_is_refused() -> None:
    second = root(ONE, after=FIRST)
    assert refused(pack(manifest(root=1), (ONE,), (FIRST, second))) == "pack.root_other"


# Freeze, and dates (G46)


def test_an_expired_pack_is_read_and_out_of_date() -> None:
    found = packs.read(pack(), NOW + 60 * DAY)
    assert found.until < NOW + 60 * DAY
    assert found.into(Library()).ended(NOW + 60 * DAY) == NOW + 6 * DAY
    assert found.into(Library()).ended(NOW) is None


def test_an_expired_root_ends_the_pack() -> None:
    short = root(ONE, expires=write_time(NOW + DAY))
    assert packs.read(pack(roots=(short,)), NOW).until == NOW + DAY


def test_a_pack_made_under_an_expired_root_is_refused() -> None:
    assert refused(pack(roots=(root(ONE, expires=write_time(NOW - 2 * DAY)),))) == "pack.root_expired"


def test_a_pack_made_in_the_future_is_refused() -> None:
    assert refused(pack(manifest(made=write_time(NOW + timedelta(minutes=6))))) == "pack.not_yet"
    assert packs.read(pack(manifest(made=write_time(NOW + timedelta(minutes=4)))), NOW)


def test_a_forged_date_breaks_the_signature() -> None:
    for member in ("made", "expires"):
        whole = json.loads(pack())
        whole["manifest"]["signed"][member] = write_time(NOW + 2 * DAY)
        assert refused(dump_json(whole)) == "pack.signatures"


def test_a_pack_ends_after_it_was_made() -> None:
    assert refused(pack(manifest(expires=write_time(NOW - DAY)))) == "pack.dates"


def test_no_document_is_newer_than_its_pack() -> None:
    late = NOW - DAY + timedelta(seconds=1)
    assert refused(pack(manifest(item(fetched=late)))) == "pack.item_newer"


def test_a_manifest_needs_its_dates() -> None:
    assert refused(pack(manifest(expires="never"))) == "malformed.date"
    value = manifest()
    del value["expires"]
    assert refused(pack(value)) == "pack.shape"


# Mix-and-match (G47)


def test_one_version_has_one_content() -> None:
    other = pack(manifest(item(fetched=None)))
    assert refused(other, seen(pack())) == "pack.mixed"


def test_documents_of_two_versions_do_not_mix() -> None:
    newer = b'{"id":"newer"}'
    whole, other = json.loads(pack()), json.loads(pack(manifest(item(raw=newer), version=8), raws=(newer,)))
    assert refused(dump_json({**whole, "contents": other["contents"]})) == "pack.item_missing"
    assert refused(dump_json({**whole, "contents": {**whole["contents"], **other["contents"]}})) == "pack.item_extra"
    whole["manifest"]["signed"]["items"] += other["manifest"]["signed"]["items"]
    assert refused(dump_json(whole)) == "pack.signatures"


def test_another_content_under_the_same_name_is_refused() -> None:
    other = CONTENT.replace(b"issuer", b"impost")
    assert refused(pack(contents={item()["sha256"]: b64url_encode(other[: len(CONTENT)])})) == "pack.item_hash"


@pytest.mark.parametrize("raw", [CONTENT + b" ", CONTENT[:-1], b""])
def test_another_length_is_refused(raw: bytes) -> None:
    assert refused(pack(contents={item()["sha256"]: b64url_encode(raw)})) == "pack.item_length"


def test_the_length_is_the_one_that_was_signed() -> None:
    assert refused(pack(manifest(item(length=len(CONTENT) + 30)))) == "pack.item_length"
    assert refused(pack(manifest(item(), item(URL + "0", length=1)))) == "pack.item_length"


def test_a_missing_and_an_extra_document_are_refused() -> None:
    missing = manifest(item(), item("https://issuer.example/2", b"{}"))
    assert refused(pack(missing)) == "pack.item_missing"
    assert refused(pack(raws=(CONTENT, b"{}"))) == "pack.item_extra"


def test_one_address_has_one_document() -> None:
    twice = manifest(item(), item(raw=b"{}"))
    assert refused(pack(twice, raws=(CONTENT, b"{}"))) == "pack.item_twice"


@pytest.mark.parametrize("url", ["akashi:pinned-issuers", "http://a.example/", "file:///etc/passwd", "a", ""])
def test_a_pack_speaks_only_for_some_addresses(url: str) -> None:
    assert refused(pack(manifest(item(url)))) == "pack.item_address"


# Signatures and thresholds


def test_a_changed_manifest_is_refused() -> None:
    whole = json.loads(pack())
    whole["manifest"]["signed"]["name"] = "Career fair of Northmere"
    assert refused(dump_json(whole)) == "pack.signatures"


def test_a_key_that_is_not_in_the_root_counts_nothing() -> None:
    assert refused(pack(by=(TWO,))) == "pack.signatures"
    assert packs.read(pack(by=(TWO, ONE)), NOW).version == 7


def test_the_threshold_must_be_met() -> None:
    many = root(ONE, TWO, THREE, threshold=2)
    assert refused(pack(by=(ONE,), roots=(many,))) == "pack.signatures"
    assert refused(pack(by=(ONE, FOUR), roots=(many,))) == "pack.signatures"
    assert packs.read(pack(by=(ONE, THREE), roots=(many,)), NOW).version == 7


def test_two_signatures_by_one_key_count_once() -> None:
    assert refused(pack(by=(ONE, ONE), roots=(root(ONE, TWO, threshold=2),))) == "pack.signatures"


def test_one_key_under_two_spellings_is_refused() -> None:
    other = "u" + b64url_encode(ONE.public.multicodec)
    both = root(ONE, threshold=2, keys=[ONE.multikey, other])
    assert refused(pack(roots=(both,))) == "pack.root_keys"
    assert refused(pack(roots=(root(ONE, ONE, threshold=2),))) == "pack.root_keys"


@pytest.mark.parametrize("threshold", [0, -1, 2])
def test_a_threshold_can_be_met_and_is_more_than_nothing(threshold: int) -> None:
    assert refused(pack(roots=(root(ONE, threshold=threshold),))) == "pack.root_keys"


def test_only_strong_keys_of_one_kind_are_in_a_root() -> None:
    curve = making.PrivateKey.generate("P-256")
    assert refused(pack(roots=(root(ONE, keys=[ONE.multikey, curve.multikey]),))) == "pack.root_keys"


def test_a_manifest_is_no_root_and_a_root_no_manifest() -> None:
    assert refused(pack(value=FIRST["signed"])) == "pack.shape"
    assert refused(pack(roots=(signed(manifest(), (ONE,)),))) == "pack.shape"


# Roots that hand over


def chain(*last: Any, **changes: Any) -> tuple[Any, ...]:
    return (FIRST, root(TWO, after=FIRST, by=last, **changes))


def test_a_root_handed_over_by_old_and_new_is_taken() -> None:
    found = packs.read(pack(manifest(root=2, version=8), (TWO,), chain(ONE, TWO)), NOW, {ID: seen(pack())})
    assert (found.id, found.roots[-1].version) == (ID, 2)


def test_a_root_signed_only_by_the_new_keys_is_refused() -> None:
    assert refused(pack(manifest(root=2), (TWO,), chain(TWO)), seen(pack())) == "pack.root_not_handed_on"


def test_a_root_signed_only_by_the_old_keys_is_refused() -> None:
    assert refused(pack(manifest(root=2), (TWO,), chain(ONE)), seen(pack())) == "pack.root_not_taken_over"


def test_the_threshold_of_the_old_root_counts_for_handing_over() -> None:
    old = root(ONE, TWO, threshold=2)
    for by, code in (((ONE, THREE), "pack.root_not_handed_on"), ((ONE, TWO), "pack.root_not_taken_over")):
        assert refused(pack(manifest(root=2), (THREE,), (old, root(THREE, after=old, by=by)))) == code
    sound = (old, root(THREE, after=old, by=(ONE, TWO, THREE)))
    assert packs.read(pack(manifest(root=2), (THREE,), sound), NOW).roots[-1].version == 2


def test_the_old_key_no_longer_signs_packs() -> None:
    assert refused(pack(manifest(root=2), (ONE,), chain(ONE, TWO))) == "pack.signatures"


def test_roots_follow_each_other_without_a_gap() -> None:
    for changes in ({"version": 3}, {"version": 1}, {"previous": "0" * 64}, {"previous": ""}):
        assert refused(pack(manifest(root=2), (TWO,), chain(ONE, TWO, **changes))) == "pack.root_order"
    assert refused(pack(manifest(root=2), (TWO,), chain(ONE, TWO)[1:])) == "pack.root_order"


def test_a_root_that_was_seen_cannot_be_another_one_later() -> None:
    mark = seen(pack(manifest(root=2), (TWO,), chain(ONE, TWO)))
    forked = (FIRST, root(THREE, after=FIRST, by=(ONE, THREE)))
    assert refused(pack(manifest(root=2, version=9), (THREE,), forked), mark) == "pack.root_changed"


def test_a_fingerprint_of_any_root_names_the_maker_and_no_other_does() -> None:
    roots = chain(ONE, TWO)
    raw = pack(manifest(root=2), (TWO,), roots)
    for one in roots:
        text = digest(one).upper()
        assert packs.read(raw, NOW, trust=f"{text[:32]} {text[32:48]}:{text[48:]}").id == ID
    assert refused(raw, trust="0" * 64) == "pack.other_maker"
    assert refused(raw, trust=ID[:32]) == "pack.fingerprint"


# Bounds and form


def test_endless_data_is_refused_before_it_is_read() -> None:
    assert refused(b" " * (packs.MAX_BYTES + 1)) == "malformed.too_large"
    assert refused(b"[" * 100_000) in ("malformed.json", "malformed.json_depth")


def test_too_many_of_anything_is_refused() -> None:
    assert refused(pack(roots=(FIRST,) * (packs.MAX_ROOTS + 1))) == "malformed.too_many"
    assert refused(pack(by=tuple(making.key(str(n)) for n in range(packs.MAX_SIGNATURES + 1)))) == "malformed.too_many"
    many = [item(f"https://issuer.example/{number}") for number in range(packs.MAX_ITEMS + 1)]
    assert refused(pack(manifest(*many))) == "malformed.too_many"


def test_a_name_that_stands_twice_is_refused() -> None:
    assert refused(b'{"type":"AkashiPack",' + pack()[1:]) == "malformed.json_duplicate"


@pytest.mark.parametrize(
    "changes",
    [{"type": "AkashiPack2"}, {"more": 1}, {"roots": "x"}, {"contents": [1]}, {"manifest": None}, {"roots": [1]}],
)
def test_another_form_is_refused(changes: Any) -> None:
    assert refused(pack(**changes)) == "pack.shape"


@pytest.mark.parametrize("text", ["e30=", "e3 0", "e31"])
def test_contents_have_one_spelling(text: str) -> None:
    value = manifest(item(raw=b"{}"))
    assert refused(pack(value, contents={item(raw=b"{}")["sha256"]: text})) in ("malformed.base64", "pack.item_length")


# What a verification makes of it


def with_status(days: int, *more: Any, revoked: bool = False) -> Library:
    """A pack with the issuer's status list, which is good for ``days`` from now."""
    listing = making.raw(making.signed(test_status.listing(test_status.bits(94567) if revoked else test_status.bits())))
    rows = [item(test_status.URL, listing), *(item(url, raw) for url, raw in more)]
    value = manifest(*rows, expires=write_time(NOW + days * DAY))
    raw = pack(value, raws=(listing, *(raw for _, raw in more)))
    return packs.read(raw, NOW + 40 * DAY).into(making.library())


def report(library: Library, at: Any = NOW) -> Report:
    badge = making.raw(making.signed(making.badge(credentialStatus=test_status.entry())))
    (credential,) = read_credential(badge).credentials
    return verify(credential, library, at)


def answer(library: Library, question: Question, at: Any = NOW) -> Check:
    found = report(library, at).answer(question)
    assert found is not None
    return found


def test_a_current_pack_gives_good_news_with_its_age() -> None:
    found = answer(with_status(6), Question.STATUS)
    assert (found.outcome, found.code, found.as_of) == (Outcome.PASSED, "status.ok", NOW - 2 * DAY)


def test_the_good_news_of_an_expired_pack_is_unknown_with_its_age() -> None:
    found = answer(with_status(1), Question.STATUS, NOW + 2 * DAY)
    assert (found.outcome, found.code, found.as_of) == (Outcome.UNKNOWN, "pack.ended", NOW - 2 * DAY)
    assert found.facts["until"] == NOW + DAY
    assert [need.url for need in found.needs] == [test_status.URL]
    assert report(with_status(1), NOW + 2 * DAY).verdict() is Outcome.UNKNOWN


def test_the_bad_news_of_an_expired_pack_stays() -> None:
    found = answer(with_status(1, revoked=True), Question.STATUS, NOW + 2 * DAY)
    assert (found.outcome, found.code) == (Outcome.FAILED, "status.revoked")


def test_an_issuer_s_key_out_of_an_expired_pack_binds_nobody() -> None:
    did = "did:web:university.example"
    document = making.raw(making.did_document(did, making.ISSUER))
    badge = making.badge(issuer={"id": did, "type": ["Profile"]})
    raw = making.raw(making.signed(badge, verification_method=f"{did}#key-1"))
    (credential,) = read_credential(raw).credentials
    library = packs.read(pack(manifest(item(did, document)), raws=(document,)), NOW).into(making.library())
    for at, wanted in ((NOW, Outcome.PASSED), (NOW + 7 * DAY, Outcome.UNKNOWN)):
        found = verify(credential, library, at)
        assert found.verdict() is wanted
        binding = found.answer(Question.BINDING)
        assert binding is not None
        assert binding.code == ("binding.ok" if wanted is Outcome.PASSED else "pack.ended")
    fresh = library.plus([Document(did, document, NOW + 6 * DAY, True)])
    assert verify(credential, fresh, NOW + 7 * DAY).verdict() is Outcome.PASSED


def test_a_list_of_issuers_out_of_an_expired_pack_vouches_for_nobody() -> None:
    listing = dump_json(test_trust.own())
    listed = with_status(1, (test_trust.LIST, listing))
    assert answer(listed, Question.ISSUER).code == "issuer.listed"
    old = answer(listed, Question.ISSUER, NOW + 2 * DAY)
    assert old.outcome is Outcome.UNKNOWN
    assert report(listed, NOW + 2 * DAY).verdict(Policy.FAIR) is not Outcome.PASSED


def test_a_list_that_merely_lies_in_a_pack_is_not_chosen() -> None:
    listing = dump_json(test_trust.own())
    value = manifest(item(test_trust.LIST, listing, fetched=None))
    library = packs.read(pack(value, raws=(listing,)), NOW).into(making.library())
    assert "issuer.not_chosen" in answer(library, Question.ISSUER).facts["reasons"]  # type: ignore[operator]


# In the vault


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, making.library(), lambda: NOW)


def again(session: Session, at: Any = NOW) -> Session:
    assert session.vault is not None
    path = session.vault.path
    session.vault.close()
    session.vault = Vault.unlock(path, PASSPHRASE)
    return Session(session.vault, making.library(), lambda: at)


def not_imported(session: Session, raw: bytes, trust: str = "") -> str:
    assert session.vault is not None
    before = dict(session.vault.records)
    with pytest.raises(WalletError) as caught:
        session.import_pack(raw, trust)
    assert session.vault.records == before
    return caught.value.code


def test_the_first_import_needs_the_fingerprint_and_the_next_does_not(session: Session) -> None:
    assert not_imported(session, pack()) == "pack.untrusted"
    assert not_imported(session, pack(), "f" * 64) == "pack.other_maker"
    assert session.import_pack(pack(), ID).code == "pack.imported"
    assert session.library.documents[URL].as_of == NOW - 2 * DAY
    assert session.import_pack(pack(manifest(version=8))).code == "pack.renewed"
    assert session.import_pack(pack(manifest(version=8))).code == "pack.duplicate"


def test_the_vault_remembers_how_high_a_pack_had_come(session: Session) -> None:
    session.import_pack(pack(), ID)
    session = again(session)
    assert URL in session.library.documents
    assert not_imported(session, pack(manifest(version=6))) == "pack.rollback"
    assert not_imported(session, pack(manifest(item(fetched=None)))) == "pack.mixed"
    assert not_imported(session, pack(manifest(version=6)), ID) == "pack.rollback"


def test_a_rotated_root_is_remembered(session: Session) -> None:
    session.import_pack(pack(), ID)
    assert session.import_pack(pack(manifest(root=2, version=1), (TWO,), chain(ONE, TWO))).code == "pack.renewed"
    session = again(session)
    assert not_imported(session, pack(manifest(version=99))) == "pack.root_rollback"


def test_a_newer_version_replaces_the_documents_of_the_older(session: Session) -> None:
    session.import_pack(pack(), ID)
    session.import_pack(pack(manifest(item("https://issuer.example/2"), version=8)))
    assert set(session.library.documents) == {"https://issuer.example/2"}
    assert session.vault is not None
    assert len(session.vault.records) == 1


def test_an_interrupted_import_leaves_the_old_state(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.import_pack(pack(), ID)
    library = session.library

    def fails(*_: Any) -> None:
        raise VaultError("vault.full")

    with monkeypatch.context() as patch:
        patch.setattr(vault_module.VaultFile, "write", fails)
        assert not_imported(session, pack(manifest(item("https://issuer.example/2"), version=8))) == "vault.full"
    assert session.library == library
    session = again(session)
    assert set(session.library.documents) == {URL}
    assert session.import_pack(pack()).code == "pack.duplicate"


@pytest.mark.parametrize(
    "name", ["Career fair of Shiomizaka", "CAREER FAIR 0F SHI0MIZAKA", "Саreer fair of Shiomizaka"]
)
def test_a_name_that_looks_like_a_known_maker_s_is_refused(session: Session, name: str) -> None:
    other = root(TWO)
    session.import_pack(pack(), ID)
    assert not_imported(session, pack(manifest(name=name), (TWO,), (other,)), digest(other)) == "pack.lookalike"
    session.import_pack(pack(manifest(name="Northmere"), (TWO,), (other,)), digest(other))
    assert not_imported(session, pack(manifest(name=name, version=8), (TWO,), (other,))) == "pack.lookalike"


def test_the_known_pack_may_be_forgotten_and_then_its_maker_is_nobody(session: Session) -> None:
    session.import_pack(pack(), ID)
    with pytest.raises(Refused, match=r"pack\.unknown"):
        session.forget_pack("00000000")
    session.forget_pack(ID[:8])
    assert session.library.documents == {}
    assert not_imported(session, pack()) == "pack.untrusted"


def test_with_a_clock_that_is_behind_no_pack_is_current(session: Session) -> None:
    assert not session.import_pack(pack(manifest(made=write_time(NOW), expires=write_time(NOW + DAY))), ID).clock_wrong
    behind = NOW - 3 * DAY
    assert again(session, NOW - timedelta(hours=23)).library.ended(NOW - timedelta(hours=23)) is None
    assert again(session, behind).library.ended(behind) is not None


def test_an_import_with_a_clock_that_is_behind_says_so(session: Session) -> None:
    session.import_pack(pack(manifest(made=write_time(NOW))), ID)
    earlier = again(session, NOW - 3 * DAY)
    older = root(FOUR)
    value = manifest(item(fetched=None), name="Northmere", made=write_time(NOW - 9 * DAY))
    assert earlier.import_pack(pack(value, (FOUR,), (older,)), digest(older)).clock_wrong


def test_without_a_vault_nothing_can_be_kept() -> None:
    with pytest.raises(Refused, match=r"session\.no_vault"):
        Session(None, making.library(), lambda: NOW).import_pack(pack(), ID)


# Making


def test_what_is_made_can_be_read_and_keys_hand_over() -> None:
    (old,) = new_signers(1, 1, NOW + 400 * DAY)
    new = new_signers(3, 2, NOW + 400 * DAY, [read_signer(old.write())])
    documents = [Document(URL, CONTENT, NOW - DAY, True), Document("http://a.example", b"{}")]
    raw, left = make("Fair", 1, NOW, NOW + DAY, documents, (), new[:2])
    assert left == ("http://a.example",)
    found = packs.read(raw, NOW)
    assert (len(found.roots), found.roots[-1].threshold) == (2, 2)
    assert "seed" not in repr(new[0])
    with pytest.raises(BadSignature, match=r"pack\.signatures"):
        make("Fair", 1, NOW, NOW + DAY, documents, (), new[:1])


def test_what_is_vouched_for_says_when_it_was_fetched() -> None:
    with pytest.raises(Malformed, match=r"pack\.undated"):
        make("Fair", 1, NOW, NOW + DAY, [Document(URL, CONTENT, None, True)], (), new_signers(1, 1, NOW + DAY))


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"type":"AkashiPackKey","seed":1,"roots":[]}', b"1"])
def test_what_is_no_key_file_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_signer(raw)
