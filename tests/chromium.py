"""The Chromium that browser tests drive: one of this machine, of a version that they are made for.

A distribution keeps one version for weeks only, so none can be pinned: it is looked at instead.
"""

import os
import re
import shutil
import subprocess

MADE_FOR = range(147, 172)  # a year of versions to either side of 159, which the locked Playwright is made for
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str:
    """Its path: the one that CSBOT_CHROMIUM names comes first.

    :raises LookupError: a sentence: there is none, or none of a version that fits.
    """
    unfit = ""
    for path in filter(None, map(shutil.which, (os.environ.get("CSBOT_CHROMIUM", ""), *NAMES))):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60).stdout.strip()
        version = re.search(r"\b(\d+)\.\d+\.\d+", said)
        if version is not None and int(version[1]) in MADE_FOR:
            return path
        unfit = unfit or f"{path} is {said or 'without a version'}"
    raise LookupError(
        f"{unfit or 'no Chromium here'}: browser tests need Chromium {MADE_FOR[0]} to {MADE_FOR[-1]}, on the PATH or "
        "named by CSBOT_CHROMIUM"
    )
