"""How commands fail: a clear sentence on standard error, and an exit code of 2; of 1 for csbot's own faults."""

from typing import NoReturn

import typer

from csbot.cli.troubles import bug_sentence, sentences_of
from csbot.domain.errors import CsbotError

MISTAKE, BUG = 2, 1


def fail(text: str) -> NoReturn:
    """Say what is wrong and what to do, and stop."""
    typer.echo(f"csbot: {text}", err=True)
    raise typer.Exit(MISTAKE)


def explain(error: CsbotError) -> NoReturn:
    """Say the sentence of an error that is known, and stop."""
    fail(*sentences_of(error))


def tell(error: Exception) -> int:
    """Say what any error means; returns the exit code."""
    known = sentences_of(error)
    for said in known or [bug_sentence(error)]:
        typer.echo(f"csbot: {said}", err=True)
    return MISTAKE if known else BUG
