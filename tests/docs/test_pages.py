"""What the pages written by hand say is true, as far as a machine can see: links, commands, options, variables."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typer

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.cli.commands import app
from csbot.settings import Settings
from handlers.calls import Kind
from handlers.routes import ROUTES
from tests.architecture.sources import ROOT
from tools.reference.command_line import walk
from tools.reference.settings import variable

Found = tuple[Sequence[object], Sequence[object]]
"""What a page names, in order, and what of it does not exist."""
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = [page for page in PAGES if "reference" not in page.parts and "decisions" not in page.parts]
PROGRAM = dict(walk(typer.main.get_command(app), "csbot"))
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
ELSEWHERE = {
    "CSBOT_TEST_POSTGRES_URL",
    "CSBOT_REQUIRE_PROGRAMS",
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


def links(page: Path, text: str) -> Found:
    found = [link for link in LINK.findall(text) if not urlsplit(link).scheme]
    return found, [link for link in found if not (page.parent / link.partition("#")[0]).exists()]


def commands(page: Path, text: str) -> Found:
    """With their options."""
    found = [(command, *asked) for command, asked in calls(text)]
    known = [one[0] in PROGRAM and set(one[1:]) <= options(PROGRAM[one[0]]) for one in found]
    return found, [one for one, is_known in zip(found, known, strict=True) if not is_known]


def words_in_slack(page: Path, text: str) -> Found:
    known = {route.name for route in ROUTES.values() if route.kind is Kind.COMMAND} | INVENTED
    found = [one or other for one, other in re.findall(r"^/cs (\w+)|`/cs (\w+)", text, flags=re.MULTILINE)]
    return found, [one for one in found if one not in known]


def files(page: Path, text: str) -> Found:
    found = PATH.findall(text)
    return found, [path for path in found if not (ROOT / path).exists() and path not in INVENTED]


def targets(page: Path, text: str) -> Found:
    found = re.findall(r"`make ([a-z]+)", text) + [line[1] for line in typed(text) if line[:1] == ["make"] and line[1:]]
    return found, [target for target in found if target not in TARGETS]


def variables(page: Path, text: str) -> Found:
    known = {variable(name, field) for name, field in Settings.model_fields.items()} | ELSEWHERE
    found = [name for name in VARIABLE.findall(text) if not name.endswith("_")]
    return found, [name for name in found if name not in known]


Check = Callable[[Path, str], Found]
CHECKS: dict[Check, list[Path]] = {
    links: PAGES, commands: WRITTEN, words_in_slack: WRITTEN, files: WRITTEN, targets: WRITTEN, variables: WRITTEN,
}  # fmt: skip
# A page that names nothing of a kind could not fail.
LOOKED_AT = [
    pytest.param(check, page, id=f"{check.__name__} {named(page)}")
    for check, pages in CHECKS.items()
    for page in pages
    if check(page, page.read_text(encoding="utf-8"))[0]
]
WRONG = """
[a](nowhere.md) [b](README.md) `csbot/nowhere.py` `csbot/cli` `make nothing` CSBOT_NOTHING CSBOT_PORT
`/cs nothing` `/cs today`

```sh
csbot run --fast
csbot fly
csbot migrate
make never
make setup
```
"""


@pytest.mark.parametrize(("check", "page"), LOOKED_AT)
def test_what_a_page_names_exists(check: Check, page: Path) -> None:
    found, wrong = check(page, page.read_text(encoding="utf-8"))
    assert found
    assert wrong == []


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (links, ["nowhere.md"]),
        (commands, [("csbot run", "--fast"), ("csbot fly",)]),
        (words_in_slack, ["nothing"]),
        (files, ["csbot/nowhere.py"]),
        (targets, ["nothing", "never"]),
        (variables, ["CSBOT_NOTHING"]),
    ],
)
def test_what_does_not_exist_is_found(check: Check, wrong: list[object]) -> None:
    found, said = check(ROOT / "page.md", WRONG)
    assert said == wrong
    assert len(found) == len(wrong) + 1


def test_every_check_has_pages_to_look_at() -> None:
    looked_at = [param.values for param in LOOKED_AT]
    assert {check for check, _ in looked_at} == set(CHECKS)
    assert {check for check, page in looked_at if page == ROOT / "README.md"} >= {links, commands, targets}
    assert {page for _, page in looked_at} >= set(WRITTEN)


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
