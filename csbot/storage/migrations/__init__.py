"""Schema migrations: alembic, driven from here so that no ini file is needed."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


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
    """Whether the schema is the one this version of csbot needs."""
    with engine.connect() as connection:
        have = MigrationContext.configure(connection).get_current_heads()
    return set(have) == newest()


@cache
def known() -> frozenset[str]:
    """Every revision that this version can bring up to date."""
    scripts = ScriptDirectory(str(Path(__file__).parent))
    return frozenset(script.revision for script in scripts.walk_revisions())


@cache
def newest() -> frozenset[str]:
    """The revisions of this version's schema. Their files are read once, because /readyz asks often."""
    return frozenset(ScriptDirectory(str(Path(__file__).parent)).get_heads())
