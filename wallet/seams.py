"""The only ways the core touches the world.

Below the edges there is no clock, disk, network, screen or thread. A missing fact comes back as a
``Request``; making one sends nothing. Long work reports through a ``Tick``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Request(NamedTuple):
    """What we would like to have. ``url`` is https or a DID."""

    url: str


Tick = Callable[[int, int], None]
"""``tick(done, total)``; raises ``Cancelled`` when the person pressed cancel."""


def silent(done: int, total: int) -> None:
    """The Tick of work that nobody watches."""


photographs: list[Callable[[bytes], bytes]] = []
"""What makes a PNG of a photograph (JPEG, WebP, BMP), and gives anything else back as it is. Qt is needed for it, so
whoever starts the program brings it along; without it photographs are not read."""
