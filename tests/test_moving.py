"""Backups of other wallets come in whole and safely, and what leaves for them comes back the same."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nacl.bindings
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from hypothesis import given
from hypothesis import strategies as st

from tests.making import HOLDER, ISSUER, NOW, V1, badge, key, library, raw, signed
from tests.test_formats import token
from tests.test_sdjwt import issued
from wallet.crypto.keys import PrivateKey
from wallet.crypto.seal import FLOOR
from wallet.encoding import dump_json, load_json
from wallet.errors import Refused, WalletError
from wallet.moving import keypairs, locked
from wallet.moving.backup import Backup, read_backup
from wallet.moving.written import MIGRATION, UNIVERSAL
from wallet.report import Outcome
from wallet.session import Session
from wallet.session.moved import leave
from wallet.vault import Kind, Vault

PASSPHRASE = "correct horse battery staple"
PASSWORD = "Wörter 一 zwei"
WALLET = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/wallet/v1"]
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "a.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), lambda: NOW)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Session]:
    with Vault.create(tmp_path / "b.vault", PASSPHRASE, cost=FLOOR) as vault:
        yield Session(vault, library(), lambda: NOW)


# What that wallet writes, from the description of its format and nothing of ours


def base58(data: bytes) -> str:
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return text


def key_items(by: PrivateKey = HOLDER, **changes: Any) -> list[dict[str, Any]]:
    public, secret = nacl.bindings.crypto_sign_seed_keypair(by.seed)
    named = "z" + base58(b"\xed\x01" + public)
    did = f"did:key:{named}"
    agreeing = "z" + base58(b"\xec\x01" + nacl.bindings.crypto_sign_ed25519_pk_to_curve25519(public))
    hidden = "z" + base58(b"\x82\x26" + nacl.bindings.crypto_sign_ed25519_sk_to_curve25519(secret))
    return [
        {"@context": ["https://www.w3.org/ns/did/v1"], "id": did, "authentication": [f"{did}#{named}"]},
        {"id": f"{did}#{named}", "type": "Ed25519VerificationKey2020", "controller": did, "publicKeyMultibase": named,
         "privateKeyMultibase": "z" + base58(b"\x80\x26" + secret), **changes},
        {"id": f"{did}#{agreeing}", "type": "X25519KeyAgreementKey2020", "controller": did, "publicKeyMultibase": agreeing,
         "privateKeyMultibase": hidden},
    ]  # fmt: skip


def profile(*items: Any, name: str = "Default", by: PrivateKey = HOLDER) -> dict[str, Any]:
    metadata = {"@context": ["https://w3id.org/wallet/v1"], "id": "urn:uuid:1", "type": "ProfileMetadata", "data": {"profileName": name}}  # fmt: skip
    contents = [*items, *key_items(by), metadata]
    return {"@context": WALLET, "id": "urn:uuid:0", "type": "UniversalWallet2020", "status": "UNLOCKED", "contents": contents}  # fmt: skip


def another(number: int, **changes: Any) -> dict[str, Any]:
    return signed(badge(id=f"urn:uuid:6a5a2c3e-0e3b-4c52-9d35-{number:012}", **changes))


def drawn(text: str) -> tuple[bytes, bytes, bytes]:
    """A salt, a key and an initialization vector: the same in every run, so that a spoiled file can be found again."""
    source = hashlib.sha512(text.encode()).digest()
    return source[:16], source[16:48], source[48:60]


def sealed_token(text: str, password: str = PASSWORD, rounds: int = 1000) -> bytes:
    """A JWE in its compact form by the words of RFC 7516, section 7.1, and RFC 7518, section 4.8."""
    salt, secret, iv = drawn(text)
    plain = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")  # noqa: E731
    header = {"alg": "PBES2-HS256+A128KW", "enc": "A128GCM", "p2s": plain(salt).decode(), "p2c": rounds}
    head = plain(json.dumps(header).encode())
    wrapping = hashlib.pbkdf2_hmac("sha256", password.encode(), b"PBES2-HS256+A128KW\0" + salt, rounds, 16)
    sealed = AESGCM(secret[:16]).encrypt(iv, text.encode(), head)
    return b".".join((head, *map(plain, (aes_key_wrap(wrapping, secret[:16]), iv, sealed[:-16], sealed[-16:]))))


def migration(*rows: Any) -> bytes:
    return sealed_token(json.dumps({"transactionLog": [], "listOfCredentials": [], "nonDeviceBoundCredentials": rows}))


def lock(text: str, password: str = PASSWORD, rounds: int = 120_000, **changes: Any) -> dict[str, Any]:
    """``lockedWallet.ts``: a raw salt, plain base64, no associated data, and the text encoded as JSON once more."""
    salt, secret, iv = drawn(text)
    wrapping = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, 32)
    sealed = AESGCM(secret).encrypt(iv, json.dumps(text).encode(), None)
    plain = lambda data: base64.b64encode(data).decode()  # noqa: E731
    header = {"alg": "PBES2-HS512+A256KW", "p2s": plain(salt), "p2c": rounds, "enc": "A256GCM", **changes}
    jwe = {"recipients": [{"header": header, "encrypted_key": plain(aes_key_wrap(wrapping, secret))}],
           "iv": plain(iv), "ciphertext": plain(sealed[:-16]), "tag": plain(sealed[-16:])}  # fmt: skip
    return {
        "@context": ["https://www.w3.org/2018/credentials/v1", "http://w3id.org/wallet/v1"],
        "type": ["VerifiableCredential", "EncryptedWallet"],
        "issuer": "did:web:lcw.app",
        "credentialSubject": {"id": "urn:uuid:2", "jwe": jwe},
    }


def read(stated: Any, password: str | None = None) -> Backup:
    backup = read_backup(stated if isinstance(stated, bytes) else dump_json(stated), password)
    assert backup is not None
    return backup


def code_of(stated: Any, password: str | None = None) -> str:
    with pytest.raises(WalletError) as caught:
        read(stated, password)
    return caught.value.code


def faults(backup: Backup) -> list[str]:
    return [part.error.code for part in backup.parts if part.error is not None]


# Moving in


def test_a_backup_brings_its_credentials_and_its_key_under_the_name_of_the_profile(session: Session) -> None:
    data = dump_json([profile(another(1), another(2), name="学習")])
    added = session.add(data, "Wallet Backup.json")
    assert [(one.outcome, one.code) for one in added] == [("added", "add.added")] * 2 + [("added", "backup.key_added")]
    assert [one.verdict for one in added[:2]] == [Outcome.PASSED, Outcome.PASSED]
    assert [one.index for one in added] == [0, 1, 2]
    assert [(holder.id, holder.name) for holder in session.holders()] == [(HOLDER.did, "学習")]
    assert session.holder_key() == HOLDER
    assert len(session.items()) == 2


def test_no_private_key_is_kept_outside_its_own_record_or_told(session: Session) -> None:
    data = dump_json([profile(another(1))])
    secret = key_items()[1]["privateKeyMultibase"]
    added = session.add(data)
    assert session.vault is not None
    for record in session.vault.records.values():
        assert secret.encode() not in record.body + dump_json(record.facts)
        assert (HOLDER.seed == record.body) is (record.kind is Kind.HOLDER)
    told = repr((added, session.holders(), read(data), session.look_each(data)))
    assert secret not in told
    assert repr(HOLDER.seed) not in told


def test_the_same_backup_again_changes_nothing(session: Session) -> None:
    data = dump_json([profile(another(1))])
    session.add(data)
    assert [one.outcome for one in session.add(data)] == ["duplicate", "duplicate"]
    assert (len(session.items()), len(session.holders())) == (1, 1)


def test_a_credential_laid_out_in_another_way_is_the_one_already_kept(session: Session) -> None:
    (first,) = session.add(json.dumps(another(1), indent=2, sort_keys=True).encode())
    again = session.add(dump_json([profile(another(1), another(2))]))
    assert [(one.outcome, one.id == first.id) for one in again[:2]] == [("duplicate", True), ("added", False)]


def test_one_profile_without_an_array_is_a_backup_too(session: Session) -> None:
    assert [one.outcome for one in session.add(b"\xef\xbb\xbf " + dump_json(profile(another(1))))] == ["added", "added"]


def test_every_profile_comes_with_its_own_key_and_what_both_have_is_kept_once(session: Session) -> None:
    second = key("second")
    data = dump_json([profile(another(1), name="Work"), profile(another(1), another(2), name="Home", by=second)])
    outcomes = [one.outcome for one in session.add(data)]
    assert outcomes == ["added", "duplicate", "added", "added", "added"]
    assert {(holder.id, holder.name) for holder in session.holders()} == {(HOLDER.did, "Work"), (second.did, "Home")}


def test_what_an_item_is_is_told_by_its_type_before_its_context() -> None:
    contexts = [V1, "https://www.w3.org/ns/did/v1", *badge()["@context"][1:]]
    backup = read([profile({**badge(), "@context": contexts})])
    assert [part.found is not None for part in backup.parts] == [True]
    assert [holder.key for holder in backup.keys] == [HOLDER]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("rubbish", "backup.unknown_item"),
        ({"type": "Something"}, "backup.unknown_item"),
        ({"type": ["VerifiableCredential", "EncryptedWallet"]}, "backup.unknown_item"),
        ({"type": ["VerifiablePresentation", "VerifiableCredential"], "@context": [V1], "verifiableCredential": []}, "malformed.type"),
        ({"@context": ["https://www.w3.org/ns/did/v1"], "id": "did:key:z6MkOther"}, "backup.did"),
        (key_items(key("other"))[2], "backup.agreement_key"),
        (key_items(key("other"), privateKeyMultibase=None)[1], "backup.key_no_private"),
        (key_items(key("other"), publicKeyMultibase=ISSUER.multikey)[1], "backup.key"),
        (key_items(key("other"), publicKeyMultibase=7)[1], "backup.key"),
        (key_items(key("other"), privateKeyMultibase=key_items()[1]["privateKeyMultibase"])[1], "backup.key"),
        (key_items(key("other"), privateKeyMultibase="z" + base58(b"\x80\x26" + key("other").seed + ISSUER.public.raw))[1], "backup.key"),
        (key_items(key("other"), privateKeyMultibase="z" + base58(b"\x80\x26" + key("other").seed))[1], "backup.key"),
        (key_items(key("other"), privateKeyMultibase="z" + "2" * 100_000)[1], "backup.key"),
    ],
)  # fmt: skip
def test_an_item_that_cannot_be_kept_is_named_and_the_others_are(item: Any, code: str, session: Session) -> None:
    added = session.add(dump_json([profile(item, another(1))]))
    assert sorted((one.outcome, one.code) for one in added) == [
        ("added", "add.added"),
        ("added", "backup.key_added"),
        ("failed", code),
    ]
    assert [holder.id for holder in session.holders()] == [HOLDER.did]


def test_a_credential_that_speaks_of_wallets_is_no_backup(session: Session) -> None:
    for text in ("UniversalWallet2020", "EncryptedWallet"):
        data = raw(signed(badge(id=f"urn:x:{text}", name=f'"{text}"')))
        assert read_backup(data) is None
        assert [one.code for one in session.add(data)] == ["add.added"]


def test_a_backup_that_also_looks_like_an_identity_is_never_kept_whole(session: Session) -> None:
    added = session.add(dump_json({**profile(another(1)), "authentication": []}))
    assert [one.code for one in added] == ["add.added", "backup.key_added"]


def test_a_backup_in_a_zip_brings_no_keys(session: Session) -> None:
    from tests.packing import zip_of

    session.add(zip_of({"a.json": raw(another(1)), "Wallet Backup.json": dump_json([profile(another(2))])}))
    assert session.holders() == ()


# Locked backups


def test_a_locked_backup_opens_with_its_password(session: Session) -> None:
    data = dump_json(lock(json.dumps([profile(another(1))])))
    assert [one.code for one in session.add(data)] == ["backup.locked"]
    assert [one.code for one in session.add(data, password="wrong")] == ["backup.wrong_password"]
    assert not session.items()
    added = session.add(data, password=PASSWORD)
    assert [one.outcome for one in added] == ["added", "added"]
    assert not any(one.facts.get("plain") for one in added)
    assert [looked.keys for looked in session.look_each(data, password=PASSWORD)] == [(), (HOLDER.did,)]


@pytest.mark.parametrize("wraps", [0, 1, 2])
def test_content_encoded_once_or_more_is_read_to_the_array(wraps: int) -> None:
    text = json.dumps([profile()])
    for _ in range(wraps):
        text = json.dumps(text)
    wallet = lock(text, rounds=1000)
    if wraps < 2:
        assert [holder.key for holder in read(wallet, PASSWORD).keys] == [HOLDER]
    else:
        assert code_of(wallet, PASSWORD) == "backup.shape"


@pytest.mark.parametrize("member", ["iv", "ciphertext", "tag"])
def test_damage_is_not_taken_for_a_wrong_password(member: str) -> None:
    wallet = lock("[]", rounds=1000)
    jwe = wallet["credentialSubject"]["jwe"]
    data = bytearray(base64.b64decode(jwe[member]))
    data[0] ^= 1
    jwe[member] = base64.b64encode(data).decode()
    assert code_of(wallet, PASSWORD) == "backup.damaged"
    assert code_of(wallet, "wrong") == "backup.wrong_password"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"p2c": 1_000_001}, "backup.rounds"),
        ({"p2c": 2**53}, "backup.rounds"),
        ({"p2c": 0}, "backup.rounds"),
        ({"p2c": "120000"}, "backup.shape"),
        ({"p2c": True}, "backup.shape"),
        ({"p2s": ""}, "backup.shape"),
        ({"p2s": "AA-_"}, "malformed.base64"),
        ({"p2s": None}, "backup.shape"),
        ({"p2s": "A" * 1000}, "backup.shape"),
        ({"alg": "dir"}, "backup.cipher"),
        ({"alg": []}, "backup.cipher"),
        ({"enc": "A128GCM"}, "backup.damaged"),
    ],
)
def test_a_hostile_header_is_refused_before_any_work(change: dict[str, Any], code: str) -> None:
    assert code_of(lock("[]", rounds=1000, **change), PASSWORD) == code


@pytest.mark.parametrize(
    "jwe", [None, [], {}, {"recipients": []}, {"recipients": [{}, {}]}, {"recipients": [{"header": 1}]}]
)
def test_a_locked_backup_without_its_parts_is_malformed(jwe: Any) -> None:
    assert code_of({**lock("[]", rounds=1000), "credentialSubject": {"jwe": jwe}}, PASSWORD) == "backup.shape"


# Bounds


def test_a_backup_cut_short_says_where() -> None:
    data = dump_json([profile(another(1))])
    assert code_of(data[: len(data) // 2]) == "malformed.json"


def test_ten_thousand_items_are_refused_at_once(session: Session) -> None:
    data = dump_json([profile(*[{"type": "x"}] * 10_000)])
    assert [one.code for one in session.add(data)] == ["malformed.too_many"]
    assert [one.code for one in session.add(dump_json([{"type": "UniversalWallet2020"}] * 10_000))] == ["malformed.too_many"]  # fmt: skip


def test_a_nested_bomb_is_one_failure_of_the_file_or_of_the_item(session: Session) -> None:
    deep = b"[" * 100_000 + b'"UniversalWallet2020"'
    assert session.add(deep)[0].code in ("malformed.json", "malformed.json_depth")
    nest: Any = "x"
    for _ in range(50):
        nest = {"a": nest}
    wide = {**badge(), "name": {"@value": [0] * 60_000}}
    added = session.add(dump_json([profile({**badge(), "a": nest}, wide, another(1))]))
    assert [one.outcome for one in added][1:] == ["failed", "added", "added"]
    assert added[1].code == "malformed.json_nodes"
    inside = dump_json([profile({**badge(), "wallet": [profile(another(2))]})])
    assert len(read(inside).keys) == 1


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["UniversalWallet2020", "EncryptedWallet", "ProfileMetadata", "Ed25519VerificationKey2020", "X25519KeyAgreementKey2020", "VerifiableCredential", "https://www.w3.org/ns/did/v1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "contents", "status", "data", "profileName", "@context", "id", "credentialSubject", "jwe", "recipients", "header", "publicKeyMultibase", "privateKeyMultibase"]), inner, max_size=5),
))  # fmt: skip
def test_any_shape_of_backup_raises_nothing_but_wallet_errors(stated: Any) -> None:
    for value in (stated, {"type": "UniversalWallet2020", "contents": [stated, stated]}, {"type": "EncryptedWallet", "credentialSubject": {"jwe": stated}}):  # fmt: skip
        try:
            backup = read_backup(dump_json(value), PASSWORD)
        except WalletError:
            continue
        assert backup is None or isinstance(backup, Backup)


# Moving out


def filled(session: Session) -> None:
    session.new_holder("Work", HOLDER)
    session.new_holder("work", key("second"))
    session.add(json.dumps(another(1), indent=1).encode(), "one.json")
    session.add(raw(another(2, credentialSubject={**badge()["credentialSubject"], "id": key("second").did})))


def said(session: Session) -> list[str]:
    return sorted(json.dumps(item.credential.claims, sort_keys=True) for item in session.items())


def test_a_universal_wallet_has_the_shape_that_the_other_wallet_restores(session: Session) -> None:
    filled(session)
    wallets = load_json(leave(session, UNIVERSAL).data)
    assert [one["type"] for one in wallets] == ["UniversalWallet2020"] * 2
    assert [holder.id for holder in session.holders()] == [wallet["contents"][0]["id"] for wallet in wallets]
    keys = sorted((HOLDER, key("second")), key=lambda one: one.did)
    names = [holder.name for holder in session.holders()]
    for wallet, holder, name in zip(wallets, keys, (names[0], f"{names[1]} (2)"), strict=True):
        assert set(wallet) == {"@context", "id", "type", "status", "contents"}
        assert (wallet["@context"], wallet["status"]) == (WALLET, "UNLOCKED")
        kinds = {str(item.get("type")): item for item in wallet["contents"]}
        document, signing, agreeing = key_items(holder)
        assert kinds["Ed25519VerificationKey2020"] == signing
        assert kinds["X25519KeyAgreementKey2020"] == agreeing
        assert signing["privateKeyMultibase"].startswith("zrv")
        assert agreeing["publicKeyMultibase"].startswith("z6LS")
        assert kinds["ProfileMetadata"]["data"] == {"profileName": name}
        # As that wallet looks for it: the first item with the context of DID documents.
        found = next(item for item in wallet["contents"] if "https://www.w3.org/ns/did/v1" in item["@context"])
        assert found["id"] == document["id"]
        assert "privateKeyMultibase" not in json.dumps(found)
        assert len([item for item in wallet["contents"] if "VerifiableCredential" in item.get("type", ())]) == 1


def test_what_left_as_a_universal_wallet_comes_back_the_same(session: Session, other: Session) -> None:
    filled(session)
    left = leave(session, UNIVERSAL)
    assert (len(left.ids), left.left, left.keys) == (2, (), 2)
    assert {one.outcome for one in session.add(left.data)} == {"duplicate"}
    assert {one.outcome for one in other.add(left.data)} == {"added"}
    assert {holder.id for holder in other.holders()} == {holder.id for holder in session.holders()}
    assert said(other) == said(session)
    assert {item.report.verdict() for item in other.items()} == {Outcome.PASSED}
    assert leave(other, UNIVERSAL).data.count(b"privateKeyMultibase") == 4


def test_a_migration_object_is_a_jwe_that_opens_by_the_standard_and_holds_no_key(session: Session) -> None:
    filled(session)
    session.add(issued(), "micro.sdjwt")
    session.add(token(badge(id="urn:uuid:7")), "token.jwt")
    data = leave(session, MIGRATION, (), PASSWORD).data
    head, wrapped, iv, sealed, tag = data.split(b".")
    part = lambda text: base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))  # noqa: E731
    header = json.loads(part(head))
    assert (header["alg"], header["enc"]) == ("PBES2-HS256+A128KW", "A128GCM")
    salt = b"PBES2-HS256+A128KW\0" + part(header["p2s"].encode())
    unwrapped = aes_key_unwrap(hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), salt, header["p2c"], 16), part(wrapped))
    content = json.loads(AESGCM(unwrapped).decrypt(part(iv), part(sealed) + part(tag), head))
    assert set(content) == {"transactionLog", "listOfCredentials", "nonDeviceBoundCredentials"}
    formats = sorted(one["format"] for one in content["nonDeviceBoundCredentials"])
    assert formats == ["dc+sd-jwt", "jwt_vc_json", "ldp_vc", "ldp_vc"]
    assert len(content["listOfCredentials"]) == 4
    assert "privateKey" not in json.dumps(content)


def test_what_left_as_a_migration_object_comes_back_the_same(session: Session, other: Session) -> None:
    filled(session)
    session.add(issued(), "micro.sdjwt")
    data = leave(session, MIGRATION, (), PASSWORD).data
    assert [one.code for one in other.add(data)] == ["backup.locked"]
    assert [one.code for one in other.add(data, password="wrong")] == ["backup.wrong_password"]
    assert other.add(data[:-9] + b"AAAAAAAAA", password=PASSWORD)[0].code in ("backup.damaged", "malformed.base64")
    assert {one.outcome for one in session.add(data, password=PASSWORD)} == {"duplicate"}
    assert {one.outcome for one in other.add(data, password=PASSWORD)} == {"added"}
    assert said(other) == said(session)
    assert other.holders() == ()


def test_each_row_of_another_s_migration_object_is_kept_or_named(session: Session) -> None:
    rows = [
        {"format": "ldp_vc", "credential": another(1)},
        {"format": "ldp_vc", "credential": json.dumps(another(2))},
        {"format": "dc+sd-jwt", "credential": issued().decode()},
        {"format": "mso_mdoc", "credential": "omppc3N1"},
        {"format": "ldp_vc"},
        "rubbish",
    ]
    added = session.add(migration(*rows), "moving.jwe", password=PASSWORD)
    assert [one.code for one in added] == ["add.added"] * 3 + ["backup.format"] + ["backup.unknown_item"] * 2
    assert code_of(migration(*["x"] * 10_000), PASSWORD) == "malformed.too_many"
    assert code_of(sealed_token("[]"), PASSWORD) == "backup.shape"


def test_what_a_file_cannot_hold_is_left_out_by_name(session: Session) -> None:
    filled(session)
    (sd,) = session.add(issued(), "micro.sdjwt")
    left = leave(session, UNIVERSAL)
    assert left.left == (sd.id,)
    assert sd.id not in left.ids
    assert leave(session, UNIVERSAL, [sd.id]).ids == ()


def test_a_universal_wallet_without_a_key_is_refused(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        leave(session, UNIVERSAL)
    assert refused.value.code == "session.no_holder"


def test_more_than_can_be_read_again_is_not_written(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(session)
    monkeypatch.setattr("wallet.moving.written.MAX_ITEMS", 1)
    for form in (UNIVERSAL, MIGRATION):
        with pytest.raises(Refused) as refused:
            leave(session, form, (), PASSWORD)
        assert refused.value.code == "export.too_large"


def test_a_key_pair_written_is_the_one_read() -> None:
    assert keypairs.read_pair(keypairs.write_pair(HOLDER)) == HOLDER


def test_a_token_with_strange_demands_is_not_opened() -> None:
    data = locked.lock(b"{}", b"x" * 12, 1000)
    head = json.loads(base64.urlsafe_b64decode(data.split(b".")[0] + b"=="))
    for change in ({"zip": "DEF"}, {"crit": ["exp"]}):
        spoiled = base64.urlsafe_b64encode(json.dumps({**head, **change}).encode()).rstrip(b"=")
        assert code_of(b".".join((spoiled, *data.split(b".")[1:])), "x" * 12) == "backup.shape"


# History


def test_a_list_shows_the_newest_issue_and_the_earlier_stays_within_reach(session: Session) -> None:
    (first,) = session.add(raw(another(1, validFrom="2026-01-01T00:00:00Z")))
    (later,) = session.add(raw(another(1, validFrom="2026-06-01T00:00:00Z")))
    assert [item.id for item in session.current()] == [later.id]
    assert [item.id for item in session.items()] == [later.id, first.id]
    assert [item.id for item in session.issues(session.item(later.id))] == [first.id]
    session.remove([later.id])
    assert [item.id for item in session.current()] == [first.id]


def test_ids_are_one_however_they_are_escaped_or_padded(session: Session) -> None:
    session.add(raw(signed(badge(id="https://a.example/b-c", validFrom="2026-01-01T00:00:00Z"))))
    (later,) = session.add(raw(signed(badge(id="https://a.example/b%2Dc", validFrom="2026-06-01T00:00:00Z"))))
    assert later.code == "add.newer"
    assert len(session.current()) == 1


def test_a_forged_later_issue_hides_nothing(session: Session) -> None:
    (sound,) = session.add(raw(another(1, validFrom="2026-01-01T00:00:00Z")))
    forged = another(1, validFrom="2026-06-01T00:00:00Z")
    forged["name"] = "Professor"
    (bad,) = session.add(raw(forged))
    assert {item.id for item in session.current()} == {sound.id, bad.id}


def test_two_issues_in_one_backup_are_told_apart(session: Session) -> None:
    issues = (another(1, validFrom="2026-01-01T00:00:00Z"), another(1, validFrom="2026-06-01T00:00:00Z"))
    assert [one.outcome for one in session.add(dump_json([profile(*issues)]))] == ["added", "newer", "added"]
