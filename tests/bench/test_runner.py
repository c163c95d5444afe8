"""The bench runner: names on --list, one JSON object as the last line."""

import json

import pytest

from bench.__main__ import main
from bench.registry import BENCHES
from bench.result import DatabaseKind, Options, Result


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    asked: list[Options] = []

    def run(options: Options) -> Result:
        asked.append(options)
        print("measuring")  # noqa: T201 - a bench may say what it is doing
        return Result(ratios={"p50_vs_echo": 2.5}, figures={"p50_ms": 4})

    monkeypatch.setitem(BENCHES, "sample", run)
    return asked


def test_the_last_line_is_one_json_object(sample: list[Options], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--json", "--database", "postgresql"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last == {"bench": "sample", "ratios": {"p50_vs_echo": 2.5}, "figures": {"p50_ms": 4}}
    assert sample == [Options(database=DatabaseKind.POSTGRESQL)]


def test_without_json_it_prints_a_table_and_sqlite_is_the_default(
    sample: list[Options], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample"]) == 0
    assert "p50_vs_echo" in capsys.readouterr().out
    assert sample == [Options(database=DatabaseKind.SQLITE)]


def test_list_names_every_bench(sample: list[Options], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert "sample" in capsys.readouterr().out.split()


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["sample", "--database", "oracle"]])
def test_a_wrong_call_ends_with_usage(
    sample: list[Options], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
