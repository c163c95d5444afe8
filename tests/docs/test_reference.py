"""What is made from the code is up to date, and nothing lacks a description."""

from dataclasses import replace
from pathlib import Path

import pytest
import typer
from pydantic.fields import FieldInfo

from csbot.domain.permissions import Level, Permission
from csbot.metrics.families import BUILD, FAMILIES
from csbot.settings import Settings
from handlers.calls import Kind
from handlers.routes import ROUTES, Route
from tests.architecture.sources import ROOT
from tools import reference
from tools.reference import command_line, commands, metrics, permissions, settings
from tools.reference.tables import line


@pytest.mark.parametrize(("path", "wanted"), list(reference.files()), ids=lambda value: getattr(value, "name", ""))
def test_a_page_is_what_the_code_says(path: Path, wanted: str) -> None:
    assert path.exists(), "run: make docs"
    assert path.read_text(encoding="utf-8") == wanted, "run: make docs"


def test_every_command_route_has_a_section() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    words = [route.name for route in ROUTES.values() if route.kind is Kind.COMMAND and route.name]
    assert len(words) >= 5
    assert [word for word in words if f"\n## /cs {word}\n" not in text] == []


def test_a_command_without_help_is_told() -> None:
    route = Route(Kind.COMMAND, "secret", Permission.USE, lambda call, services: None)  # type: ignore[arg-type,return-value]
    with pytest.raises(ValueError, match="/cs secret has no help topic"):
        list(commands.section(route))


def test_a_program_option_without_help_is_told() -> None:
    app = typer.Typer()

    @app.command("count")
    def count(most: int = 3) -> None:
        """Counts."""

    @app.command("rest")
    def rest() -> None:
        """Rests."""

    [(name, found), *_] = command_line.walk(typer.main.get_command(app), "csbot")
    with pytest.raises(ValueError, match="csbot count --most MOST has no description"):
        list(command_line.section(name, found))


def test_a_setting_without_description_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "__pydantic_fields__", {"colour": FieldInfo(default="x")})
    with pytest.raises(ValueError, match="CSBOT_COLOUR has no description"):
        list(settings.table())


def test_a_metric_without_help_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "FAMILIES", (*FAMILIES, replace(BUILD, name="csbot_new", help="")))
    with pytest.raises(ValueError, match="csbot_new has no description"):
        list(metrics.page())


def test_every_permission_and_level_is_explained() -> None:
    assert set(permissions.MEANINGS) == {*Permission, None}
    assert set(permissions.LEVELS) == set(Level)
    assert set(permissions.KINDS) == set(Kind)


def test_the_readme_keeps_what_stands_around_the_table() -> None:
    made = reference.with_table(f"before\n{reference.TABLE}a stale row\n{reference.TABLE_END}after\n")
    assert made.startswith("before\n")
    assert made.endswith("after\n")
    assert "CSBOT_PORT" in made
    assert "stale" not in made
    with pytest.raises(ValueError, match="marks"):
        reference.with_table("no table here")


def test_a_bar_does_not_end_a_cell() -> None:
    assert line(["a|b", "c"]) == r"| a\|b | c |"
