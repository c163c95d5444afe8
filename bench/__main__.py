"""Runs a bench: python -m bench NAME [--json] [--database sqlite|postgresql], or --list for the names."""

import argparse
import json
import sys

from bench.registry import BENCHES
from bench.result import DatabaseKind, Options, Result


def main(arguments: list[str]) -> int:
    """With --json the last line of the output is one JSON object: bench, ratios, figures."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("name", nargs="?", choices=sorted(BENCHES), metavar="NAME", help="the bench to run")
    wanted.add_argument("--list", action="store_true", help="list the names")
    parser.add_argument("--json", action="store_true", help="end with one JSON object on a line of its own")
    parser.add_argument("--database", type=DatabaseKind, choices=list(DatabaseKind), default=DatabaseKind.SQLITE)
    parser.add_argument("--tiny", action="store_true", help="only see that the bench works; its numbers mean nothing")
    parser.add_argument("--requests", type=int, default=0, help="fewer or more than the bench wants to send (http)")
    parser.add_argument("--records", type=int, default=0, help="fewer or more than the bench wants to load (views)")
    asked = parser.parse_args(arguments)
    if asked.list:
        print("\n".join(sorted(BENCHES)))
        return 0
    options = Options(asked.database, tiny=asked.tiny, requests=asked.requests, records=asked.records)
    result = BENCHES[asked.name](options)
    print(as_json(asked.name, result) if asked.json else as_text(result))
    return 0


def as_json(name: str, result: Result) -> str:
    return json.dumps({"bench": name, "ratios": dict(result.ratios), "figures": dict(result.figures)})


def as_text(result: Result) -> str:
    rows = [*result.ratios.items(), *result.figures.items()]
    return "\n".join(f"{name:<30} {value:>12}" for name, value in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
