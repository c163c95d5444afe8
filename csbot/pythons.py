"""The Python versions that csbot is made for: those that every locked package has a wheel for.

Looked at before anything else; tools/setup.sh runs it by itself. Nothing here needs one of them.
"""

import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def refuse_others() -> None:
    """Ends the program with a sentence under another Python.

    :raises SystemExit: the sentence.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        here = ".".join(map(str, sys.version_info[:3]))
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        sys.exit(f"csbot runs on Python {oldest} to {newest}, this is {here}. Nothing was started: use one of those.")


if __name__ == "__main__":
    refuse_others()
