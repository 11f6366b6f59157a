"""Any file a person may bring, to what it holds: a credential in any format, or a picture of QR codes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from wallet import formats
from wallet.errors import Malformed, WalletError
from wallet.model import Found

_MAYBE_A_PICTURE: Final = ("malformed.png_no_badge", "malformed.unknown_format")


def read_any(raw: bytes) -> Found:
    """Read a file, or, where it is a picture without a badge, the QR codes drawn in it.

    Raises what ``formats.read`` raises. The error about the file is kept when the picture
    has no readable code: it says more about what the person brought.
    """
    try:
        return formats.read(raw)
    except Malformed as error:
        if error.code not in _MAYBE_A_PICTURE:
            raise
        from wallet.sharing import qr

        try:
            payload = qr.unpack(qr.scan(raw))
        except WalletError:
            raise error from None
        found = formats.read(payload)
        inside = tuple(replace(credential, container="qr") for credential in found.credentials)
        return replace(found, container="qr", credentials=inside)
