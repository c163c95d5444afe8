"""Commands of the loaded csbot behave as programs do."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.loaded import command

pytestmark = pytest.mark.waiting


def test_a_command_has_its_askers_arguments_environment_folder_and_streams(loaded: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "CSBOT_DATABASE_URL": "sqlite:///here.db"}
    done = subprocess.run([*command(loaded), "migrate"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "up to date" in done.stdout
    assert (tmp_path / "here.db").exists()
    refused = subprocess.run([*command(loaded), "run"], cwd=tmp_path, capture_output=True, text=True)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "SLACK_BOT_TOKEN is not set" in refused.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_command_ends_with_its_asker(loaded: Path, tmp_path: Path, how: signal.Signals) -> None:
    demo = [*command(loaded), "demo", "--no-browser", "--port", "0", "--data", "data"]
    with subprocess.Popen(demo, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout is not None
        assert "csbot demo: http://" in asker.stdout.readline()
        asker.send_signal(how)
        assert asker.wait() in (-how, 0)  # 0: it has caught it
        rest = asker.stdout.read()  # returns once nobody is left who could write there
    assert "Traceback" not in rest
