"""Holds the base images by digest: `make images` asks their registry and writes the answers beside the tags.

Needs docker with buildx. Nothing is written when one of them can't be had.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# file → what stands before an image of somebody else's, and its name and tag
IMAGES = {
    "Dockerfile": re.compile(r"^(ARG PYTHON_IMAGE=)(python:[\w.-]+)(@\S+)?$", re.MULTILINE),
    "compose.yaml": re.compile(r"^( +image: )(postgres:[\w.-]+)(@\S+)?$", re.MULTILINE),
}
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def digest(image: str) -> str:
    """What the registry has under that tag today, for all platforms.

    :raises LookupError: a sentence.
    """
    command = ["/usr/bin/env", "docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)  # noqa: S603 - names of our own files
    except subprocess.TimeoutExpired as error:
        raise LookupError(f"No digest of {image} within a minute") from error
    if done.returncode or not DIGEST.fullmatch(done.stdout.strip()):
        raise LookupError(f"No digest of {image}: {(done.stderr or done.stdout).strip()}")
    return done.stdout.strip()


def main(root: Path = ROOT) -> int:
    """Both files with the digests of today."""
    try:
        texts = {
            file: place.sub(lambda found: f"{found[1]}{found[2]}@{digest(found[2])}", (root / file).read_text())
            for file, place in IMAGES.items()
        }
    except LookupError as trouble:
        sys.stderr.write(f"{trouble}\nNothing was written.\n")
        return 1
    for file, text in texts.items():
        (root / file).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
