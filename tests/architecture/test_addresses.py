"""No file names a package registry or a folder of somebody's machine."""

import re

import pytest

from tests.architecture.sources import Source, sources

REGISTRIES = [("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"), ("yarn" + "pkg", "com")]
REGISTRY = re.compile("|".join(rf"\b{re.escape('.'.join(host))}\b" for host in REGISTRIES))
MACHINE_FOLDER = re.compile(r"(?<![\w.~-])/(work|root|home/\w+|Users/\w+|opt/\w+)/\w")


def addresses(source: Source) -> list[str]:
    lines = enumerate(source.text.splitlines(), 1)
    return [
        f"{source.path}:{number}: {line.strip()[:100]}"
        for number, line in lines
        if REGISTRY.search(line) or MACHINE_FOLDER.search(line)
    ]


def test_no_registry_and_no_machine_folder_is_named() -> None:
    assert [found for source in sources() for found in addresses(source)] == []


@pytest.mark.parametrize(
    "line", [f"--index-url https://{'.'.join(REGISTRIES[0])}/simple", 'open("/' + 'root/x")', "/" + "home/ann/csbot"]
)
def test_a_bad_line_is_found(line: str) -> None:
    assert addresses(Source("README.md", line))
