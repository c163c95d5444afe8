"""Settings: a sentence per mistake that names the variable and never its value; each setting says what it is for."""

import pytest
from pydantic import ValidationError

from csbot.settings import Settings, mistakes

KEY = "k" * 32


def mistakes_in(**environment: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        Settings(**environment)  # type: ignore[arg-type]
    return list(mistakes(refused.value))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("secret_key", "hunter2", "CSBOT_SECRET_KEY must be 32 characters or more"),
        ("secret_key", f"{KEY},hunter2", "CSBOT_SECRET_KEY must be 32 characters or more"),
        ("base_url", "csbot.example.com", "CSBOT_BASE_URL must be an http or https address"),
        ("log_level", "hunter2", "CSBOT_LOG_LEVEL must be 'info' or 'debug'"),
        ("port", "hunter2", "CSBOT_PORT must be a whole number"),
        ("port", "65536", "CSBOT_PORT must be 65535 or less"),
        ("port", "-1", "CSBOT_PORT must be 0 or more"),
        ("slack_team_id", "hunter2", "CSBOT_SLACK_TEAM_ID must be a Slack workspace's id, which begins with T"),
        (
            "slack_team_id",
            "Ehunter2",
            "CSBOT_SLACK_TEAM_ID must be a Slack workspace's id, which begins with T; this is",
        ),
        ("slack_team_id", "T1 hunter2", "CSBOT_SLACK_TEAM_ID must be a Slack workspace's id"),
    ],
)
def test_a_mistake_is_a_sentence_without_the_value(name: str, value: str, said: str) -> None:
    (found,) = mistakes_in(**{name: value})
    assert found.startswith(said)
    assert "hunter2" not in found


def test_keys_are_parted_by_commas_new_first() -> None:
    assert Settings(secret_key=f"{KEY}new, {KEY}old,").secret_keys == [f"{KEY}new", f"{KEY}old"]
    assert Settings().secret_keys == []


def test_what_installing_with_oauth_lacks_is_named() -> None:
    assert Settings().missing_for_oauth == []
    lacking = Settings(SLACK_CLIENT_ID="1.1").missing_for_oauth
    assert lacking == ["SLACK_CLIENT_SECRET", "CSBOT_BASE_URL", "CSBOT_SECRET_KEY"]
    whole = Settings(SLACK_CLIENT_ID="1", SLACK_CLIENT_SECRET="s", base_url="https://a.b/", secret_key=KEY)
    assert whole.missing_for_oauth == []
    assert whole.base_url == "https://a.b"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert Settings.model_fields[name].description
