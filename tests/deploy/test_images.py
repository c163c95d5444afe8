"""Base images: one for both stages, held by a digest once somebody with a registry ran `make images`."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tools import images

DIGESTS = {"python:3.12-slim-bookworm": "sha256:" + "1a" * 32, "postgres:17-bookworm": "sha256:" + "2b" * 32}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for file in images.IMAGES:
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A docker that knows two digests."""
    program = tmp_path / "bin/docker"
    program.parent.mkdir()
    answers = "".join(f'{image}) echo "{digest}";; ' for image, digest in DIGESTS.items())
    program.write_text(f'#!/bin/sh\ncase "$4" in {answers}*) echo "no such image: $4" >&2; exit 1;; esac\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return program


def test_both_stages_begin_with_one_image() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^FROM (\S+)", text, re.MULTILINE) == ["${PYTHON_IMAGE}", "${PYTHON_IMAGE}"]
    assert len(re.findall(r"^ARG PYTHON_IMAGE=python:3\.\d+-slim-bookworm(@sha256:[0-9a-f]{64})?$", text, re.M)) == 1


def test_digests_are_written_beside_the_tags_and_again_over_older_ones(checkout: Path, docker: Path) -> None:
    for pair in ("1a", "3c"):
        docker.write_text(docker.read_text().replace("1a" * 32, pair * 32))
        assert images.main(checkout) == 0
        python, postgres = ((checkout / file).read_text().splitlines() for file in images.IMAGES)
        assert f"ARG PYTHON_IMAGE=python:3.12-slim-bookworm@sha256:{pair * 32}" in python
        assert f"    image: postgres:17-bookworm@sha256:{'2b' * 32}" in postgres
        assert "    image: csbot" in postgres


@pytest.mark.parametrize("answer", ["echo latest", "echo 'no route to the registry' >&2; exit 1"])
def test_nothing_is_written_when_a_digest_can_not_be_had(
    checkout: Path, docker: Path, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    docker.write_text(
        f'#!/bin/sh\ncase "$4" in python*) echo {DIGESTS["python:3.12-slim-bookworm"]};; *) {answer};; esac\n'
    )
    assert images.main(checkout) == 1
    assert capsys.readouterr().err.startswith("No digest of postgres:17-bookworm: ")
    assert all((checkout / file).read_text() == (ROOT / file).read_text() for file in images.IMAGES)
