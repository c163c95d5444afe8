"""Programs that are not everywhere: tests that need one are skipped without it, and fail where CI has to bring it."""

import os
from typing import NoReturn

import pytest


def lacking(sentence: str) -> NoReturn:
    """Ends a test for which a program is missing; with CSBOT_REQUIRE_PROGRAMS, as in `.ci/run`, it fails."""
    if os.environ.get("CSBOT_REQUIRE_PROGRAMS"):
        pytest.fail(sentence)
    pytest.skip(sentence)
