"""Every reader of strangers' bytes, with files to start from."""

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import cbor2

from tests import making, sealing, test_assertion, test_inside, test_moving, test_selective, test_status, test_vpqr
from tests.test_formats import token
from tests.test_holder import ASKED, presentation
from tests.test_sdjwt import issued
from wallet import formats
from wallet.crypto import keys
from wallet.did import resolve
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json, parse_time, pointer_get
from wallet.errors import Malformed
from wallet.formats import baked, sdjwt
from wallet.library import Library, documents_from
from wallet.moving.backup import read_backup
from wallet.schema import check_schema
from wallet.sharing import qr, vpqr
from wallet.sharing.pictures import write_png
from wallet.status.bitstring import GZIP
from wallet.status.listing import inflate
from wallet.verify import verify_contained, verify_found
from wallet.vocab.openbadges import achievements

Reader = Callable[[bytes], object]


@dataclass(frozen=True)
class Parser:
    """``weight`` is how dear one mutant is: a dear parser gets fewer of them in the daily run.

    ``apart`` if each mutant needs a process of its own: a thousandth of them in the long run.
    """

    name: str
    read: Reader
    seeds: tuple[bytes, ...]
    weight: int = 1
    apart: bool = False


def judged(library: Library) -> Reader:
    """Read, verify, and say what it says: everything a window does with a file."""

    def read(raw: bytes) -> object:
        found = formats.read(raw)
        reports = verify_found(found, library, making.NOW, ASKED)
        for credential in found.credentials:
            achievements(credential)
            verify_contained(credential, library, making.NOW)
        return reports

    return read


def text(read: Callable[[str], object]) -> Reader:
    def decoded(raw: bytes) -> object:
        try:
            return read(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise Malformed("malformed.encoding") from error

    return decoded


def about(of: Callable[[bytes], Library], sound: bytes) -> Reader:
    """A sound credential judged with spoiled documents at hand."""
    found = formats.read(sound)
    return lambda raw: verify_found(found, of(raw), making.NOW)


def status_list(raw: bytes) -> Library:
    """A list signed anew around spoiled bits, and as it is."""
    listing = test_status.listing("u" + b64url_encode(raw))
    signed = making.signed(listing, suite_name="eddsa-jcs-2022")
    return making.library().plus([making.document(test_status.URL, signed, making.NOW)])


def at_hand(raw: bytes) -> Library:
    return making.library().plus(documents_from(raw, url="did:web:university.example"))


def vpqr_code(raw: bytes) -> object:
    """The text of a code, or the CBOR-LD that goes into one: spoiled text seldom gets past its base."""
    return vpqr.read(raw if vpqr.is_code(raw) else b"VC1-B" + base64.b32encode(raw).rstrip(b"="))


def cbor_in(code: bytes) -> bytes:
    return base64.b32decode(code[5:] + b"=" * (-len(code[5:]) % 8))


def proof_value(suite: str) -> Reader:
    part = test_selective.derived(test_selective.base(suite), test_selective.NAME)

    def read(raw: bytes) -> object:
        proof = {**part["proof"], "proofValue": "u" + b64url_encode(raw)}
        return verify_found(formats.read(making.raw({**part, "proof": proof})), making.library(), making.NOW)

    return read


def value_of(suite: str) -> bytes:
    part = test_selective.derived(test_selective.base(suite), test_selective.NAME)
    return b64url_decode(part["proof"]["proofValue"][1:])


@cache
def parsers() -> tuple[Parser, ...]:
    """The table. A new format is a row."""
    badge, signed = making.raw(making.badge()), making.raw(making.signed())
    with_status = making.raw(
        making.signed(making.badge(credentialStatus=test_status.entry()), suite_name="eddsa-jcs-2022")
    )
    did = "did:web:university.example"
    web = making.raw(
        making.signed(making.badge(issuer=did), suite_name="eddsa-jcs-2022", verification_method=f"{did}#key-1")
    )
    plain = write_png([bytes(8)] * 8)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:o="https://purl.imsglobal.org/ob/v3p0"><o:credential>%s</o:credential></svg>'
    codes = tuple(part.encode() if isinstance(part, str) else part for part in qr.pack(signed * 4, "low").parts)
    vpqr_codes = tuple(text.encode() for text, _ in test_vpqr.MADE)
    library, hosted = making.library(), test_assertion.site()
    sd = making.raw(test_selective.derived(test_selective.base("ecdsa-sd-2023"), test_selective.NAME))
    record = making.raw(test_inside.record(making.signed(), test_inside.endorsed(test_inside.endorsement())))
    bound = sdjwt.bind(issued(), making.HOLDER, ASKED, making.NOW)
    schema = json.dumps({**making.badge(), "credentialSchema": {"id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json", "type": "1EdTechJsonSchemaValidator2019"}}).encode()  # fmt: skip
    return (
        Parser("JSON", load_json, (badge, signed, b'{"a":[1,2.5e3,"\\u00e9",{}]}')),
        Parser("Linked Data", judged(library), (signed, making.raw(presentation()), sd, record), 12),
        Parser("JWT", judged(library), (token(making.badge()), token(making.badge(), typ="vc+jwt")), 4),
        Parser("SD-JWT", judged(library), (issued(), bound), 6),
        Parser("Open Badges 2.0", judged(hosted), (making.raw(test_assertion.assertion()), test_assertion.signed()), 4),
        Parser("seal", judged(library), (sealing.sealed(), sealing.sealed(form="compact"), sealing.sealed(form="flattened")), 8),
        Parser("picture with a badge", formats.read, (baked.bake_png(plain, signed), svg % signed, plain)),
        Parser("QR text", lambda raw: qr.unpack(raw.split(b"\n")), (b"\n".join(codes), signed)),
        Parser("VPQR", vpqr_code, (*vpqr_codes, *map(cbor_in, vpqr_codes[:2]), b"\xd9\xcb\x1d" + cbor2.dumps([1, {0: making.V1, 2: 100}]))),
        Parser("QR picture", qr.scan, (qr.write_png(qr.pack(b"hello")), plain), 60),
        Parser("bitstring", lambda raw: inflate(raw, GZIP), (gzip.compress(test_status.bits(), mtime=0),)),
        Parser("bitstring list", about(status_list, with_status), (gzip.compress(test_status.bits(), mtime=0),), 12),
        Parser("documents at hand", about(at_hand, web), (making.raw(making.did_document(did, making.ISSUER)),), 8),
        Parser("JWK", lambda raw: keys.from_jwk(load_json(raw)), (making.raw(making.ISSUER.public_jwk), making.raw(test_selective.P256.public_jwk))),
        Parser("Multikey", text(keys.from_multikey), (making.ISSUER.multikey.encode(), test_selective.BLS.multikey.encode())),
        Parser("PEM", text(keys.from_pem), (test_assertion.PEM,)),
        Parser("DID URL", text(lambda url: resolve(url, library)), (making.ISSUER.verification_method.encode(), b"did:web:a.example:b#c", b"did:jwk:e30#0")),
        Parser("ecdsa-sd-2023 value", proof_value("ecdsa-sd-2023"), (value_of("ecdsa-sd-2023"), cbor2.dumps([b"x", 1, {}])), 20),
        Parser("bbs-2023 value", proof_value("bbs-2023"), (value_of("bbs-2023"),), 20),
        Parser("schema", lambda raw: [check_schema(one, library) for one in formats.read(raw).credentials], (schema,), 20),
        Parser("backup", read_backup, (dump_json([test_moving.profile(making.signed())]), making.raw(test_moving.profile())), 4),
        Parser("locked backup", lambda raw: read_backup(raw, test_moving.PASSWORD), (making.raw(test_moving.lock(json.dumps([test_moving.profile()]), rounds=1000)), test_moving.migration({"format": "ldp_vc", "credential": making.signed()})), 10),
        Parser("date", text(parse_time), (b"2026-11-24T09:00:00Z", b"2026-11-24T09:00:00.5+09:00")),
        Parser("pointer", text(lambda pointer: pointer_get({"a": [1, {"b": 2}]}, pointer)), (b"/a/1/b", b"/a/0")),
    )  # fmt: skip
