"""With which key a credential is shown: the one its issuer bound, or one that nobody has seen before."""

from __future__ import annotations

from wallet.crypto.keys import PrivateKey
from wallet.errors import Refused
from wallet.formats import sdjwt
from wallet.model import Credential
from wallet.session import Session


def key_for(session: Session, *credentials: Credential) -> PrivateKey:
    """The holder's key for one showing of credentials.

    Where none of them names a key of a holder it is a fresh one each time, so that two verifiers do not learn from
    the key that they met the same person (SECURITY G49). One that names a key that is not in the vault is
    ``Refused`` ("present.not_yours"), and so are two that name different ones ("present.two_keys").
    """
    keys = {key.did: key for one in credentials if (key := _bound(session, one)) is not None}
    if len(keys) > 1:
        raise Refused("present.two_keys")
    return next(iter(keys.values()), None) or PrivateKey.generate()


def _bound(session: Session, credential: Credential) -> PrivateKey | None:
    """The key that a credential names, out of the vault; None where it names none."""
    subject = credential.subject
    if not subject.startswith(("did:", sdjwt.THUMBPRINT)):
        return None
    for holder in session.holders():
        key = session.holder_key(holder.id)
        if subject in (holder.id, sdjwt.holder_of({"cnf": {"jwk": key.public_jwk}})):
            return key
    raise Refused("present.not_yours")
