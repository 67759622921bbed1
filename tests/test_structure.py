"""Promises that the whole tree keeps: which part may know which, and what is never committed."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from adr.records.pdf_renderer import LONGEST_SECONDS

ROOT = Path(__file__).resolve().parent.parent
STANDARD_TOP_LEVEL = {
    "adr",
    "aruntime",
    "selection",
    "static",
    "templates",
    "tests",
    ".ci",
}


def modules_of(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports_of(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def offences(folder: str, forbidden: str) -> list[str]:
    return [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules_of(folder)
        for name in imports_of(module)
        if re.match(forbidden, name)
    ]


@pytest.mark.pure
def test_engine_knows_neither_django_nor_the_rest_of_the_project():
    assert offences("selection/engine", r"django|adr|aruntime|selection(?!\.engine)") == []


@pytest.mark.pure
def test_selection_does_not_know_adr():
    assert offences("selection", r"adr(\.|$)") == []


@pytest.mark.pure
def test_teams_know_neither_selection_nor_adr():
    assert offences("aruntime/teams", r"(adr|selection)(\.|$)") == []


@pytest.mark.pure
def test_adr_uses_only_the_public_part_of_selection():
    assert offences("adr", r"selection(?!\.public$)") == []


@pytest.mark.pure
def test_only_the_audit_record_itself_knows_its_table():
    """Everything else adds to it by `note_deed`, and nothing can change it."""
    knowing = [
        str(module.relative_to(ROOT))
        for folder in ("aruntime", "selection", "adr")
        for module in modules_of(folder)
        if "AuditEntry" in module.read_text(encoding="utf-8")
        and "migrations" not in module.parts
        and not module.is_relative_to(ROOT / "aruntime/teams/audit_record")
    ]

    assert knowing == ["aruntime/teams/audit.py", "aruntime/teams/models.py"]


@pytest.mark.pure
def test_every_init_file_is_empty():
    filled = [
        str(path.relative_to(ROOT))
        for folder in ("aruntime", "selection", "adr", "tests")
        for path in (ROOT / folder).rglob("__init__.py")
        if path.read_text(encoding="utf-8").strip()
    ]

    assert filled == []


def tracked_files() -> list[str]:
    result = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [line for line in result.stdout.splitlines() if (ROOT / line).exists()]


@pytest.mark.pure
def test_no_other_folder_stands_at_the_top():
    folders = {line.split("/")[0] for line in tracked_files() if "/" in line}

    assert folders <= STANDARD_TOP_LEVEL


@pytest.mark.pure
def test_lock_files_hold_hashes_and_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        requirements = re.findall(r"^[a-z0-9-]+==", text, flags=re.MULTILINE)

        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(requirements) > 10


@pytest.mark.pure
@pytest.mark.parametrize("file", ["run", "Dockerfile"])
def test_server_waits_for_the_longest_pdf(file):
    timeout = re.search(r"--timeout (\d+)", (ROOT / file).read_text(encoding="utf-8"))

    assert timeout
    assert int(timeout[1]) > LONGEST_SECONDS


@pytest.mark.pure
def test_no_template_reaches_for_another_host_or_carries_inline_code():
    """The content security policy would refuse it; here it is found before a person does."""
    offending = re.compile(
        r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)|(?:src|href)=["']//|src=["']https?:"""
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in (ROOT / "templates").rglob("*.html")
        if "pdf" not in path.name
        for match in offending.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
