"""What keeps the local Slack from beginning is one sentence and exit code 2, alone and in `csbot demo`."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from csbot.cli.commands import app as csbot
from csbot.playground import PlaygroundConfig, __main__
from csbot.playground.listening import listen
from csbot.playground.manifest import read_manifest, with_manifest
from csbot.playground.offers import ShortcutKind

Spoil = Callable[[Path], None]
MANIFEST = """{"display_information": {"name": "Lunch"},
 "features": {"slash_commands": [{"command": "/lunch", "url": "https://x.test", "usage_hint": "[day]"}],
  "shortcuts": [{"name": "Eat", "type": "message", "callback_id": "eat", "description": "x"}]},
 "oauth_config": {"scopes": {"bot": ["commands"]}},
 "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}}}"""


def no_database(folder: Path) -> None:
    (folder / "slack.db").write_bytes(b"not a database, but longer than the header of one" * 40)


def another_version(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "slack.db")) as connection:
        connection.executescript("PRAGMA user_version = 99; CREATE TABLE message (id)")


def a_folder_instead(folder: Path) -> None:
    (folder / "slack.db").mkdir()


FILES = pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(no_database, "file is not a database"), (another_version, "made by another version. Delete it"),
     (a_folder_instead, "unable to open database file")],
)  # fmt: skip


def alone(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What it says before it ends."""
    monkeypatch.setattr("sys.argv", ["playground", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    said = capfd.readouterr().err
    assert ended.value.code == 2
    assert said.count("\n") == 1, said
    return said


@FILES
def test_a_file_that_cannot_be_used_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path, spoil: Spoil, sentence: str
) -> None:
    spoil(tmp_path)
    said = alone(monkeypatch, capfd, "--port", 0, "--data", tmp_path)
    assert sentence in said
    assert str(tmp_path / "slack.db") in said


def test_a_taken_port_a_folder_that_cannot_be_and_a_wrong_manifest_are_sentences(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "manifest.json"
    file.write_text('{"features": {"slash_commands": [{"command": "lunch"}]}}')
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert f"can't listen on 127.0.0.1:{port}" in alone(monkeypatch, capfd, "--port", port, "--data", tmp_path)
    assert "ports end at 65535" in alone(monkeypatch, capfd, "--port", 65536, "--data", tmp_path)
    assert "can't make the folder" in alone(monkeypatch, capfd, "--port", 0, "--data", file / "data")
    said = alone(monkeypatch, capfd, "--port", 0, "--data", tmp_path, "--manifest", file)
    assert "is wrong at features.slash_commands.0.command" in said
    assert "can't read" in alone(monkeypatch, capfd, "--port", 0, "--data", tmp_path, "--manifest", tmp_path / "no")


@FILES
def test_the_demo_says_the_same(tmp_path: Path, spoil: Spoil, sentence: str) -> None:
    spoil(tmp_path)
    done = CliRunner().invoke(csbot, ["demo", "--no-browser", "--port", "0", "--data", str(tmp_path)])
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("csbot: ")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_manifest_says_what_the_app_offers_and_may(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(MANIFEST)
    made = with_manifest(PlaygroundConfig(tmp_path, "", "", ""), read_manifest(file))
    assert [(one.line, one.usage, one.escapes) for one in made.commands] == [("/lunch", "[day]", False)]
    assert [(one.callback_id, one.kind) for one in made.shortcuts] == [("eat", ShortcutKind.MESSAGE)]
    assert made.scopes == frozenset({"commands"})
    assert made.events == frozenset({"app_mention"})
    assert made.tabs == ("messages",), "as Slack has it where the manifest says nothing"
    assert made.people.app.name == "Lunch"
