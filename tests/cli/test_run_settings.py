"""`csbot run` says which setting is missing before anything starts."""

import pytest
from typer.testing import CliRunner

from csbot.cli.commands import app

OAUTH = {"SLACK_CLIENT_ID": "1.1", "SLACK_CLIENT_SECRET": "s", "CSBOT_BASE_URL": "https://a.b"}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is not set"),
        ({"SLACK_BOT_TOKEN": " "}, "SLACK_BOT_TOKEN is not set"),
        ({**OAUTH, "SLACK_SIGNING_SECRET": "s"}, "CSBOT_SECRET_KEY is not set"),
        ({**OAUTH, "CSBOT_SECRET_KEY": "k" * 32}, "SLACK_SIGNING_SECRET is not set"),
        ({**OAUTH, "SLACK_BOT_TOKEN": "xoxb-1"}, "both set"),
    ],
)
def test_what_is_missing_is_named(sqlite_url: str, environment: dict[str, str], said: str) -> None:
    done = CliRunner().invoke(app, ["run"], env={"CSBOT_DATABASE_URL": sqlite_url, **environment})
    assert done.exit_code == 2
    assert said in done.output
