"""The intermediate values that specifications publish, each compared byte for byte."""

import base64
import csv
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import cbor2

from tests.conformance.folder import library, load
from wallet.canon import jcs
from wallet.crypto.keys import PublicKey, from_jwk, from_multikey
from wallet.did import resolve
from wallet.encoding import b64url_decode, b64url_encode, base58_decode, pointer_get
from wallet.errors import Unsupported, WalletError
from wallet.formats.jsonld import read_proof
from wallet.library import Context, Library
from wallet.proofs import bbs_2023, ecdsa_sd, grouping
from wallet.proofs.suite import Secured, without_value
from wallet.sharing import qr, vpqr

# ------------------------------------------------ suites that hash two things and sign the result


@cache
def hashed(folder: Path, vectors: Path) -> dict[str, Any]:
    """Every value of the pipeline, for the one signed document of a folder."""
    (signed,) = (load(path) for path in folder.glob("signed*.json"))
    proof = signed["proof"]
    name = proof.get("cryptosuite", proof["type"])
    key = resolve(proof["verificationMethod"], library(vectors)).key
    algorithm = "sha384" if key.kind == "P-384" else "sha256"
    options = without_value(proof)
    if "-jcs-" in name:
        document = {member: value for member, value in signed.items() if member != "proof"}
        texts = {"canonDoc": jcs.canonicalize(document), "proofCanon": jcs.canonicalize(options)}
    else:
        secured = Secured(signed, library(vectors))
        texts = {
            "canonDoc": secured.statements(secured.unsecured, "document", algorithm),
            "proofCanon": secured.options(options, algorithm),
        }
    document_hash, proof_hash = (hashlib.new(algorithm, texts[one]).hexdigest() for one in ("canonDoc", "proofCanon"))
    return {
        **{one: text.decode() for one, text in texts.items()},
        "docHash": document_hash,
        "proofHash": proof_hash,
        "combinedHash": proof_hash + document_hash,
        "sigHex": base58_decode(proof["proofValue"][1:]).hex(),
        "sigBTC58": proof["proofValue"],
        "proofConfig": {**options, "@context": signed["@context"]},
    }


def hashed_value(path: Path, vectors: Path) -> bool:
    name = re.match(r"canonDoc|proofCanon|docHash|proofHash|combinedHash|sigHex|sigBTC58|proofConfig", path.name)
    assert name is not None
    wanted: Any = load(path) if path.suffix == ".json" else path.read_text()
    found = hashed(path.parent, vectors)[name[0]]
    return bool(found == wanted or (isinstance(wanted, str) and found == wanted.strip()))


# ------------------------------------------------ selective disclosure


_INLINE = "https://context.example/inline"


def named(document: Any, vectors: Path) -> tuple[Any, Library]:
    """A document whose inline context was given an address, which leaves its statements as they are."""
    contexts = document["@context"]
    inline = [context for context in contexts if isinstance(context, dict)]
    if not inline:
        return document, library(vectors)
    (only,) = inline
    urls = [context if isinstance(context, str) else _INLINE for context in contexts]
    raw = json.dumps({"@context": only}).encode()
    return {**document, "@context": urls}, library(vectors).with_contexts([Context(_INLINE, raw=raw)])


@cache
def selective(folder: Path, vectors: Path) -> dict[str, Any]:
    """The base document of a folder, its statements under every label, and its proof read apart."""
    signed, at_hand = named(load(folder / "addSignedSDBase.json"), vectors)
    proof = read_proof(signed["proof"])
    secured = Secured(signed, at_hand)
    graph = secured.graph(secured.unsecured, "document")
    bbs = proof.suite == "bbs-2023"
    components = cbor2.loads(b64url_decode(proof.value[1:])[3:])
    hidden = next(item for item in components if isinstance(item, bytes) and len(item) == 32)
    pointers = components[4] if isinstance(components[4], list) else []
    names = bbs_2023._shuffled(hidden) if bbs else (lambda labels: grouping.hidden_names(labels, hidden))
    return {
        "secured": secured,
        "proof": proof,
        "bbs": bbs,
        "parts": components,
        "pointers": pointers,
        "plain": grouping.lines(graph, lambda labels: labels),
        "lines": grouping.lines(graph, names),
    }


def typed_map(value: Any) -> Any:
    """A Map as the published files write it."""
    if isinstance(value, dict) and value.get("dataType") == "Map":
        return [tuple(pair) for pair in value["value"]]
    return value


def choices(folder: Path) -> list[str]:
    """The pointers that a folder's derivation chose."""
    name = {"employ": "employSelective.json", "prc": "prCredSelective.json"}.get(folder.name, "windSelective.json")
    for parent in (folder, *folder.parents):
        if (parent / name).is_file():
            found: list[str] = load(parent / name)
            return found
    raise AssertionError(folder)


def selective_value(path: Path, vectors: Path) -> bool:
    found, wanted = selective(path.parent, vectors), None
    wanted = load(path) if path.suffix == ".json" else path.read_text()
    return bool(_SELECTIVE[path.stem](found, wanted, path.parent, vectors))


def _texts(lines: grouping.Lines) -> list[str]:
    return [text.decode() for text in lines.texts]


def _transform(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    lines, mandatory = found["lines"], found["lines"].at(found["pointers"])
    rows = {name: [(place, _texts(lines)[place]) for place in places] for name, places in (("mandatory", mandatory), ("nonMandatory", lines.others(mandatory)))}  # fmt: skip
    return wanted["mandatoryPointers"] == found["pointers"] and all(
        typed_map(wanted[name]) == rows[name] for name in rows if name in wanted
    )


def _hash_data(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    lines = found["lines"]
    digest = lines.digest(lines.at(found["pointers"])).hex()
    return bool(
        wanted == {"proofHash": grouping.proof_hash(found["secured"], found["proof"]).hex(), "mandatoryHash": digest}
    )


def _raw_base(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    parts = found["parts"]
    if found["bbs"]:
        return bool(wanted == {"bbsSignature": parts[0].hex(), "mandatoryPointers": found["pointers"]})
    key = PublicKey("P-256", parts[1][2:]).multikey
    same = wanted["baseSignature"] == parts[0].hex() and wanted["publicKey"] == key
    return same and wanted["signatures"] == [one.hex() for one in parts[3]] and wanted["mandatoryPointers"] == parts[4]


def _groups(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    lines, pointers = found["lines"], found["pointers"]
    chosen = choices(folder)
    mandatory = lines.at(pointers)
    rows = {
        "combinedIndexes": lines.at([*pointers, *chosen]),
        "mandatoryIndexes": mandatory,
        "nonMandatoryIndexes": lines.others(mandatory),
        "selectiveIndexes": lines.at(chosen),
    }
    return all(list(rows[name]) == value for name, value in wanted.items())


def _all_groups(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    lines, pointers = found["lines"], found["pointers"]
    chosen = {"mandatory": pointers, "selective": choices(folder), "combined": [*pointers, *choices(folder)]}
    return all(
        [place for place, _ in typed_map(group["matching"])] == list(lines.at(chosen[name]))
        and all(_texts(lines)[place] == text for place, text in typed_map(group["matching"]))
        for name, group in wanted["groups"].items()
        if "matching" in group and name in chosen
    )


def derived(folder: Path, vectors: Path) -> tuple[Any, list[Any]]:
    """The part that is derived here, and the components of its proof."""
    found = selective(folder, vectors)
    key = resolve(found["proof"].verification_method, library(vectors)).key
    if found["bbs"]:
        suite = folder.parent if folder.name == "prc" else folder
        about = bytes.fromhex(load(suite / "BBSDeriveMaterial.json")["presentationHeaderHex"])
        part, value = bbs_2023.derive_with(found["secured"], found["proof"], key, choices(folder), about)
    else:
        part, value = ecdsa_sd.derive(found["secured"], found["proof"], key, choices(folder))
    return part, cbor2.loads(b64url_decode(value[1:])[3:])


def _adjusted(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    _, parts = derived(folder, vectors)
    rows = (
        {"adjMandatoryIndexes": parts[2], "adjSelectiveIndexes": parts[3]}
        if found["bbs"]
        else {"adjMandatoryIndexes": parts[4], "filteredSignatures": [one.hex() for one in parts[2]]}
    )
    return all(rows[name] == value for name, value in wanted.items() if name in rows) and bool(
        rows.keys() & wanted.keys()
    )


def _disclosed(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    _, parts = derived(folder, vectors)
    labels = dict(typed_map(wanted["labelMap"]))
    if found["bbs"]:
        names = {f"c14n{number}": f"b{name}" for number, name in parts[1].items()}
        rows = {"mandatoryIndexes": parts[2], "adjSelectedIndexes": parts[3], "selectiveIndexes": parts[3]}
    else:
        names = {f"c14n{number}": "u" + b64url_encode(name) for number, name in parts[3].items()}
        key = PublicKey("P-256", parts[1][2:]).multikey
        rows = {"mandatoryIndexes": parts[4], "signatures": [one.hex() for one in parts[2]], "publicKey": key,
                "baseSignature": parts[0].hex()}  # fmt: skip
    same = {str(key): value for key, value in labels.items()} == names
    return same and all(value == rows[name] for name, value in wanted.items() if name in rows)


def _recovered(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    parts, pointers = found["parts"], found["pointers"]
    if found["bbs"]:
        return bool(
            wanted == {"bbsSignature": parts[0].hex(), "hmacKey": parts[3].hex(), "mandatoryPointers": pointers}
        )
    rows = {"baseSignature": parts[0].hex(), "hmacKey": parts[2].hex(), "signatures": [one.hex() for one in parts[3]],
            "proofPublicKey": PublicKey("P-256", parts[1][2:]).multikey, "mandatoryPointers": parts[4]}  # fmt: skip
    return bool(wanted == rows)


def _verified(found: Any, wanted: Any, folder: Path, vectors: Path) -> bool:
    """What a verifier of the derived document computes: its statements, in order, under the labels it was given."""
    revealed, at_hand = named(load(folder / "derivedRevealDocument.json"), vectors)
    parts = cbor2.loads(b64url_decode(revealed["proof"]["proofValue"][1:])[3:])
    names = (
        {number: f"b{name}" for number, name in parts[1].items()}
        if found["bbs"]
        else {number: "u" + b64url_encode(name) for number, name in parts[3].items()}
    )
    secured = Secured(revealed, at_hand)
    lines = grouping.lines(secured.graph(secured.unsecured, "document"), grouping.by_map(names))
    if isinstance(wanted, list):
        return _texts(lines) == wanted
    mandatory = parts[2] if found["bbs"] else parts[4]
    rows = {
        "proofHash": grouping.proof_hash(secured, read_proof(revealed["proof"])).hex(),
        "mandatoryHash": lines.digest(mandatory).hex(),
        "nonMandatory": [_texts(lines)[place] for place in lines.others(mandatory)],
        "baseSignature": parts[0].hex(),
    }
    return all(rows[name] == value for name, value in wanted.items() if name in rows)


_SELECTIVE: dict[str, Callable[[Any, Any, Path, Path], bool]] = {
    "addBaseDocCanon": lambda found, wanted, folder, vectors: _texts(found["plain"]) == wanted,
    "addBaseDocHMACCanon": lambda found, wanted, folder, vectors: _texts(found["lines"]) == wanted,
    "addBaseTransform": _transform,
    "addHashData": _hash_data,
    "addPointerValues": lambda found, wanted, folder, vectors: all(
        pointer_get(found["secured"].unsecured, row["pointer"]) == row["value"] for row in wanted
    ),
    "addProofConfig": lambda found, wanted, folder, vectors: (
        wanted
        == {**without_value(found["proof"].options), "@context": load(folder / "addSignedSDBase.json")["@context"]}
    ),
    "addProofConfigCanon": lambda found, wanted, folder, vectors: (
        found["secured"].options(without_value(found["proof"].options), "sha256").decode() == wanted
    ),
    "addRawBaseSignatureInfo": _raw_base,
    "derivedAdjIndexes": _adjusted,
    "derivedAdjMandatoryIndexes": _adjusted,
    "derivedAdjSignatures": _adjusted,
    "derivedAllGroupData": _all_groups,
    "derivedDisclosureData": _disclosed,
    "derivedGroupIndexes": _groups,
    "derivedRecoveredBaseData": _recovered,
    "derivedUnsignedReveal": lambda found, wanted, folder, vectors: (
        {**derived(folder, vectors)[0], "@context": wanted["@context"]} == wanted
    ),
    "verifyCreateVerifyData": _verified,
    "verifyDerivedProofValue": _disclosed,
    "verifyNQuads": _verified,
}

# ------------------------------------------------ keys, encodings, canonical forms


def did_keys(path: Path, vectors: Path) -> bool:
    """The key of a DID is the one that its document lists; a kind we do not judge is refused by name."""
    for did, row in load(path).items():
        if not did.startswith("did:key:"):
            continue
        jwk = row.get("publicKeyJwk") or row.get("verificationMethod", {}).get("publicKeyJwk")
        try:
            key = from_multikey(did.removeprefix("did:key:"))
        except Unsupported:
            continue
        if jwk and key.kind != "BLS12-381-G2" and from_jwk({name: jwk[name] for name in ("kty", "crv", "x", "y") if name in jwk}) != key:  # fmt: skip
            return False
    return True


def did_jwk(path: Path, vectors: Path) -> bool:
    """The key in the DID is the one listed; one that says it is for encryption verifies nothing."""
    document = load(path)
    jwk = document["verificationMethod"][0]["publicKeyJwk"]
    try:
        key = resolve(document["id"], Library()).key
    except WalletError:
        return jwk.get("use") == "enc" or jwk["crv"] == "X25519"
    return from_jwk({name: jwk[name] for name in ("kty", "crv", "x", "y")}) == key


def multibase(path: Path, vectors: Path) -> bool:
    """base58btc and base64url, the two codes that Data Integrity uses."""
    from wallet.encoding import multibase_decode

    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), skipinitialspace=True))
    if path.name == "multibase.csv":
        codes = {row[2]: row[1] for row in rows[1:]}
        return codes["base58btc"] == "z" and codes["base64url"] == "u"
    wanted = rows[0][1].encode("utf-8").decode("unicode_escape").encode("latin-1")
    texts = [row[1] for row in rows[1:] if row[0] in ("base58btc", "base64url")]
    return all(multibase_decode(text) == wanted for text in texts)


def jcs_pair(path: Path, vectors: Path) -> bool:
    folder = path.parents[1]
    value = load(folder / "input" / f"{path.stem}.json")
    if path.parent.name == "outhex":
        return jcs.canonicalize(value) == bytes.fromhex("".join(path.read_text().split()))
    return path.parent.name == "input" or jcs.canonicalize(value) == path.read_bytes()


_AGE_TYPES = {
    "concealedIdToken": "https://w3id.org/security#multibase", "contentHash": "https://w3id.org/security#multibase",
    "image": "@id", "anchoredResource": "@id", "overAge": "http://www.w3.org/2001/XMLSchema#positiveInteger",
}  # fmt: skip
_AGE_TERMS = (
    "AgeVerificationContainerCredential", "AgeVerificationCredential", "OverAgeTokenCredential",
    "PersonalPhotoCredential", "VerifiableCredentialRefreshService2021", "description", "name", *_AGE_TYPES,
)  # fmt: skip
"""The names of https://w3id.org/age/v1, which is not among the vectors: their order gives a code its numbers."""


def vpqr_code(path: Path, vectors: Path) -> bool:
    """The published code and its picture are the presentation beside them, and it is the code that we make."""
    wanted, url = load(path), "https://w3id.org/age/v1"
    terms = {
        name: {"@id": f"https://w3id.org/age#{name}", "@type": _AGE_TYPES.get(name, "@none")} for name in _AGE_TERMS
    }
    context = Context(url, raw=json.dumps({"@context": {"id": "@id", "type": "@type", **terms}}).encode())
    library, text = Library.bundled().with_contexts([context]), wanted["exampleQrCodeData"].encode()
    picture = base64.b64decode(wanted["exampleImageDataUrl"].partition(",")[2])
    return (
        json.loads(vpqr.read(text, library)) == wanted["exampleVp"]
        and vpqr.write(json.dumps(wanted["exampleVp"]).encode(), library=library).encode() == text
        and qr.scan(picture) == (text,)
    )


Compare = Callable[[Path, Path], bool]
VALUES: tuple[tuple[str, Compare], ...] = (
    (r"w3c-vc-di-(eddsa|ecdsa)/.*/(canonDoc|proofCanon|docHash|proofHash|combinedHash|sigHex|sigBTC58|proofConfig)\w*\.", hashed_value),
    (r"w3c-vc-di-ecdsa/ecdsa-sd-2023/(prc|employ)/(?!addSigned|derivedReveal)", selective_value),
    (r"w3c-vc-di-bbs/(prc/)?(add(?!Signed)|derived(?!Reveal)|verify)\w*\.", selective_value),
    (r"did-key/", did_keys),
    (r"did-jwk/", did_jwk),
    (r"multibase/", multibase),
    (r"rfc8785-jcs/", jcs_pair),
    (r"vpqr/", vpqr_code),
)  # fmt: skip
"""Where a file holds a value that is computed here, and what computes it."""
