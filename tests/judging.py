"""What the verifier answers about one file, in the few words that tests of seals ask."""

from datetime import datetime

from cryptography import x509

from tests import sealing
from tests.making import NOW
from wallet import formats
from wallet.library import Document, Library
from wallet.model import Credential
from wallet.report import Check, Outcome, Question, Report
from wallet.seals import list_from
from wallet.verify import verify

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


def read(raw: bytes) -> Credential:
    (credential,) = formats.read(raw).credentials
    return credential


def report(raw: bytes, *documents: Document, at: datetime = NOW) -> Report:
    return verify(read(raw), Library.bundled().plus(documents), at)


def check(question: Question, raw: bytes, *documents: Document, at: datetime = NOW) -> Check:
    found = report(raw, *documents, at=at).answer(question)
    assert found is not None
    return found


def proof(raw: bytes, at: datetime = NOW) -> tuple[Outcome, str]:
    found = check(Question.PROOF, raw, at=at)
    return found.outcome, found.code


def binding(raw: bytes, *documents: Document, at: datetime = NOW) -> tuple[Outcome, str]:
    found = check(Question.BINDING, raw, *documents, at=at)
    return found.outcome, found.code


def anchors(*every: x509.Certificate, as_of: datetime | None = None) -> Document:
    (found,) = list_from(sealing.pem(*(every or (sealing.authority(),))), as_of)
    return found
