"""Files of a database are for its service only, whatever the umask and whoever makes them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csbot.storage.engine import open_engine
from csbot.storage.migrations import upgrade
from csbot.storage.private_files import create, create_for_service
from csbot.storage.sqlite_copies import copy
from tests.cli.pages import NOBODY

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_a_database_and_the_files_beside_it_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    engine = open_engine(f"sqlite:///{folder / 'csbot.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM member").scalar_one()
        copy(folder / "csbot.db", folder / "backup.db")
        modes = {one.name: one.stat().st_mode & 0o777 for one in folder.iterdir()}
    engine.dispose()
    assert modes.keys() == {"csbot.db", "csbot.db-wal", "csbot.db-shm", "backup.db"}
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_there_is_left_as_it_is(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o640)
    engine = open_engine(sqlite_url)
    with engine.connect():
        pass
    engine.dispose()
    assert file.stat().st_mode & 0o777 == 0o640
    with pytest.raises(FileExistsError):
        create(file)


@needs_root
def test_what_root_makes_in_the_services_folder_is_the_services(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY, NOBODY)
    engine = open_engine(f"sqlite:///{tmp_path / 'csbot.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM member").scalar_one()
        owners = {one.name: one.stat().st_uid for one in tmp_path.iterdir()}
    engine.dispose()
    assert owners == dict.fromkeys(("csbot.db", "csbot.db-wal", "csbot.db-shm"), NOBODY)


@needs_root
@pytest.mark.parametrize(("old", "folder", "given"), [(NOBODY, 0, NOBODY), (0, NOBODY, NOBODY), (0, 0, 0)])
def test_a_new_file_goes_to_whose_the_old_one_was_or_the_folder_is(
    tmp_path: Path, old: int, folder: int, given: int
) -> None:
    (tmp_path / "old").touch()
    os.chown(tmp_path / "old", old, old)
    os.chown(tmp_path, folder, folder)
    create_for_service(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "new").stat().st_uid == given
    shutil.rmtree(tmp_path)
