"""import-linter's contracts can fail: a copy of the project with one bad import for each breaks them all."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.sources import PRODUCT, ROOT

BAD_IMPORTS = {
    "csbot/domain/__init__.py": ["sqlalchemy", "csbot.i18n", "csbot.storage"],
    "csbot/services/__init__.py": ["slack_sdk", "sqlalchemy", "csbot.playground", "handlers"],
    "csbot/playground/__init__.py": ["csbot.domain"],
    "handlers/__init__.py": ["csbot.storage", "scheduler"],
    "blocks/__init__.py": ["csbot.services"],
}


def test_every_contract_breaks_on_a_bad_import(tmp_path: Path) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for package in PRODUCT:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "page"))
    for path, modules in BAD_IMPORTS.items():
        with (tmp_path / path).open("a") as file:
            file.writelines(f"import {module}\n" for module in modules)
    report = lint(tmp_path)
    assert [contract["name"] for contract in contracts if f"{contract['name']} BROKEN" not in report] == []


def lint(folder: Path) -> str:
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout
