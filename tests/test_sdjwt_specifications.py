"""SD-JWT as others specify it: every case of sd-jwt-python and sd-jwt-js, issued and presented by the book."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from wallet.encoding import b64url_decode, b64url_encode, load_json
from wallet.formats import sdjwt

yaml = pytest.importorskip("yaml")  # it comes with the tools, under another name for some versions of Python

Json = dict[str, Any]


def encode(item: Any) -> bytes:
    return b64url_encode(json.dumps(item, ensure_ascii=False).encode()).encode()


def digest(encoded: bytes) -> str:
    return b64url_encode(hashlib.sha256(encoded).digest())


def decode(encoded: bytes) -> list[Any]:
    found: list[Any] = json.loads(b64url_decode(encoded.decode()))
    return found


class Sd:
    """A value, or a member's name, that the specification marks as selectively disclosable."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sd) and other.value == self.value


class Loader(yaml.SafeLoader):  # type: ignore[misc, name-defined]
    """YAML with the tag ``!sd``."""


def _marked(loader: Any, node: Any) -> Sd:
    if isinstance(node, yaml.ScalarNode):
        tag = loader.resolve(yaml.ScalarNode, node.value, (node.style is None, node.style is not None))
        return Sd(loader.construct_object(yaml.ScalarNode(tag, node.value)))
    if isinstance(node, yaml.MappingNode):
        return Sd(loader.construct_mapping(node, deep=True))
    return Sd(loader.construct_sequence(node, deep=True))


Loader.add_constructor("!sd", _marked)


class Maker:
    """An SD-JWT made by the book (RFC 9901, section 4.2), independent of ``sdjwt.issue``."""

    def __init__(self, decoys: int = 0) -> None:
        self.made: dict[str, bytes] = {}
        self.decoys = decoys

    def hide(self, *parts: Any) -> str:
        encoded = encode([f"salt{len(self.made)}", *parts])
        self.made[digest(encoded)] = encoded
        return digest(encoded)

    def payload(self, value: Any) -> Any:
        """The value with digests in the place of what is marked."""
        if isinstance(value, list):
            return [
                {"...": self.hide(self.payload(item.value))} if isinstance(item, Sd) else self.payload(item)
                for item in value
            ]
        if not isinstance(value, dict):
            return value
        found = {name: self.payload(item) for name, item in value.items() if not isinstance(name, Sd)}
        digests = [self.hide(name.value, self.payload(item)) for name, item in value.items() if isinstance(name, Sd)]
        digests += [digest(f"{len(self.made)} {n}".encode()) for n in range(self.decoys if digests else 0)]
        return {**found, "_sd": sorted(digests)} if digests else found

    def chosen(self, payload: Any, wanted: Any) -> list[bytes]:
        """The disclosures that a choice means. It has the shape of the claims; a list may be named by indexes."""
        found: list[bytes] = []
        if isinstance(payload, list) and isinstance(wanted, dict):
            wanted = [wanted.get(str(index), False) for index in range(len(payload))]
        if isinstance(payload, list) and isinstance(wanted, list):
            for item, choice in zip(payload, wanted, strict=False):
                hidden = self.made.get(item["..."]) if isinstance(item, dict) and item.keys() == {"..."} else None
                if hidden is None:
                    found += self.chosen(item, choice)
                elif choice:
                    found += [hidden, *self.chosen(decode(hidden)[1], choice)]
        elif isinstance(payload, dict) and isinstance(wanted, dict):
            members = {name: (item, None) for name, item in payload.items()}
            members |= {
                decode(self.made[one])[1]: (decode(self.made[one])[2], self.made[one])
                for one in payload.get("_sd", [])
                if one in self.made
            }
            for name, choice in wanted.items():
                item, hidden = members.get(name, (None, None))
                if hidden is None or choice:
                    found += ([] if hidden is None else [hidden]) + self.chosen(item, choice)
        return found


def plain(value: Any) -> Any:
    """The claims without the marks."""
    if isinstance(value, Sd):
        return plain(value.value)
    if isinstance(value, dict):
        return {plain(name): plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def as_json(value: Any) -> Any:
    """YAML has dates, and numbers as names; JSON has neither."""
    return json.loads(json.dumps(value, default=str))


def specifications(vectors: Path) -> list[tuple[str, Json]]:
    paths = sorted((vectors / "sd-jwt-python").rglob("specification.yml"))
    return [(path.parent.name, yaml.load(path.read_text(), Loader)) for path in paths]


@pytest.mark.parametrize("decoys", [0, 3])
def test_every_specification_of_sd_jwt_python_comes_out_as_it_should(decoys: int, vectors: Path) -> None:
    expected = 0
    found = specifications(vectors)
    for name, spec in found:
        maker = Maker(decoys)
        payload = as_json(maker.payload(spec["user_claims"]))
        whole, disclosed = sdjwt.apply(payload, maker.made.values())
        assert whole == as_json(plain(spec["user_claims"])), name
        assert len(disclosed) == len(maker.made)
        shown, _ = sdjwt.apply(payload, maker.chosen(payload, as_json(plain(spec.get("holder_disclosed_claims", {})))))
        if spec.get("expect_verified_user_claims"):
            assert shown == as_json(spec["expect_verified_user_claims"]), name
            expected += 1
    assert (len(found), expected) == (32, 17)


def framed(claims: Any, frame: Any) -> Any:
    """The claims with the marks that a disclosure frame of sd-jwt-js means."""
    hidden = frame.get("_sd", [])
    if isinstance(claims, list):
        items = [framed(item, frame.get(str(index), {})) for index, item in enumerate(claims)]
        return [Sd(item) if index in hidden else item for index, item in enumerate(items)]
    if not isinstance(claims, dict):
        return claims
    return {Sd(name) if name in hidden else name: framed(item, frame.get(name, {})) for name, item in claims.items()}


KEPT = {"array_none_disclosed.json": {"is_over": {}}}
"""The file leaves out an open object of which nothing is shown. RFC 9901, section 7.1, only takes the digests
out of it, and sd-jwt-python states this same case so."""


def test_every_specification_of_sd_jwt_js_comes_out_as_it_should(vectors: Path) -> None:
    files = sorted((vectors / "sd-jwt-js").glob("*.json"))
    for path in files:
        spec = load_json(path.read_bytes())
        maker = Maker()
        payload = maker.payload(framed(spec["claims"], spec["disclosureFrame"]))
        whole, _ = sdjwt.apply(payload, maker.made.values())
        assert whole == spec["claims"], path.name
        shown, _ = sdjwt.apply(payload, maker.chosen(payload, spec["presentationFrames"]))
        assert shown == KEPT.get(path.name, spec["presentedClaims"]), path.name
    assert len(files) == 17
