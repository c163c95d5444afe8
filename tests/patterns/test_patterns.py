"""All patterns of the code are listed and take linear time, so that no text can keep everybody waiting."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.patterns import finding
from tests.patterns.hostile import BUILT, LISTED, Listed, Text, derived, generic
from tests.patterns.meter import LONGEST, growth

HOW = "make it a constant of its module and add it to tests/patterns/hostile.py with texts that nearly match it"
MOST_LITERALS = 6
SHORTER = 8_192  # of the many that know nothing of the pattern
NO_LITERAL = re.compile(r"\\[a-zA-Z]|\(\?(?:P?<\w+>|[:=!]|<[=!])")
DO: dict[str, Callable[[re.Pattern[str], str], object]] = {
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "search": lambda pattern, text: pattern.search(text),
    "sub": lambda pattern, text: pattern.sub("", text),
    "subn": lambda pattern, text: pattern.subn("", text),
    "split": lambda pattern, text: pattern.split(text),
    "findall": lambda pattern, text: pattern.findall(text),
    "finditer": lambda pattern, text: list(pattern.finditer(text)),
}


def test_every_pattern_is_listed() -> None:
    found = {one.name: one for one in finding.patterns()}
    constants = {name for name, one in found.items() if one.constant}
    unlisted = [f"{one.name} (line {one.line})" for name, one in found.items() if name not in {*LISTED, *BUILT}]
    assert not unlisted, f"no hostile text is known for {', '.join(unlisted)}: {HOW}"
    gone = ({*LISTED} - constants) | ({*BUILT} - {*found} | ({*BUILT} & constants))
    assert not gone, f"listed, but no longer in the code: {', '.join(sorted(gone))}"


def test_no_pattern_hides() -> None:
    assert finding.strange_imports() == [], "write `import re`, so that patterns are found"
    assert finding.engines() == [], "pydantic's own engine is linear, Python's is not"


@pytest.mark.parametrize("name", LISTED)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    (found,) = [one for one in finding.patterns() if one.name == name][:1]
    listed = LISTED[name]
    ways = {*listed.ways, *finding.uses().get(name, ())}
    assert ways, f"how is {name} used? say so in its `ways`"
    for pattern in compiled(found.value()):
        for way in sorted(ways):
            assert slow(pattern, way, listed) == [], f"{name}.{way} is slow"


CULPRITS = {
    "phone": (r"[^<>\n]*(?:\d[^<>\n]*){3,}", "fullmatch", Listed((Text("1", "<"),))),
    "formatting": (r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])", "sub", Listed(())),
    "dangling": (r"(\s+[-–—]+|[,;:])+$", "sub", Listed(())),
    "scheme": (r"[a-z][a-z0-9+.-]*:(?!\d)", "sub", Listed(())),
    "amount": (r"\d[\d.,'’\s]*\s*(?:kr)?\)?", "fullmatch", Listed((Text(" ", "x", "1"),))),
    "nested": (r"(a+)+b", "match", Listed(())),
}


@pytest.mark.parametrize("name", CULPRITS)
def test_the_meter_catches_patterns_that_were_slow(name: str) -> None:
    source, way, listed = CULPRITS[name]
    assert slow(re.compile(source), way, listed)


@pytest.mark.parametrize("make", [lambda n: "a" * n, Text("*a ")])
def test_the_meter_lets_linear_work_pass(make: Callable[[int], str]) -> None:
    found = growth(lambda text: [one.upper() for one in text], make, longest=1_048_576)
    assert found.size > 100_000
    assert found.is_linear, found


def slow(pattern: re.Pattern[str], way: str, listed: Listed) -> list[str]:
    """The hostile text that takes more than twice as long when it is twice as long, if there is one."""
    for texts, longest in ((listed.near, LONGEST), ((*derived(literals(pattern.pattern)), *generic()), SHORTER)):
        for make in texts:
            found = growth(lambda text: DO[way](pattern, text), make, longest)
            if not found.is_linear:
                return [f"{make}: {found}"]
    return []


def compiled(value: Any) -> list[re.Pattern[str]]:
    """The patterns of a constant, which may be a table or a sequence of them."""
    if isinstance(value, re.Pattern):
        return [value]
    return [one for one in (value.values() if isinstance(value, dict) else value) if isinstance(one, re.Pattern)]


def literals(pattern: str) -> str:
    """The first few characters that the pattern itself names, one for each class."""
    classes = [one for escape, one in {r"\d": "1", r"\s": " ", r"\w": "a", ".": "a"}.items() if escape in pattern]
    bare = NO_LITERAL.sub("", pattern)
    named = [one for one in bare if one not in "()[]{}?+*^$|\\" or f"\\{one}" in bare]
    return "".join(dict.fromkeys((*classes, *named)))[:MOST_LITERALS]
