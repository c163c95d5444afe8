"""What the pages written by hand say is true, as far as a machine can see: links, commands, options, variables."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typer

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.cli import app
from csbot.settings import Settings
from handlers.calls import Kind
from handlers.routes import ROUTES
from tests.architecture.sources import ROOT
from tools.reference.command_line import walk
from tools.reference.settings import variable

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = [page for page in PAGES if "reference" not in page.parts and "decisions" not in page.parts]
PROGRAM = dict(walk(typer.main.get_command(app), "csbot"))
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
ELSEWHERE = {
    "CSBOT_TEST_POSTGRES_URL",
    "CSBOT_REQUIRE_BROWSER",
    "CSBOT_SCREENSHOTS",
    "SLACK_API_URL",
}  # of tests, and of somebody's own app
INVENTED = {"count", "handlers/counts.py", "blocks/counts.py", "scheduler/finishes.py"}  # by the how-to pages
PATH = re.compile(r"`((?:csbot|handlers|blocks|scheduler|tests|tools|deploy|docs|bench)/[\w/.-]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"\b(?:CSBOT|SLACK)_[A-Z_]+\b")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def typed(text: str) -> Iterator[list[str]]:
    """The lines of a page's blocks of commands, as words; lines that go on are joined."""
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        if language in ("", "sh"):
            for line in block.replace("\\\n", " ").splitlines():
                yield words(line)


def words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:  # a sentence of a program, not a command
        return []


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Every call of csbot, in a container or as another user too: its command and the options."""
    for line in typed(text):
        places = [number for number, word in enumerate(line) if word == "csbot" or word.endswith("/bin/csbot")]
        rest = line[places[-1] + 1 :] if places else []
        if rest and re.fullmatch("[a-z][a-z-]*", rest[0]):
            two = " ".join(["csbot", *rest[:2]])
            yield two if two in PROGRAM else f"csbot {rest[0]}", [w.partition("=")[0] for w in rest if w[:2] == "--"]


def options(command: Any) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    found = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not urlsplit(link).scheme]
    assert [link for link in found if not (page.parent / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_commands_and_options_exist(page: Path) -> None:
    unknown = [
        (command, asked)
        for command, asked in calls(page.read_text(encoding="utf-8"))
        if command not in PROGRAM or not set(asked) <= options(PROGRAM[command])
    ]
    assert unknown == []


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_what_is_typed_in_slack_exists(page: Path) -> None:
    known = {route.name for route in ROUTES.values() if route.kind is Kind.COMMAND} | INVENTED
    typed_words = re.findall(r"^/cs (\w+)|`/cs (\w+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {one or other for one, other in typed_words} - known == set()


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_files_that_are_named_are_there(page: Path) -> None:
    paths = PATH.findall(page.read_text(encoding="utf-8"))
    assert [path for path in paths if not (ROOT / path).exists() and path not in INVENTED] == []


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_make_targets_and_variables_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {variable(name, field) for name, field in Settings.model_fields.items()} | ELSEWHERE
    assert {name for name in VARIABLE.findall(text) if not name.endswith("_")} - known == set()
    assert [target for target in re.findall(r"`make ([a-z]+)", text) if target not in TARGETS] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs/README.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    decisions = ROOT / "docs/decisions"
    pages = {page for page in (ROOT / "docs").rglob("*.md") if decisions not in page.parents} - {index}
    assert sorted(map(named, pages - linked)) == []
    assert decisions / "README.md" in linked
    assert "docs/README.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_invented_command_is_found() -> None:
    text = "```\ncsbot run --fast\nsudo -u csbot /x/bin/csbot fly \\\n  --high\ndocker build --tag csbot .\n```\n"
    assert list(calls(text)) == [("csbot run", ["--fast"]), ("csbot fly", ["--high"])]
