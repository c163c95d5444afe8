"""deptry finds, in the way `make lint` calls it, what is imported undeclared and declared in vain."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, ROOT

COMMANDS = re.findall(r"\$\(BIN\)/deptry (.*?) 2>&1", (ROOT / "Makefile").read_text())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """pyproject.toml beside packages that import nothing."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in (*PRODUCT, "tests"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    return tmp_path


def found(project: Path) -> str:
    deptry = Path(sys.executable).with_name("deptry")
    runs = [
        subprocess.run([deptry, *command.split()], cwd=project, capture_output=True, text=True) for command in COMMANDS
    ]
    return "".join(run.stderr for run in runs if run.returncode)


def test_a_declared_dependency_that_nothing_imports_is_found(project: Path) -> None:
    (project / "csbot/web.py").write_text("import aiohttp\n")
    (project / "tests/test_pages.py").write_text("import jinja2\n")  # which tests use, csbot doesn't
    complaints = found(project)
    assert "DEP002 'jinja2' defined as a dependency but not used" in complaints
    assert "'aiohttp'" not in complaints


@pytest.mark.parametrize(
    ("path", "module", "complaint"),
    [
        ("csbot/web.py", "nobody_has_this", "DEP001 'nobody_has_this'"),
        ("csbot/web.py", "idna", "DEP003 'idna'"),  # comes with another
        ("csbot/web.py", "pytest", "DEP004 'pytest'"),  # is for development
        ("tests/test_web.py", "nobody_has_this", "DEP001 'nobody_has_this'"),
        ("tests/test_web.py", "iniconfig", "DEP003 'iniconfig'"),
    ],
)
def test_an_import_of_something_undeclared_is_found(project: Path, path: str, module: str, complaint: str) -> None:
    assert complaint not in found(project)
    (project / path).write_text(f"import {module}\n")
    assert complaint in found(project)
