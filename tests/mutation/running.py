"""Running the tests on a mutant: in a process of its own, only those that come by, until one fails.

The parent imports what does not change (pytest, cryptography and the like) and compiles our modules once;
each child takes the code from there, but for the one module that is mutated. So a mutant is imported like
any other module, with everything that its functions make at import, and costs about half a second.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
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
"""Calls of one function by one test, after which its lines are not noted any more."""
_DONE, _SURVIVED, _KILLED = 0, 10, 11


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
        return self.line if self.calls[code] < _CALLS else None

    def line(self, frame: FrameType, _event: str, _argument: object) -> Any:
        self.touched[self.current].add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

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
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        _CODE[name] = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)


def _pytest(files: list[str], plugin: Selection) -> int:
    options = ["-q", "-x", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-W", "error"]
    place = ["-c", os.devnull, "--rootdir", str(ROOT)]
    return int(pytest.main([*options, *place, *(str(ROOT / file) for file in files)], plugins=[plugin]))


def _child(work: Callable[[], int], seconds: float) -> int:
    """Start ``work`` in a process that ends with its status, or is ended by the alarm."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.alarm(int(seconds) + 1)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        status = work()
    finally:
        os._exit(status)


Touched = dict[tuple[str, int], list[str]]
"""The tests that run a line of a file; "" is the import."""


def survey(files: list[str], targets: list[str], kept: Path) -> tuple[dict[str, float], Touched]:
    """The seconds of each test, and which tests run each line of the targets. ``kept`` is believed if it is there."""

    def work() -> int:
        plugin = Selection(None, frozenset(str(ROOT / target) for target in targets))
        sys.settrace(plugin.trace)
        import wallet.session  # noqa: F401

        sys.settrace(None)
        status = _pytest(files, plugin)
        rows = [(file, line, test) for test, seen in plugin.touched.items() for file, line in seen]
        kept.write_text(json.dumps([status, plugin.took, rows]))
        return _DONE

    if not kept.is_file():
        os.waitpid(_child(work, 1800), 0)
    status, took, rows = json.loads(kept.read_text())
    if status:
        raise SystemExit("the tests must be green before they can be tried on mutants")
    touched: Touched = {}
    for file, line, test in rows:
        touched.setdefault((file, line), []).append(test)
    del rows
    gc.collect()
    gc.freeze()  # the children shall not copy what they never look at
    return took, touched


def start(path: Path, number: int, stages: list[list[str]], seconds: float) -> int:
    """Run the tests on one mutant in a child, whose process id is returned; see ``outcome``.

    They run stage after stage, because the files of all of them take longer to read than most mutants live.
    """

    def work() -> int:
        source = path.read_bytes()
        tree = ast.parse(source)
        mutants(tree)[number].apply()
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        _CODE[name] = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
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
