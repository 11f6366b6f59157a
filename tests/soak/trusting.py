"""Readers of what stands behind a credential, and of files that carry files, with what to start from."""

import json
import logging
import signal
from functools import cache
from typing import Any

from pypdf.generic import NameObject, NumberObject

from tests import making, packing, packs, sealing, test_seals, test_token_status, test_trust
from tests.soak.parsers import Parser, Reader, about
from tests.test_exchange import CHOSEN, answer, asked
from wallet.crypto.seal import FLOOR
from wallet.encoding import b64url_decode, b64url_encode, dump_json, load_json
from wallet.errors import Malformed
from wallet.formats import jwt
from wallet.library import Document, Library
from wallet.packs import read as read_pack
from wallet.proofs import sign_jws
from wallet.seals import list_from
from wallet.sharing import exchange, pdf_worker
from wallet.sharing.archives import is_zip
from wallet.sharing.reader import read_any, read_parts
from wallet.vault.doors import new_slot
from wallet.vault.header import Header, read_header, write_header

STATUS = test_token_status
TRUST = test_trust


def token_list(raw: bytes) -> Library:
    """A list of tokens as it came."""
    return making.library().plus((Document(STATUS.URL, raw, making.NOW, True),))


def packed_list(raw: bytes) -> Library:
    """A list signed anew around spoiled bits."""
    return token_list(STATUS.listing(status_list={"bits": 2, "lst": b64url_encode(raw)}))


def signed_list(raw: bytes) -> Library:
    """A list whose spoiled claims are signed anew."""
    header = {"typ": "statuslist+jwt", "kid": making.ISSUER.verification_method}
    return token_list(sign_jws(raw, making.ISSUER, header).encode())


def registry(raw: bytes) -> Library:
    """A registry that a list of registries names; the list is spoiled alike, where it is one."""
    if raw[:1] == b"[":
        return TRUST.library(TRUST.at_hand(TRUST.KNOWN, raw), TRUST.at_hand(TRUST.PILOT, TRUST.legacy()))
    named = TRUST.at_hand(TRUST.KNOWN, TRUST.known())
    own = TRUST.at_hand(TRUST.LIST, raw)
    return TRUST.library(named, TRUST.at_hand(TRUST.PILOT, raw, TRUST.NOW), own)


def statement(raw: bytes) -> Library:
    """An entity statement, or an anchor's configuration, whose spoiled claims are signed anew."""
    header = {"typ": "entity-statement+jwt", "kid": "k1"}
    again = sign_jws(raw, TRUST.REGISTRAR, header).encode()
    return TRUST.federation(again, TRUST.statement(), configuration=again if b"jwks" in raw else None)


def signed_pack(raw: bytes) -> object:
    """A pack whose spoiled manifest is signed anew, as a maker who means harm would."""
    return read_pack(packs.pack(load_json(raw)), making.NOW).into(making.library())


def trusted(raw: bytes) -> Library:
    return Library.bundled().plus(list_from(raw))


def read_sealed(of: Any) -> Reader:
    return about(of, sealing.sealed())


def claims_of(token: bytes) -> bytes:
    return dump_json(jwt.split(token)[1])


def attached(raw: bytes) -> object:
    """What the worker for PDF does, in this process: whatever the library raises is an exit status there."""
    signal.setitimer(signal.ITIMER_REAL, pdf_worker.SECONDS)
    try:
        return pdf_worker.attached(raw) or pdf_worker.pictures(raw)
    except Exception as error:
        raise Malformed("malformed.pdf") from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_long(*_: object) -> None:
    raise TimeoutError


def answered(one: exchange.Ask) -> Reader:
    """An answer at the desk of the one who asked."""

    def take(raw: bytes) -> object:
        desk = exchange.Desk()
        desk.opened(one)
        return desk.take(raw, making.library(), making.NOW)

    return take


def unpacked(raw: bytes) -> object:
    """What is no archive any more is another parser's business."""
    if not is_zip(raw):
        raise Malformed("malformed.unknown_format")
    return read_parts(raw)


@cache
def parsers() -> tuple[Parser, ...]:
    """The table. A new reader is a row."""
    badge, listing = making.raw(making.signed(suite_name="eddsa-jcs-2022")), STATUS.listing({5: 1})
    bits = json.loads(claims_of(listing))["status_list"]["lst"]
    header = write_header(Header(bytes(16), (new_slot("walnut ferry quiet lantern", bytearray(32), bytes(16), FLOOR),)))
    status = about(token_list, STATUS.issued(STATUS.at()))
    own, legacy, known = (dump_json(one) for one in (TRUST.own(), TRUST.legacy(), TRUST.known()))
    xml = test_seals.trusted_list()
    signal.signal(signal.SIGALRM, too_long)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    archive = packing.zip_of({"a/badge.json": badge, "readme.txt": b"Hello.", "bad.json": b"{"})
    size = {name: NumberObject(16) for name in ("/Width", "/Height")}
    grey = packing.scanned(({**size, "/BitsPerComponent": NumberObject(8), "/ColorSpace": NameObject("/DeviceGray")}, bytes(256)), inside=True)  # fmt: skip
    stored = packing.zip_of({"badge.json": badge, "two.jwt": STATUS.issued(STATUS.at())}, 0)
    return (
        Parser("token status list", status, (listing,), 4),
        Parser("token status claims", about(signed_list, STATUS.issued(STATUS.at())), (claims_of(listing),), 4),
        Parser("token status bits", about(packed_list, STATUS.issued(STATUS.at())), (b64url_decode(bits),), 4),
        Parser("issuer registries", about(registry, badge), (legacy, own, known), 10),
        Parser("entity statements", about(statement, badge), (claims_of(TRUST.statement()), claims_of(TRUST.statement(TRUST.ANCHOR))), 12),
        Parser("trusted list", read_sealed(trusted), (xml, sealing.pem(sealing.authority()), sealing.der(sealing.authority())), 8),
        Parser("pack", lambda raw: read_pack(raw, making.NOW), (packs.pack(), packs.pack(by=(packs.ONE, packs.TWO)))),
        Parser("pack manifest", signed_pack, (dump_json(packs.manifest()), dump_json(packs.manifest(packs.item(fetched=None)))), 4),
        Parser("vault header", read_header, (header,)),
        Parser("request", exchange.read_ask, (exchange.write_ask(asked()),)),
        Parser("answer", answered(asked()), (answer(asked(), CHOSEN),), 6),
        Parser("ZIP", unpacked, (archive, stored, packing.encrypted(archive))),
        Parser("PDF attachments", attached, (packing.pdf_of({"badge.json": badge}), packing.pinned_pdf("badge.json", badge), grey), 10),
        Parser("PDF", read_any, (packing.pdf_of({"badge.json": badge}), packing.pinned_pdf("badge.json", badge)), 200, True),
    )  # fmt: skip
