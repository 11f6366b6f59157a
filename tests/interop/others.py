"""Other implementations, one warm process each: what they make, and what they say of a file.

``AKASHI_ORACLES`` names a folder with ``issue.mjs`` and ``lib/`` (and ``py_peers.py``); ``ORACLES_HOME`` is
where their packages are. Nothing here judges: every answer is a peer's.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import IO, Any

from tests import making
from wallet.encoding import dump_json, write_time

NOW = write_time(making.NOW)
Peer = dict[str, Any]


class Lines:
    """A process that answers one line of JSON for each line it reads."""

    def __init__(self, command: list[str], errors: IO[str], **more: str) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            env={**os.environ, **more},
        )

    def ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the process has ended"
        return json.loads(answer)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()


class Others:
    """The peers of one folder, in Node and, where they are set up, in Python."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._place = place
        self._errors = (place / "errors.txt").open("w", encoding="utf-8")
        driver = Path(__file__).with_name("driver.mjs")
        self._node = Lines(["node", str(driver), str(folder), str(place)], self._errors)
        self._python: Lines | None = None
        home = Path(os.environ.get("ORACLES_HOME", folder))
        interpreter = home / "pyvenv" / "bin" / "python"
        if interpreter.exists():
            contexts = place / "contexts.json"
            contexts.write_text(json.dumps(self.make("contexts")), encoding="utf-8")
            more = {"ORACLES_CONTEXTS": str(contexts), "PYTHONDONTWRITEBYTECODE": "1"}
            self._python = Lines([str(interpreter), str(folder / "py_peers.py")], self._errors, **more)

    def close(self) -> None:
        for one in (self._node, self._python):
            if one is not None:
                one.close()
        self._errors.close()

    def make(self, do: str, **request: Any) -> Any:
        """What a peer signs, derives or presents."""
        found = self._node.ask({"do": do, "now": NOW, **request})
        assert "error" not in found, f"{do}: {found['error']}"
        return found["answer"]

    def issue(
        self, document: dict[str, Any], suite: str, mandatory: tuple[str, ...] = (), seed: str = ""
    ) -> dict[str, Any]:
        """A credential by a key made from ``seed``, or by a new one."""
        options = ["--mandatory", ",".join(mandatory)] if mandatory else []
        options += ["--seed", seed] if seed else []
        found: dict[str, Any] = self.make("issue", document=document, argv=["--suite", suite, *options])
        return found

    def derive(self, base: dict[str, Any], chosen: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = self.make("issue", document=base, argv=["--derive", ",".join(chosen)])
        return found

    def judge(self, content: bytes, every: bool = False, **options: Any) -> list[Peer]:
        """What each peer says that covers the file: the deciding one first. ``every`` asks all, also in Python."""
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return [{"peer": "encoding", "verified": False, "errors": ["not UTF-8"]}]
        found = self._node.ask(
            {"do": "verify", "text": text, "all": every, "options": {"now": NOW, "skipStatus": False, **options}}
        )
        if "error" in found:
            return [{"peer": "driver", "verified": False, "errors": [found["error"]]}]
        whole = found["answer"]
        peers = [{"peer": "all in Node", "verified": whole["verified"], "errors": whole["errors"]}, *whole["peers"]]
        if every and self._python is not None:
            peers += self._in_python(content, options)
        return [one for one in peers if one["verified"] is not None]

    def _in_python(self, content: bytes, options: dict[str, Any]) -> list[Peer]:
        assert self._python is not None
        path = self._place / "shown"
        path.write_bytes(content)
        status = {}
        for number, (url, value) in enumerate(options.get("status", {}).items()):
            listing = self._place / f"list-{number}"
            listing.write_bytes(value.encode() if isinstance(value, str) else dump_json(value))
            status[url] = str(listing)
        names = {name: options[name] for name in ("challenge", "domain", "aud", "nonce") if name in options}
        found: list[Peer] = self._python.ask({"id": "x", "file": str(path), "now": NOW, "status": status, **names})[
            "peers"
        ]
        return found

    def accept(self, content: bytes, **options: Any) -> bool:
        """Does the deciding peer verify it?"""
        return bool(self.judge(content, **options)[0]["verified"])
