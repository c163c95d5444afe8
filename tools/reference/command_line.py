"""docs/reference/command-line.md: what the program `csbot` understands."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

import typer

from csbot.cli.commands import app
from tools.reference.tables import described, table


def page() -> Iterator[str]:
    """The heading, then the lines."""
    yield "Command line"
    yield "`csbot COMMAND --help` says the same. Settings come from the environment: [settings.md](settings.md)."
    yield "A command that could not do its work ends with another exit code than 0, and a sentence."
    for name, found in walk(typer.main.get_command(app), "csbot"):
        yield from section(name, found)


def walk(found: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command with its whole name; a group's come in its place."""
    for word, inner in sorted(found.commands.items()):
        if hasattr(inner, "commands"):
            yield from walk(inner, f"{name} {word}")
        else:
            yield f"{name} {word}", inner


def section(name: str, found: Any) -> Iterator[str]:
    """One command. Raises ValueError when it, an argument or an option has no description."""
    arguments = [one for one in found.params if one.param_type_name == "argument"]
    options = [one for one in found.params if one.param_type_name == "option" and not one.hidden]
    usage = [name, *(called(one) for one in arguments), *(["[options]"] if options else [])]
    yield from ("", f"## {name}", "", "```", " ".join(usage), "```", "", described(found.help, name))
    rows = [
        (f"`{called(one)}`", default(one), described(one.help, f"{name} {called(one)}"))
        for one in (*arguments, *options)
    ]
    if rows:
        yield ""
        yield from table(("argument or option", "default", "what it is"), rows)


def called(one: Any) -> str:
    """How it is written on the command line."""
    value: str = one.metavar or choices(one.type_descriptor.annotation) or one.name.upper()
    names = "/".join([*one.opts, *one.secondary_opts])
    if one.param_type_name == "argument":
        return value
    return names if one.is_flag else f"{names} {value}"


def choices(annotation: Any) -> str:
    """The words of which it is one, if they are given."""
    kind = next(iter(get_args(annotation)), annotation)
    return "|".join(str(word.value) for word in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ""


def default(one: Any) -> str:
    """What holds when it is left out."""
    if one.required:
        return "must be given"
    value = one.default.value if isinstance(one.default, Enum) else one.default
    if one.is_flag:
        return f"`{one.opts[0]}`" if value else ""
    return "" if value in (None, "", ()) else f"`{value}`"
