"""What every test runs under: no network, no screen, no clock to race against."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("AKASHI_VAULT", None)
os.environ.pop("AKASHI_PASSPHRASE", None)

settings.register_profile("akashi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("akashi")

_REFUSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Audit hook for the whole run: an address of the internet may not be touched by anything."""
    if event in _REFUSED:
        address = args[1] if event in ("socket.connect", "socket.bind", "socket.sendto") else args[0]
        if isinstance(address, str | bytes) and event.startswith(("socket.connect", "socket.bind")):
            return  # a path: a Unix socket of the desktop's, never the internet
        raise RuntimeError(f"a test touched the network: {event} {address!r}")


sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The folder of published vectors; tests that read it are skipped where it is not there."""
    folder = Path(os.environ.get("AKASHI_VECTORS", Path(__file__).parents[2] / "shared" / "vectors"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip("the published vectors are not at hand (AKASHI_VECTORS)")
    return folder
