"""The Dockerfile and the compose file, as far as this goes without a container engine.

What the Dockerfile's build stage runs is run by .ci/wheel_check.py, and the health check with it.
"""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from csbot.settings import Settings
from tests.architecture.sources import ROOT

COMMANDS = Path(sys.executable).parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
LINES = DOCKERFILE.replace("\\\n", " ").splitlines()
SERVICES: dict[str, dict[str, Any]] = YAML(typ="safe").load(ROOT / "compose.yaml")["services"]
EXAMPLE = [
    line.partition("=")[0]
    for line in (ROOT / "deploy/env.example").read_text().splitlines()
    if line and not line.startswith("#")
]


def known_variables() -> set[str]:
    return {str(field.validation_alias or f"CSBOT_{name.upper()}") for name, field in Settings.model_fields.items()}


def arguments(instruction: str) -> list[str]:
    return [line.partition(" ")[2] for line in LINES if line.startswith(f"{instruction} ")]


def run(*command: str | Path) -> str:
    """What a linter finds."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_hadolint_finds_nothing() -> None:
    assert run(COMMANDS / "hadolint", "Dockerfile") == ""


def test_the_compose_file_fits_its_schema() -> None:
    checker = "from check_jsonschema import main; main()"
    assert run(sys.executable, "-c", checker, "--builtin-schema", "vendor.compose-spec", "compose.yaml") == ""


def test_linters_tell_of_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp\n")
    (tmp_path / "compose.yaml").write_text("services: {a: {imagine: b}}\n")
    assert "DL3006" in run(COMMANDS / "hadolint", tmp_path / "Dockerfile")
    checker = "from check_jsonschema import main; main()"
    told = run(sys.executable, "-c", checker, "--builtin-schema", "vendor.compose-spec", tmp_path / "compose.yaml")
    assert "imagine" in told


def test_the_image_runs_as_nobody_in_particular_and_installs_what_is_hashed() -> None:
    assert arguments("USER") == ["10001:10001"]
    assert LINES.index("USER 10001:10001") < LINES.index('CMD ["run"]')
    installs = [command for command in arguments("RUN") if "pip install" in command]
    assert len(installs) == 2
    assert "--require-hashes --no-deps -r requirements.lock" in installs[0]
    assert "--no-deps --no-build-isolation ." in installs[1]
    assert installs[1].endswith("-m pip --disable-pip-version-check check")


def test_the_image_holds_every_package_and_each_copy_passes_dockerignore() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = {name for line in arguments("COPY") if not line.startswith("--from") for name in line.split()[:-1]}
    assert copied >= set(packages["packages"])
    passed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert passed == copied


@pytest.mark.parametrize("name", ["csbot", "migrate", "database"])
def test_containers_write_in_their_volumes_only_and_have_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]


def test_the_container_lets_csbot_hold_its_connections() -> None:
    assert SERVICES["csbot"]["ulimits"] == {"nofile": 65536}
    assert "--ulimit nofile=65536" in (ROOT / "docs/how-to/run-on-a-server.md").read_text()


def test_csbot_starts_when_the_database_is_well_and_migrated() -> None:
    assert SERVICES["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["csbot"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert "pg_isready" in SERVICES["database"]["healthcheck"]["test"]


def test_no_secret_is_written_down_and_every_variable_is_a_setting() -> None:
    given = {name for service in ("csbot", "migrate") for name in SERVICES[service]["environment"]}
    image = {part.partition("=")[0] for part in arguments("ENV")[0].split()}
    unit = (ROOT / "deploy/csbot.service").read_text()
    assert {name for name in given | image | set(EXAMPLE) if name.startswith(("CSBOT_", "SLACK_"))} <= known_variables()
    assert "CSBOT_DATABASE_URL" in unit
    assert "${POSTGRES_PASSWORD:?" in SERVICES["csbot"]["environment"]["CSBOT_DATABASE_URL"]
    assert all(
        line.endswith("=")
        for line in (ROOT / "deploy/env.example").read_text().splitlines()
        if "=" in line and line[0] != "#"
    )
