"""Akashi 証: a wallet in which people keep, check and show what they have learned.

The floor plan, ground floor first. A module imports only from the floors above it in
this list; import-linter enforces it (see ``pyproject.toml``).

    errors      every exception raised on purpose: a code and facts, no prose
    seams       the only ways the core touches the world: Request, Response, Tick
    encoding    multibase, base64url, strict JSON, dates
    library     documents already at hand: contexts, DID documents, status lists
    crypto      bytes to bytes: keys, seals
    canon       JSON to canonical bytes: JCS, JSON-LD to RDF, RDFC-1.0
    model       Credential, Proof, StatusEntry, Presentation
    report      Question, Outcome, Check, Report, policies
    formats     where the claims and the proofs are: bytes to Credential
    proofs      how one proof is checked: the registry of cryptosuites
    vocab       what the claims mean: Credential to Achievement
    did, status what speaks for whom; what the issuer withdrew
    verify      every question asked, one Report
    sharing     present, disclose, QR codes
    vault       the one mutable thing: an encrypted file of records
    words       codes and facts to sentences, in English and Japanese
    session     the verbs a learner has, used alike by window and command line
    cli, ui     the two faces
    __main__    the way in; the only place that reads the clock
"""

from pathlib import Path
from typing import Final

__version__: Final = "0.1.0"

_HERE = Path(__file__).resolve().parent
RESOURCES: Final = _HERE / "resources" if (_HERE / "resources").is_dir() else _HERE.parent / "resources"
"""Where contexts, words, fonts, icons and samples lie: inside a wheel, or beside it in a checkout."""
