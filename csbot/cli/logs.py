"""Structured logs on standard error; nothing of customers and no secrets unless debugging was asked for.

What an error says may quote anything: a row, a name, a request. So it is logged by its kind and its place, and in words
only where these are of the machine. Other libraries' logs, uvicorn's and asyncio's, come out the same way.
"""

import logging
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

import psycopg
import structlog
from structlog.typing import EventDict, ExcInfo, Processor

from csbot.domain.errors import CsbotError
from csbot.settings import LogLevel

OF_THE_MACHINE = (OSError, sqlite3.OperationalError, psycopg.OperationalError)
NOISY = ("slack_bolt", "slack_sdk", "apscheduler")


def configure(level: LogLevel = LogLevel.INFO, stream: TextIO | None = None) -> None:
    """Readable lines on a terminal, a JSON object a line elsewhere; `stream` is standard error when left out."""
    to = stream or sys.stderr
    said = traceback_of if level is LogLevel.DEBUG else outline_of
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(said),
    ]
    last: Processor = structlog.dev.ConsoleRenderer() if to.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(to),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(to)
    foreign = [structlog.stdlib.add_logger_name, first_line, *shared]
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=foreign, processors=[meta, last]))
    logging.getLogger().handlers = [handler]
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.ERROR)


def first_line(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Another library's sentence without what follows it: asyncio adds the error that a task ended with."""
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def outline_of(exc_info: ExcInfo) -> str:
    """Where and of which kind an error is, and those behind it; in words only where these are of the machine."""
    return "\n".join(reversed(list(outlines(exc_info[1]))))


def outlines(error: BaseException | None) -> Iterator[str]:
    """One text per error, the last raised first."""
    while error is not None:
        words = f": {error}" if isinstance(error, OF_THE_MACHINE) else ""
        if isinstance(error, CsbotError):
            words = f": {error.code}"
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        yield f"{''.join(traceback.format_tb(error.__traceback__))}{kind}{words}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def traceback_of(exc_info: ExcInfo) -> str:
    """All that an error says."""
    return "".join(traceback.format_exception(*exc_info)).rstrip("\n")
