"""Settings: docs/reference/settings.md, and the README's table."""

from collections.abc import Iterator
from enum import Enum

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from csbot.settings import Settings
from tools.reference import tables


def page() -> Iterator[str]:
    """The heading, then the lines."""
    yield "Settings"
    yield "csbot reads its settings from the environment when it starts, and ends with a sentence for each mistake."
    yield "`csbot doctor` checks more: whether the database and Slack answer, and what the token may do."
    yield ""
    yield from table()
    yield ""
    yield "Secrets are never logged. [deploy/env.example](../../deploy/env.example) is a file of settings to begin"
    yield "with, for compose and systemd."


def table() -> Iterator[str]:
    """The table, which the README has too."""
    rows = [
        (f"`{variable(name, field)}`", default(field), tables.described(field.description, variable(name, field)))
        for name, field in Settings.model_fields.items()
    ]
    yield from tables.table(("variable", "default", "what it is"), rows)


def variable(name: str, field: FieldInfo) -> str:
    """The environment variable of a setting."""
    alias = field.validation_alias
    return alias if isinstance(alias, str) else f"CSBOT_{name.upper()}"


def default(field: FieldInfo) -> str:
    """What holds when it is not set; empty for nothing."""
    value = field.default
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, Enum):
        value = value.value
    return "" if value in ("", None) else f"`{value}`"
