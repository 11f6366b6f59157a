"""Running the tests on a mutant: in a process of its own, only those that come by, until one fails.

The parent imports what does not change (pytest, cryptography and the like) and compiles our modules once;
each child takes the code from there, but for the one module that is mutated. So a mutant is imported like
any other module, with everything that its functions make at import, and costs about half a second.
"""

from __future__ import annotations

import ast
import gc
import hashlib
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import hypothesis
import pytest

from tests.mutation.operators import mutants

ROOT = Path(__file__).parents[2]
_MEMORY = 3 * 1024**3
_CODE: dict[str, CodeType] = {}
_CALLS = 300
"""Calls of one function by one test, after which the test is taken to run all of its lines."""
_SURVIVED, _KILLED = 10, 11


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        if fullname not in _CODE:
            _CODE[fullname] = compile(self.get_data(self.path), self.path, "exec", dont_inherit=True)
        return _CODE[fullname]


class _Finder:
    """Finds our packages in this work tree, wherever an installed one may lie, and compiles each module once."""

    @staticmethod
    def find_spec(name: str, path: Any = None, _target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] not in ("wallet", "tests"):
            return None
        found = PathFinder.find_spec(name, path or [str(ROOT)])
        if found is not None and found.origin is not None:
            found.loader = _Loader(name, found.origin)
        return found


class Selection:
    """A pytest plugin: the tests to run in their order, and what each of them took and touched."""

    def __init__(self, order: list[str] | None = None, targets: frozenset[str] = frozenset()) -> None:
        self.order, self.targets = order, targets
        self.calls: Counter[CodeType] = Counter()
        self.took: dict[str, float] = {}
        self.failed: set[str] = set()
        self.touched: dict[str, set[tuple[str, int]]] = {"": set()}

    def pytest_configure(self) -> None:
        repeatable = hypothesis.settings(hypothesis.settings.default, derandomize=True, database=None)
        hypothesis.settings.register_profile("mutation", repeatable)
        hypothesis.settings.load_profile("mutation")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.order is not None:
            known = {item.nodeid: item for item in items}
            items[:] = [known[name] for name in self.order if name in known]

    def trace(self, frame: FrameType, _event: str, _argument: object) -> Any:
        code = frame.f_code
        if code.co_filename not in self.targets:
            return None
        self.touched[self.current].add((code.co_filename, code.co_firstlineno))
        self.calls[code] += 1
        if self.calls[code] == _CALLS:
            self.touched[self.current] |= {(code.co_filename, line) for _, _, line in code.co_lines() if line}
        return self.line if self.calls[code] < _CALLS else None

    def line(self, frame: FrameType, _event: str, _argument: object) -> Any:
        self.touched[self.current].add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    current = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        if self.order is not None:
            return (yield)
        self.current, begin = item.nodeid, time.perf_counter()
        self.touched[self.current] = set()
        self.calls.clear()
        sys.settrace(self.trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.took[item.nodeid] = time.perf_counter() - begin


def prepare() -> None:
    """Import what every child needs and no mutant changes."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.meta_path.insert(0, _Finder())  # type: ignore[arg-type]
    for name in (
        "cbor2", "cryptography.x509", "cryptography.hazmat.primitives.asymmetric.rsa", "defusedxml.ElementTree",
        "fluent.runtime", "hypothesis.strategies", "jsonschema", "nacl.bindings", "nacl.signing", "py_arkworks_bls12381",
        "pyld.jsonld", "pyoxigraph", "pypdf", "qrcode", "zxingcpp",
    ):  # fmt: skip
        __import__(name)
    for path in [*ROOT.glob("wallet/**/*.py"), *ROOT.glob("tests/*.py")]:
        _CODE[_name(path)] = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)


def warm(path: Path) -> None:
    """Import, and use once, everything of ours that does not depend on the module that is to be mutated."""
    uses = {name: _imports(name) for name in _CODE}
    touched = {_name(path)}
    while more := {name for name, used in uses.items() if used & touched} - touched:
        touched |= more
    _import(uses.keys() - touched)
    if "tests.making" not in touched:
        from tests import making

        making.signed()
        making.signed(suite_name="eddsa-jcs-2022")
    gc.collect()
    gc.freeze()
    assert _name(path) not in sys.modules


def _import(names: Iterable[str]) -> None:
    for name in sorted(names):
        if name.startswith("wallet.") and ".ui" not in name and not name.endswith("__main__"):
            importlib.import_module(name)


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(name: str) -> set[str]:
    """Our modules that a module imports anywhere in its text, and the packages they are in."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(Path(_CODE[name].co_filename).read_bytes())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    parts = [one.split(".") for one in (*found, name)]
    return {".".join(one[:length]) for one in parts for length in range(1, len(one) + 1)} & _CODE.keys() - {name}


def _pytest(files: list[str], plugin: Selection) -> int:
    options = ["-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-W", "error"]
    place = ["-c", os.devnull, "--rootdir", str(ROOT), "-o", "markers=timeout: of a plugin that is not loaded"]
    first = [] if plugin.order is None else ["-x"]
    return int(pytest.main([*options, *first, *place, *(str(ROOT / file) for file in files)], plugins=[plugin]))


def _child(work: Callable[[], int], seconds: float, said: Path | str = os.devnull) -> int:
    """Start ``work`` in a process that ends with its status, or is ended by the alarm; what it prints goes to ``said``."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.alarm(int(seconds) + 1)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        status = work()
    finally:
        os._exit(status)


Touched = dict[tuple[str, int], list[str]]
"""The tests that run a line of a file; "" is the import."""


def survey(files: list[str], targets: list[str], kept: Path) -> tuple[dict[str, float], Touched]:
    """The seconds of each test, and which tests run each line of the targets.

    ``kept`` holds what is known already; it is used as far as neither the test's file nor a target has changed.
    """
    sources = b"".join((ROOT / target).read_bytes() for target in targets)
    digests = {file: hashlib.sha256(sources + (ROOT / file).read_bytes()).hexdigest() for file in files}
    known = json.loads(kept.read_text()) if kept.is_file() else {}
    known = {file: row for file, row in known.items() if row["digest"] == digests.get(file)}
    stale = [file for file in files if file not in known]

    def work() -> int:
        plugin = Selection(None, frozenset(str(ROOT / target) for target in targets))
        sys.settrace(plugin.trace)
        _import(set(_CODE))
        sys.settrace(None)
        if _pytest(stale, plugin) > 1:
            return _KILLED
        for file in stale:
            took = {test: seconds for test, seconds in plugin.took.items() if test.startswith(f"{file}::")}
            failed = sorted(plugin.failed & took.keys())
            rows = [(place, line, test) for test in ("", *took) for place, line in plugin.touched[test]]
            known[file] = {"digest": digests[file], "took": took, "rows": rows, "failed": failed}
        kept.write_text(json.dumps(known))
        return _SURVIVED

    if stale:
        said = kept.with_suffix(".txt")
        _, status = os.waitpid(_child(work, 1800, said), 0)
        if outcome(status) != "survived":
            raise SystemExit(f"{said.read_text('utf-8', 'replace')[-2000:]}\nthe tests cannot be run: see {said}")
        known = json.loads(kept.read_text())
    touched: Touched = {}
    useless = {test for row in known.values() for test in row["failed"]}
    for row in known.values():
        for place, line, test in row["rows"]:
            if test not in useless:
                touched.setdefault((place, line), []).append(test)
    for test in sorted(useless):
        print(f"left out, as it fails without a mutant under the survey: {test}")
    return {test: seconds for row in known.values() for test, seconds in row["took"].items()}, touched


def start(path: Path, number: int, stages: list[list[str]], seconds: float) -> int:
    """Run the tests on one mutant in a child, whose process id is returned; see ``outcome``.

    They run stage after stage, because the files of all of them take longer to read than most mutants live.
    """

    def work() -> int:
        source = path.read_bytes()
        tree = ast.parse(source)
        mutants(tree)[number].apply()
        _CODE[_name(path)] = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
        for tests in stages:
            if _pytest(sorted({test.partition("::")[0] for test in tests}), Selection(tests)):
                return _KILLED
        return _SURVIVED

    return _child(work, 20 + 4 * seconds)


def outcome(status: int) -> str:
    """What the end of a child says: "survived", "timeout" or "killed"."""
    if os.WIFSIGNALED(status):
        return "timeout" if os.WTERMSIG(status) == signal.SIGALRM else "killed"
    return "survived" if os.WEXITSTATUS(status) == _SURVIVED else "killed"
