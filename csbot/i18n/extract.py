"""`python -m csbot.i18n.extract`: brings the catalogues up to date with the texts in the code.

Texts are what stands in `words.text("…")`, `words.plural("…", "…", n)` and `mark("…")`. The files have no line
numbers and no dates and are sorted, so that two branches rarely touch the same line. New texts come in empty and
fail a test until somebody translates them; texts that left the code leave the catalogues.
"""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from csbot.i18n.catalogues import FOLDER, LANGUAGES

ROOT = Path(__file__).parents[2]
SOURCES = ("blocks", "handlers", "scheduler", "csbot/services", "csbot/cli.py", "csbot/cli")
"""What may use csbot.i18n. Storage stays out: SQLAlchemy has a `text()` of its own."""

KEYWORDS = {"text": 1, "mark": 1, "plural": 2}
"""How many of a call's first arguments are texts."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
MsgId = str | tuple[str, ...]


def extracted() -> set[MsgId]:
    """Every text in the code; a plural as a pair."""
    trees = (ast.parse(path.read_text("utf-8")) for path in _files())
    calls = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {text for call in calls for text in _texts(call)}


def _texts(call: ast.Call) -> Iterator[MsgId]:
    """The text of one call. Read from the syntax tree: tokens hide what stands within an f-string on Python 3.11."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    count = KEYWORDS.get(name, 0)
    strings = [text for arg in call.args[:count] for text in _strings(arg)]
    if count == 1:
        yield from filter(None, strings)
    elif count and len(strings) == count:
        yield tuple(strings)


def _strings(arg: ast.expr) -> list[str]:
    """A text, or both of `"a" if x else "b"`."""
    if isinstance(arg, ast.IfExp):
        return _strings(arg.body) + _strings(arg.orelse)
    return [arg.value] if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else []


def read(language: str) -> Catalog:
    """A language's catalogue as it is in its file."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, texts: set[MsgId], language: str) -> Catalog:
    """The catalogue with exactly these texts; English ones are their own translation."""
    new = Catalog(language, fuzzy=False)
    for text in texts:
        single = text if isinstance(text, str) else text[0]
        before = old.get(single)
        kept = before.string if before is not None and isinstance(before.id, str) == isinstance(text, str) else ""
        new.add(text, kept or (text if language == "en" else ""))
    return new


def written(catalogue: Catalog) -> bytes:
    """The file's contents, with a header of the two fields that matter."""
    output = BytesIO()
    write_po(output, catalogue, width=110, omit_header=True, sort_output=True, no_location=True, ignore_obsolete=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + output.getvalue()


def flaws(message: Message) -> list[str]:
    """What is wrong with a translation: empty, fuzzy, without a plural form, or with other placeholders."""
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
    found = []
    if not all(forms) or len(forms) < len(ids):
        found.append(f"{ids[0]!r} is not translated")
    if message.fuzzy:
        found.append(f"{ids[0]!r} is fuzzy")
    if any(set(PLACEHOLDER.findall(form)) != wanted for form in forms if form):
        found.append(f"{ids[0]!r} has other placeholders")
    return found


def main() -> None:
    """Write the three catalogues."""
    texts = extracted()
    for language in LANGUAGES:
        (FOLDER / f"{language}.po").write_bytes(written(updated(read(language), texts, language)))


def _files() -> Iterator[Path]:
    for source in SOURCES:
        path = ROOT / source
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


if __name__ == "__main__":
    main()
