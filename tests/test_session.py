"""The verbs a learner has: add, look, remove, undo, export, verify, and keys to show things with."""

import base64
import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import HOLDER, ISSUER, NOW, badge, did_document, key, library, raw, signed
from wallet import RESOURCES, formats
from wallet.crypto.seal import FLOOR
from wallet.encoding import b64url_encode, dump_json
from wallet.errors import Cancelled, Refused, WalletError
from wallet.formats import sdjwt
from wallet.proofs import sign_jws
from wallet.report import Outcome, Question
from wallet.session import Session, check_passphrase, default_vault
from wallet.session.at_hand import papers, vouch
from wallet.session.documents import address_of
from wallet.session.files import file_name
from wallet.sharing.present import present
from wallet.vault import Change, Kind, Record, Vault

PASSPHRASE = "correct horse battery staple"
SAMPLES = RESOURCES / "samples"
PNG = SAMPLES / "03-data-science.png"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), lambda: NOW)


def reopened(session: Session) -> Session:
    assert session.vault is not None
    path = session.vault.path
    session.vault.close()
    session.vault = Vault.unlock(path, PASSPHRASE)
    return Session(session.vault, library(), lambda: NOW)


def another(number: int, **changes: Any) -> bytes:
    return raw(signed(badge(id=f"urn:uuid:6a5a2c3e-0e3b-4c52-9d35-{number:012}", **changes)))


def test_an_added_credential_is_there_after_reopening(session: Session) -> None:
    data = another(1)
    (added,) = session.add(data, "my badge.json")
    assert (added.outcome, added.code, added.verdict) == ("added", "add.added", Outcome.PASSED)
    (item,) = reopened(session).items()
    assert item.id == added.id
    assert item.name == "my badge.json"
    assert item.added == NOW
    assert item.credential.titles == ("データサイエンス基礎",)
    assert item.report.verdict() is Outcome.PASSED


def test_the_same_file_again_is_a_duplicate(session: Session) -> None:
    session.add(another(1))
    (again,) = session.add(another(1), "copy.json")
    assert (again.outcome, again.code) == ("duplicate", "add.duplicate")
    assert len(session.items()) == 1


def test_a_later_issue_is_newer_and_the_earlier_stays(session: Session) -> None:
    session.add(another(1, validFrom="2026-01-01T00:00:00Z"))
    (later,) = session.add(another(1, validFrom="2026-06-01T00:00:00Z"))
    (between,) = session.add(another(1, validFrom="2026-03-01T00:00:00Z"))
    assert (later.outcome, later.code) == ("newer", "add.newer")
    assert (between.outcome, between.code) == ("added", "add.older")
    assert [item.credential.valid_from.month for item in session.items() if item.credential.valid_from] == [6, 3, 1]


def test_another_issuer_s_credential_with_the_same_id_is_not_a_newer_one(session: Session) -> None:
    other = key("other")
    session.add(another(1, validFrom="2026-01-01T00:00:00Z"))
    document = badge(
        id="urn:uuid:6a5a2c3e-0e3b-4c52-9d35-000000000001", validFrom="2026-06-01T00:00:00Z", issuer={"id": other.did}
    )
    (added,) = session.add(raw(signed(document, other)))
    assert added.code == "add.added"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "malformed.empty"), (b"hello", "malformed.unknown_format"), (b"{", "malformed.json"), (b"{}", None)],
)
def test_what_cannot_be_read_fails_and_leaves_nothing(session: Session, data: bytes, code: str | None) -> None:
    (failed,) = session.add(data, "x")
    assert failed.outcome == "failed"
    assert code is None or failed.code == code
    assert session.vault is not None
    assert not session.vault.records


@given(st.binary(max_size=300) | st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(
    st.sampled_from(["@context", "type", "id", "verifiableCredential", "authentication", "credentialSubject"]), inner
)).map(dump_json))  # fmt: skip
def test_looking_at_any_bytes_raises_nothing_but_wallet_errors(data: bytes) -> None:
    looking = Session(None, library(), lambda: NOW)
    with suppress(WalletError):
        for item in looking.look(data):
            assert item.report.verdict() is not Outcome.PASSED


def test_a_forged_credential_is_kept_with_its_verdict_said(session: Session) -> None:
    document = signed()
    document["name"] = "Professor"
    (added,) = session.add(raw(document))
    assert (added.outcome, added.verdict) == ("added", Outcome.FAILED)
    assert len(session.items()) == 1


def test_a_presentation_adds_each_credential_of_it(session: Session) -> None:
    two = [formats.read(another(number)).credentials[0] for number in (1, 2)]
    shown = present(two, HOLDER, None, NOW, library())
    added = session.add(shown, "both.json")
    assert [one.outcome for one in added] == ["added", "added"]
    assert [one.index for one in added] == [0, 1]
    assert len(session.items()) == 2
    assert len(reopened(session).items()) == 2


def test_a_broken_credential_in_a_presentation_is_named_and_the_others_kept(session: Session) -> None:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [signed(), "rubbish", signed(badge(id="urn:uuid:1"))],
    }
    added = session.add(raw(document))
    assert [(one.index, one.outcome) for one in added] == [(0, "added"), (1, "failed"), (2, "added")]


def test_an_empty_presentation_says_that_nothing_is_in_it(session: Session) -> None:
    document = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"]}
    (added,) = session.add(raw(document))
    assert (added.outcome, added.code) == ("failed", "add.nothing")


def test_cancelling_an_add_keeps_nothing(session: Session) -> None:
    def cancel(done: int, total: int) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        session.add(another(1), tick=cancel)
    assert not session.items()


def test_a_status_list_is_kept_as_a_document_and_settles_the_question(session: Session) -> None:
    revoked = SAMPLES / "08-public-relations-revoked.json"
    (first,) = session.add(revoked.read_bytes(), revoked.name)
    assert first.verdict is Outcome.UNKNOWN
    for path in sorted((SAMPLES / "library").iterdir()):
        source = address_of(path.read_bytes())
        (added,) = session.add(path.read_bytes(), path.name, source=source)
        assert (added.outcome, added.code) == ("added", "document.added"), path.name
        (again,) = session.add(path.read_bytes(), path.name, source=source)
        assert again.code == "document.duplicate"
    (item,) = session.items()
    assert item.report.verdict() is Outcome.FAILED
    (item,) = reopened(session).items()
    check = item.report.answer(Question.STATUS)
    assert check is not None
    assert check.code == "status.revoked"


def list_token(value: int, hours: int = 1) -> bytes:
    issued = int(NOW.timestamp()) - hours * 3600
    row = {"bits": 2, "lst": b64url_encode(zlib.compress(bytes([value]) * 250))}
    payload = {"iss": ISSUER.did, "sub": "https://issuer.example/list", "iat": issued, "status_list": row}
    header = {"typ": "statuslist+jwt", "kid": ISSUER.verification_method}
    return sign_jws(dump_json(payload), ISSUER, header).encode()


def sd_jwt(**claims: Any) -> bytes:
    body = {"vct": "https://types.example/course", "iss": ISSUER.did, "iat": int(NOW.timestamp()) - 3600, **claims}
    return sdjwt.issue(body, (), ISSUER, {"kid": ISSUER.verification_method}, iter(()))


def test_a_token_with_a_status_list_is_kept_as_a_document_and_the_later_one_counts(session: Session) -> None:
    session.add(sd_jwt(name="Course", status={"status_list": {"idx": 5, "uri": "https://issuer.example/list"}}))
    for value, hours, code in ((0, 3, "status.ok"), (0b01010101, 1, "status.revoked"), (0, 2, "status.revoked")):
        (added,) = session.add(list_token(value, hours))
        assert (added.code, added.facts) == ("document.added", {"url": "https://issuer.example/list"})
        (item,) = session.items()
        check = item.report.answer(Question.STATUS)
        assert check is not None
        assert check.code == code


def test_a_revocation_list_and_the_description_of_a_type_are_kept_as_documents(session: Session) -> None:
    revoked = {"id": "https://issuer.example/revocations", "revokedCredential": []}
    described = {"vct": "https://types.example/course", "display": [{"locale": "ja", "name": "講座"}]}
    for document in (revoked, described):
        (added,) = session.add(dump_json(document))
        assert added.code == "document.added"
    assert not session.items()
    digest = base64.b64encode(hashlib.sha256(dump_json(described)).digest()).decode()
    session.add(sd_jwt(**{"vct#integrity": f"sha256-{digest}"}))
    (item,) = session.items()
    assert item.credential.titles == ("講座",)


def test_claims_that_nobody_signed_are_no_description_of_a_type(session: Session) -> None:
    for document in (
        {"vct": "https://types.example/course", "claims": [], "iss": ISSUER.did},
        {"vct": "x:y", "name": "x"},
    ):
        (added,) = session.add(dump_json(document))
        assert added.outcome == "failed"


def test_an_older_copy_of_a_document_does_not_replace_the_later_one(session: Session) -> None:
    def status_list(day: str) -> bytes:
        document = badge(
            id="https://issuer.example/status/1",
            type=["VerifiableCredential", "BitstringStatusListCredential"],
            validFrom=f"2026-{day}T00:00:00Z",
            credentialSubject={"type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": "uH4s"},
        )
        return raw(document)

    for day in ("03-01", "06-01", "01-01"):
        assert session.add(status_list(day))[0].code == "document.added"
    assert session.library.read("https://issuer.example/status/1").raw == status_list("06-01")


def test_a_did_document_is_kept_as_a_document(session: Session) -> None:
    document = did_document("did:web:issuer.example", ISSUER)
    address = "https://issuer.example/.well-known/did.json"
    (added,) = session.add(dump_json(document), "did.json", source=address)
    assert (added.code, added.facts) == ("document.added", {"url": address})
    assert not session.items()
    assert session.library.read("did:web:issuer.example").from_address


def test_a_file_with_keys_binds_nobody_until_somebody_says_where_it_is_from(session: Session) -> None:
    """It may have come from whoever made the badge beside it."""
    did, method = "did:web:issuer.example", "did:web:issuer.example#key-1"
    document = dump_json(did_document(did, ISSUER))
    session.add(raw(signed(badge(issuer=did), verification_method=method)), "badge.json")
    (added,) = session.add(document, "did.json")
    assert added.code == "document.unfetched"

    def verdict() -> Outcome:
        return session.items()[0].report.verdict()

    assert verdict() is Outcome.UNKNOWN
    (paper,) = papers(session)
    assert paper.unfetched == "https://issuer.example/.well-known/did.json"
    session.add(document, "did.json", source="https://elsewhere.example/did.json")
    assert verdict() is Outcome.UNKNOWN
    vouch(session, paper)
    assert verdict() is Outcome.PASSED
    (paper,) = papers(session)
    assert paper.unfetched == ""
    assert reopened(session).items()[0].report.verdict() is Outcome.PASSED


def test_a_document_without_an_address_is_refused(session: Session) -> None:
    document = did_document("did:web:issuer.example", ISSUER)
    del document["id"]
    (added,) = session.add(dump_json(document))
    assert (added.outcome, added.code) == ("failed", "document.no_address")


def test_originals_are_exported_byte_for_byte(session: Session, tmp_path: Path) -> None:
    odd = b"\xef\xbb\xbf  " + another(1) + b"\n\n"
    for data, name in ((odd, "with spaces.json"), (PNG.read_bytes(), PNG.name)):
        session.add(data, name)
    items = session.items()
    paths = session.export([item.id for item in items], tmp_path / "out")
    found = {path.name: path.read_bytes() for path in paths}
    assert found == {"with spaces.json": odd, PNG.name: PNG.read_bytes()}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_an_export_overwrites_nothing(session: Session, tmp_path: Path) -> None:
    (added,) = session.add(another(1), "a.json")
    (tmp_path / "a.json").write_text("mine")
    (tmp_path / "a (2).json").symlink_to(tmp_path / "elsewhere")
    (path,) = session.export([added.id], tmp_path)
    assert path.name == "a (3).json"
    assert (tmp_path / "a.json").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\badge.png", "badge.png"),
        ("..", "0123456789abcdef.png"),
        ("", "0123456789abcdef.png"),
        (".hidden", "hidden"),
        ("CON.json", "0123456789abcdef.png"),
        ("a\x00b\nc:d?.json", "a_b_c_d_.json"),
        ("証明書.json", "証明書.json"),
    ],
)
def test_names_from_strangers_become_safe_file_names(name: str, safe: str) -> None:
    assert file_name(name, "png", "0123456789abcdef" * 4) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_one_part_of_a_path(name: str) -> None:
    safe = file_name(name, "json", "0" * 64)
    assert safe
    assert Path(safe).name == safe
    assert safe not in (".", "..")
    assert len(os.fsencode(safe.encode("utf-8", "replace").decode())) <= 255


def test_a_baked_badge_shows_its_picture(session: Session) -> None:
    session.add(PNG.read_bytes(), PNG.name)
    (item,) = session.items()
    assert item.picture == PNG.read_bytes()
    assert item.credential.container == "png"


def test_a_picture_inside_the_credential_is_shown_and_none_is_fetched(session: Session) -> None:
    import base64

    def with_image(number: int, image: str) -> bytes:
        document = badge(id=f"urn:uuid:{number}")
        document["credentialSubject"]["achievement"]["image"] = {"id": image, "type": "Image"}
        return raw(document)

    inside = "data:image/png;base64," + base64.b64encode(PNG.read_bytes()).decode()
    (one,) = session.look(with_image(1, inside))
    (two,) = session.look(with_image(2, "https://issuer.example/a.png"))
    (three,) = session.look(with_image(3, "data:image/png;base64,###"))
    assert one.picture == PNG.read_bytes()
    assert two.picture is None
    assert three.picture is None


def test_looking_keeps_nothing(session: Session) -> None:
    (item,) = session.look(another(1), "a.json")
    assert item.report.verdict() is Outcome.PASSED
    assert item.record == ""
    assert not session.items()


def test_without_a_vault_one_can_look_but_not_keep() -> None:
    looking = Session(None, library(), lambda: NOW)
    assert looking.look(another(1))[0].report.verdict() is Outcome.PASSED
    assert looking.items() == ()
    with pytest.raises(Refused) as refused:
        looking.add(another(1))
    assert refused.value.code == "session.no_vault"


def test_items_are_found_by_the_beginning_of_their_id(session: Session) -> None:
    ids = [session.add(another(number))[0].id for number in range(3)]
    assert session.item(ids[1][:10]).id == ids[1]
    assert session.item("sha256:" + ids[2].upper()).id == ids[2]
    for wrong in ("", "abc", "zzzz", "0" * 64):
        with pytest.raises(Refused) as refused:
            session.item(wrong)
        assert refused.value.code == "session.no_such_id"


def test_a_beginning_that_fits_several_is_refused(session: Session) -> None:
    assert session.vault is not None
    facts = {"added": "2026-01-01T00:00:00Z", "name": "x"}
    for ending in "ab":
        session.vault.put(Record.new(Kind.CREDENTIAL, b"", facts | {"digest": "abcdef" + ending}))
    with pytest.raises(Refused) as refused:
        Session(session.vault, library(), lambda: NOW).item("abcd")
    assert refused.value.code == "session.ambiguous_id"


def test_what_was_removed_can_be_put_back(session: Session) -> None:
    ids = [session.add(another(number))[0].id for number in range(3)]
    before = {item.id for item in session.items()}
    gone = session.remove(ids[:2])
    assert [item.id for item in session.items()] == ids[2:]
    session.add(another(0))
    change = session.restore(gone)
    assert len(change.changed) == 1
    assert {item.id for item in session.items()} == before
    assert {item.id for item in reopened(session).items()} == before


def test_removing_an_unknown_id_removes_nothing(session: Session) -> None:
    (added,) = session.add(another(1))
    with pytest.raises(Refused):
        session.remove([added.id, "ffff"])
    assert len(session.items()) == 1


def test_every_change_is_told_to_those_who_subscribed(session: Session) -> None:
    told: list[Change] = []
    unsubscribe = session.subscribe(told.append)
    (added,) = session.add(another(1))
    session.add(another(1))
    gone = session.remove([added.id])
    session.restore(gone)
    unsubscribe()
    unsubscribe()
    session.add(another(2))
    assert [(len(one.added), len(one.changed)) for one in told] == [(1, 0), (0, 1), (0, 1)]


def test_a_report_is_made_once_and_again_when_asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from wallet import session as module

    made: list[object] = []
    verify = module.verify
    monkeypatch.setattr(module, "verify", lambda *args, **options: made.append(1) or verify(*args, **options))
    (added,) = session.add(another(1))
    for _ in range(3):
        assert session.items()[0].report.verdict() is Outcome.PASSED
    assert len(made) == 1
    session.verify([added.id])
    session.verify()
    assert len(made) == 3
    session.add(dump_json(did_document("did:web:issuer.example", ISSUER)))
    assert session.items()[0].report.verdict() is Outcome.PASSED
    assert len(made) == 4


def test_verifying_again_sees_that_time_has_passed(tmp_path: Path) -> None:
    moments = [NOW]
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        session = Session(vault, library(), lambda: moments[-1])
        session.add(another(1, validUntil="2026-12-01T00:00:00Z"))
        assert session.items()[0].report.verdict() is Outcome.PASSED
        moments.append(NOW + timedelta(days=30))
        session.verify()
        assert session.items()[0].report.verdict() is Outcome.FAILED


def test_a_record_that_can_no_longer_be_read_is_shown_with_the_reason(session: Session) -> None:
    assert session.vault is not None
    facts = {"added": "2026-01-01T00:00:00Z", "name": "old.json", "digest": "ab" * 32}
    session.vault.put(Record.new(Kind.CREDENTIAL, b"{{{", facts))
    (item,) = Session(session.vault, library(), lambda: NOW).items()
    assert item.id == "ab" * 32
    assert item.credential.titles == ("old.json",)
    assert item.report.verdict() is Outcome.FAILED


def test_holder_keys_are_made_in_the_vault(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        session.holder_key()
    assert refused.value.code == "session.no_holder"
    holder = session.new_holder("main")
    assert holder.id.startswith("did:key:z6Mk")
    again = reopened(session)
    assert again.holders() == (holder,)
    assert again.holder_key().did == again.holder_key(holder.id).did == holder.id
    with pytest.raises(Refused):
        again.holder_key("did:key:z6Mkother")


def test_the_samples_can_all_be_kept(session: Session) -> None:
    for path in sorted(SAMPLES.glob("0*")):
        (added,) = session.add(path.read_bytes(), path.name)
        assert added.outcome == "added", path.name
    assert len(reopened(session).items()) == len(list(SAMPLES.glob("0*")))


def test_no_word_of_the_samples_is_in_the_vault(session: Session) -> None:
    words: set[bytes] = set()
    for path in sorted(SAMPLES.glob("0*")):
        for item in session.look(path.read_bytes()):
            session.add(path.read_bytes(), path.name)
            words |= {text.encode() for text in (*item.credential.titles, item.credential.issuer.name, path.name)}
    assert session.vault is not None
    folder = session.vault.path.parent
    held = b"".join(file.read_bytes() for file in folder.iterdir())
    reopened(session)
    held += session.vault.path.read_bytes()
    assert len(words) > 10
    assert not [word for word in words if word in held]


@pytest.mark.parametrize(
    "weak", ["", "short", "aaaaaaaaaaaaaaaaaaaa", "a b c d", "eleven ltrs", "ああああああああああああ"]
)
def test_weak_passphrases_are_refused(weak: str) -> None:
    with pytest.raises(Refused) as refused:
        check_passphrase(weak)
    assert refused.value.code == "passphrase.too_short"


@pytest.mark.parametrize(
    "strong", ["twelve chars", "red fox hat up", "さくら 電車 みかん 窓辺", "Ｔｗｅｌｖｅ　ｃｈａｒｓ"]
)
def test_twelve_characters_or_four_words_are_enough(strong: str) -> None:
    check_passphrase(strong)


def test_the_vault_lies_where_the_environment_says() -> None:
    assert default_vault({"AKASHI_VAULT": "/x/y.vault"}) == Path("/x/y.vault")
    assert default_vault({}).name == "akashi.vault"


def test_a_list_needs_no_bodies(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.add(raw(signed()), "badge.json")
    monkeypatch.setattr(Record, "body", property(lambda self: pytest.fail("a body was opened")))
    (listed,) = session.listed()
    assert listed.titles == ("データサイエンス基礎",)
    assert listed.issuer == "北総学院大学"
    assert listed.name == "badge.json"


def test_a_body_that_no_longer_opens_is_shown_with_the_reason(session: Session) -> None:
    session.add(raw(signed()), "badge.json")
    assert session.vault is not None
    session.vault._file._connection.execute("UPDATE record SET body = zeroblob(2000)")
    (item,) = session.items()
    assert item.credential.flaws[0][0] == "seal.damaged"
