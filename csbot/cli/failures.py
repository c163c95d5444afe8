"""How commands fail: one clear sentence on standard error, and an exit code of 2."""

from html import unescape
from typing import NoReturn

import typer
from pydantic import ValidationError

from blocks.errors import sentence
from csbot.domain.errors import CsbotError
from csbot.i18n import words
from csbot.settings import mistakes


def fail(text: str) -> NoReturn:
    """Say what is wrong and what to do, and stop."""
    typer.echo(f"csbot: {text}", err=True)
    raise typer.Exit(2)


def explain(error: CsbotError) -> NoReturn:
    """Say an error's sentence, written for Slack, and stop."""
    fail(unescape(sentence(error, words("en_US", "UTC"))))


def say_mistakes(error: ValidationError) -> None:
    """One line per mistake in the settings."""
    for mistake in mistakes(error):
        typer.echo(f"csbot: {mistake}", err=True)
