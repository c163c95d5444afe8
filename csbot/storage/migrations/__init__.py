"""Schema migrations: alembic, driven from here so that no ini file is needed."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from csbot.storage.migrations.standing import Schema, compare, fingerprint, revisions_of


def config(engine: Engine) -> Config:
    """Alembic's settings for this engine."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to a revision; safe to run twice."""
    command.upgrade(config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to a revision: for tests and for going back a release."""
    command.downgrade(config(engine), revision)


def is_current(engine: Engine) -> bool:
    """Whether the schema is the one this version of csbot needs, by its name and in itself."""
    return schema_of(engine).is_current


def schema_of(engine: Engine) -> Schema:
    """How the database's schema stands to this version."""
    with engine.connect() as connection:
        return stand(connection)


def stand(connection: Connection) -> Schema:
    """The same of an open connection."""
    return compare(connection, known(), newest())


class Watch:
    """The standing of a schema, for those who ask often: it is compared again only when it may have changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: tuple[tuple[frozenset[str], str], Schema] | None = None

    def look(self) -> Schema:
        """How it stands now."""
        with self._engine.connect() as connection:
            mark = revisions_of(connection), fingerprint(connection)
            if self._last is None or self._last[0] != mark:
                self._last = mark, stand(connection)
            return self._last[1]


@cache
def known() -> frozenset[str]:
    """Every revision that this version can bring up to date."""
    scripts = ScriptDirectory(str(Path(__file__).parent))
    return frozenset(script.revision for script in scripts.walk_revisions())


@cache
def newest() -> frozenset[str]:
    """The revisions of this version's schema. Their files are read once, because /readyz asks often."""
    return frozenset(ScriptDirectory(str(Path(__file__).parent)).get_heads())
