"""What still opens of a damaged vault, in a new vault: the last way, where no copy is as good."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from wallet.errors import VaultError
from wallet.seams import Tick, silent
from wallet.session.standins import put_in_place
from wallet.vault import Secret, Token, Vault


class Salvaged(NamedTuple):
    """How many records a new vault has of a damaged one, and how many are lost."""

    good: int
    lost: int


def salvage_to(damaged: Path, secret: Secret, target: Path, tick: Tick = silent) -> Salvaged:
    """Make a new vault of the records of a damaged one that open; the damaged file is only read.

    The secret opens the new vault too. That a record is the newest, and that none is missing, is
    what a damaged vault can no longer show. Raises ``VaultError`` ("vault.nothing_left") where
    nothing opens, and what ``Vault.salvage`` and ``Vault.create`` raise.
    """
    records, lost = Vault.salvage(damaged, secret, tick)
    if not records:
        raise VaultError("vault.nothing_left")
    made = Vault.create(target, secret if isinstance(secret, str) else os.urandom(32).hex())
    try:
        with made as vault:
            vault.put(*records.values())
            if isinstance(secret, Token):
                vault.set_door(secret)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Salvaged(len(records), lost)


def salvage_in_place(damaged: Path, secret: Secret, tick: Tick = silent) -> Salvaged:
    """The same, and the new vault takes the place of the damaged one, which stays beside it under another name."""
    with TemporaryDirectory(prefix=".akashi-", dir=damaged.parent) as folder:  # a crash leaves nothing in the way
        ready = Path(folder) / damaged.name
        done = salvage_to(damaged, secret, ready, tick)
        put_in_place(damaged, ready)
    return done
