"""Other files of a vault that is open: copies, backups, what a sync service made of it. They open with the same keys."""

from __future__ import annotations

from pathlib import Path

from wallet.errors import VaultDamaged, VaultError
from wallet.seams import Tick, silent
from wallet.vault.header import Header
from wallet.vault.opening import Bodies, open_with, read_whole, shut
from wallet.vault.vault import Vault


def sibling(vault: Vault, path: Path, tick: Tick = silent) -> Vault:
    """Another file of an open vault, opened with its keys; to be closed by itself.

    Raises what ``Vault.unlock`` raises, and ``VaultError`` ("vault.other") for a file of another vault or one that
    was sealed anew since.
    """

    def data_key(header: Header) -> bytearray:
        if header.vault.hex() != vault.id:
            raise VaultError("vault.other")
        return bytearray(vault._keys.data)

    where = path.resolve()
    try:
        opened = open_with(where, data_key)
    except VaultDamaged as error:
        if error.code == "vault.header_damaged":
            raise VaultError("vault.other") from error
        raise
    bodies = Bodies(opened.file, opened.keys, opened.header.vault)
    try:
        head, rows = read_whole(opened, tick, bodies)
    except BaseException:
        shut(opened)
        raise
    return Vault(where, opened, rows, head.generation, vault.opened_by, bodies)
