"""With which key a credential is shown: the one its issuer bound, or one that nobody has seen before."""

from __future__ import annotations

from wallet.crypto.keys import PrivateKey
from wallet.errors import Refused
from wallet.formats import sdjwt
from wallet.model import Credential
from wallet.session import Session


def key_for(session: Session, credential: Credential) -> PrivateKey:
    """The holder's key for one showing of a credential.

    A credential that names no key of a holder is shown with a fresh one each time, so that two verifiers do not
    learn from the key that they met the same person (SECURITY G49). One that names a key that is not in the vault
    is ``Refused`` ("present.not_yours").
    """
    subject = credential.subject
    if not subject.startswith(("did:", "urn:ietf:params:oauth:jwk-thumbprint:")):
        return PrivateKey.generate()
    for holder in session.holders():
        key = session.holder_key(holder.id)
        if subject in (holder.id, sdjwt.holder_of({"cnf": {"jwk": key.public_jwk}})):
            return key
    raise Refused("present.not_yours")
