"""The command line. A command's file is read when it is asked for: `csbot people list` waits for no web server."""

import gc
import sys
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType

import typer

FILES = {  # in the order of the help: the command, its file, and what it is there
    "run": ("run", "run"),
    "demo": ("demo", "demo"),
    "migrate": ("schema", "migrate"),
    "import": ("imports", "import_file"),
    "undo-import": ("import_undo", "undo"),
    "digest": ("digest", "digest"),
    "gallery": ("gallery", "show"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "rotate-key": ("secrets_at_rest", "rotate_key"),
    "erase": ("erase", "erase"),
    "doctor": ("doctor", "doctor"),
    "manifest": ("manifest", "show"),
    "people": ("people", "app"),
    "properties": ("properties", "app"),
    "objects": ("objects", "app"),
}


def read(file: str) -> ModuleType:
    """A command's file. What it makes stays, so nobody looks for garbage meanwhile: that took a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return import_module(f"csbot.cli.{file}")
    finally:
        if collects:
            gc.enable()


def put_together(names: Iterable[str]) -> typer.Typer:
    """The command line with these of its commands."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
    app.callback(help="A customer success workspace that lives in Slack.")(lambda: None)
    for name in names:
        file, part = FILES[name]
        found = getattr(read(file), part)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def main() -> None:
    """The entry point: whatever goes wrong is a sentence, not a traceback."""
    asked = [word for word in sys.argv[1:2] if word in FILES]
    try:
        put_together(asked or FILES)()
    except Exception as error:
        sys.exit(read("failures").tell(error))
