"""The house's habits, as far as a machine can see them."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "paperless_firefly"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
# the worker's loop, where one bad row must not stop all others
MAY_CATCH_ALL = {"review/tasks.py"}
# settings alone reads options; the application names its settings, commands set the environment of
# what they start, and the pool gives its children one without secrets
MAY_SEE_THE_ENVIRONMENT = {"review/web/settings.py", "review/web/app.py", "files/pool.py"}


def sources() -> list[Path]:
    """Every module but the migrations, which Django writes."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def name(path: Path) -> str:
    """A module's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, int]]:
    """Every function with its number of lines, without its docstring."""
    for path in sources():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                words = ast.get_docstring(node, clean=False)
                yield f"{name(path)}:{node.name}", lines - (words.count("\n") + 1 if words else 0)


def matching(pattern: str) -> set[str]:
    """The modules in whose text the pattern is found."""
    return {
        name(path) for path in sources() if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def broad_handlers(path: Path) -> list[int]:
    """The lines where everything is caught."""
    handlers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    everything = {"Exception", "BaseException"}
    return [
        handler.lineno
        for handler in handlers
        if handler.type is None
        or any(isinstance(n, ast.Name) and n.id in everything for n in ast.walk(handler.type))
    ]


def test_who_imports_whom() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:]


def test_functions_are_short() -> None:
    lengths = sorted(length for _, length in functions())
    assert statistics.median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.95)] < 40
    assert [where for where, length in functions() if length > 80] == []


def test_a_module_says_its_job_in_a_sentence() -> None:
    first = {
        name(path): (ast.get_docstring(tree(path)) or "").partition("\n")[0]
        for path in sources()
        if tree(path).body  # a package may be empty
    }
    assert [where for where, words in first.items() if not words.endswith((".", ":", "?"))] == []


def test_a_module_is_one_thing() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in sources()}
    assert {where: count for where, count in lines.items() if count > 450} == {}


def test_an_outage_is_never_swallowed() -> None:
    caught = {name(path): broad_handlers(path) for path in sources()}
    assert {where for where, lines in caught.items() if lines} <= MAY_CATCH_ALL


def test_settings_are_the_only_reader_of_the_environment() -> None:
    readers = {where for where in matching(r"os\.(environ|getenv)\b") if where[:4] != "cli/"}
    assert readers <= MAY_SEE_THE_ENVIRONMENT


def test_nothing_in_web_starts_a_thread() -> None:
    starters = matching(r"\bThread\(|ThreadPool|multiprocessing")
    assert {where for where in starters if where.startswith("review/web/")} == set()


@pytest.mark.parametrize(
    "inline",
    [r"<style|\sstyle=", r"\son[a-z]+=|javascript:", r"<script(?![^>]*\bsrc=)", r"\|\s*safe\b"],
)
def test_templates_have_nothing_inline_and_escape_everything(inline: str) -> None:
    assert [t.name for t in TEMPLATES if re.search(inline, t.read_text(encoding="utf-8"))] == []


def test_templates_are_short() -> None:
    lines = sorted(t.read_text(encoding="utf-8").count("\n") for t in TEMPLATES)
    assert lines[-1] <= 200


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_lock_names_no_package_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
