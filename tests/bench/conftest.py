import pytest

from bench.result import DatabaseKind


@pytest.fixture
def runs_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench works on the run's PostgreSQL, as on one that is given to it; that of delivery starts its own."""
    if request.getfixturevalue("database") is DatabaseKind.POSTGRESQL:
        monkeypatch.setenv("CSBOT_TEST_POSTGRES_URL", request.getfixturevalue("postgres_server_url"))
