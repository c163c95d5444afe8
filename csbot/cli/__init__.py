"""The command line."""

import sys

import typer

from csbot.cli import (
    backup,
    demo,
    digest,
    doctor,
    erase,
    gallery,
    import_undo,
    imports,
    manifest,
    objects,
    people,
    properties,
    run,
    schema,
    secrets_at_rest,
)
from csbot.cli.failures import tell

app = typer.Typer(
    help="A customer success workspace that lives in Slack.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("run")(run.run)
app.command("demo")(demo.demo)
app.command("migrate")(schema.migrate)
app.command("import")(imports.import_file)
app.command("undo-import")(import_undo.undo)
app.command("digest")(digest.digest)
app.command("gallery")(gallery.show)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("rotate-key")(secrets_at_rest.rotate_key)
app.command("erase")(erase.erase)
app.command("doctor")(doctor.doctor)
app.command("manifest")(manifest.show)
app.add_typer(people.app, name="people")
app.add_typer(properties.app, name="properties")
app.add_typer(objects.app, name="objects")


def main() -> None:
    """The entry point: whatever goes wrong is a sentence, not a traceback."""
    try:
        app()
    except Exception as error:
        sys.exit(tell(error))
