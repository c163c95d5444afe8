"""The reference pages in docs/reference and the README's table of settings, made from the code that they describe."""

from collections.abc import Iterator
from pathlib import Path

from tools.reference import command_line, commands, headings, metrics, permissions, settings

ROOT = Path(__file__).parents[2]
PAGES = {
    "commands": commands.page,
    "command-line": command_line.page,
    "import-headings": headings.page,
    "settings": settings.page,
    "metrics": metrics.page,
    "permissions": permissions.page,
}
MADE = "<!-- Made by: make docs. What is written here by hand is lost. -->"
TABLE, TABLE_END = "<!-- settings: made by make docs -->\n", "<!-- end of settings -->\n"


def files() -> Iterator[tuple[Path, str]]:
    """Each file that is made, and what it must hold. Raises ValueError naming what lacks its description."""
    for name, page in PAGES.items():
        heading, *lines = page()
        yield ROOT / "docs/reference" / f"{name}.md", "\n".join([f"# {heading}", "", MADE, "", *lines, ""])
    readme = ROOT / "README.md"
    yield readme, with_table(readme.read_text(encoding="utf-8"))


def with_table(readme: str) -> str:
    """The README with a fresh table between the two marks; raises ValueError when a mark is missing."""
    before, begun, rest = readme.partition(TABLE)
    _, ended, after = rest.partition(TABLE_END)
    if not begun or not ended:
        raise ValueError("the README has lost the marks around its table of settings")
    return "".join([before, TABLE, "\n".join(settings.table()), "\n", TABLE_END, after])
