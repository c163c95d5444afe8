"""The house rules that neither ruff, mypy nor import-linter knows. A rule yields `line: complaint` for what breaks it.

Opt-outs stand here, each with its reason.
"""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import PRODUCT, Source

FILE_LINES = 300
PAGE_LINES = 400
FUNCTION_LINES = 40
MIGRATIONS = "csbot/storage/migrations"
MARKUP = re.compile(r"<(!doctype|html|head|body|svg|table|div|h[1-6]|p)\b[^|]*>", re.IGNORECASE)
VAGUE = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

# path → why this file may end transactions
ENDS_TRANSACTIONS = {
    "csbot/storage/unit_of_work.py": "the one commit",
    f"{MIGRATIONS}/env.py": "a migration is a transaction of its own, outside any use case",
}
# path → the boundary where everything unexpected is logged once and answered
CATCHES_EVERYTHING = {
    "csbot/cli/__init__.py": "a command's: whoever typed it reads a sentence, a file has the rest",
    "handlers/bolt.py": "the edge's: an envelope that can't be read is refused, and Slack is answered",
    "handlers/desk.py": "the router's: the user sees a reference id, the log the rest",
    "scheduler/outages.py": "a loop's: a failing round must not end the ones after it",
    "scheduler/ticks.py": "the schedule's: a failing tick must not end the ones after it",
    "tests/services/racing.py": "a race's: what each runner raised is what the test looks at",
    "tests/chaos/__main__.py": "a case's: one that breaks is a failure, and the others go on",
    "scheduler/jobs/workshop.py": "a job's: its bug ends it, and its actor is told",
    "scheduler/delivery/drafts.py": "a batch's: the ones beside a broken one are tried alone, and the loop logs it",
    "scheduler/delivery/loop.py": "delivery's: one delivery's bug must not stop the others",
}
# path → who asks for methods of that name
NAMED_BY_OTHERS = {"csbot/storage/types.py": "SQLAlchemy's TypeDecorator: process_bind_param, process_result_value"}
# path → why this file may put markup together
WRITES_MARKUP = {
    "csbot/playground/avatars.py": "the local Slack stands alone; initials of people that it made up",
}
# path → why a page file may be long
LONG_PAGES: dict[str, str] = {}


def file_size(source: Source) -> Iterator[str]:
    """Files stay small: 300 lines of Python, 400 of a page."""
    if source.within(f"{MIGRATIONS}/versions") or source.path in LONG_PAGES:
        return  # a migration is read once, top to bottom
    limit = FILE_LINES if source.path.endswith(".py") else PAGE_LINES
    if (lines := len(source.text.splitlines())) > limit:
        yield f"1: {lines} lines, at most {limit}: make it a package of the same name"


def function_size(source: Source) -> Iterator[str]:
    """Functions stay small."""
    if source.within(f"{MIGRATIONS}/versions"):
        return
    for function in functions(source):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{function.lineno}: {function.name} has {lines} lines, at most {FUNCTION_LINES}"


def one_commit(source: Source) -> Iterator[str]:
    """Only the unit of work begins and ends transactions."""
    stands_alone = source.within("csbot/playground")  # the local Slack has a small database of its own
    if not source.within(*PRODUCT) or stands_alone or source.path in ENDS_TRANSACTIONS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"begin", "begin_nested", "commit", "rollback"}:
            yield f"{node.lineno}: .{node.attr} is the unit of work's"


def nothing_unfinished(source: Source) -> Iterator[str]:
    """No stubs."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name) and node.id == "NotImplementedError":
            yield f"{node.lineno}: a stub"


def narrow_excepts(source: Source) -> Iterator[str]:
    """What is not expected reaches a boundary: nothing else catches everything, but to tidy up and raise it again."""
    if source.path in CATCHES_EVERYTHING:
        return
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.ExceptHandler)
            and {"Exception", "BaseException"} & caught(node)
            and not raises_again(node)
        ):
            yield f"{node.lineno}: catches everything"


def telling_names(source: Source) -> Iterator[str]:
    """A module is a noun of the field, a function a verb of it."""
    if vague := VAGUE & set(source.path.removesuffix(".py").split("/")):
        yield f"1: '{vague.pop()}' says nothing"
    if source.path in NAMED_BY_OTHERS:
        return
    for function in functions(source):
        if function.name.startswith(("handle_", "process_")):
            yield f"{function.lineno}: {function.name}: say what it does"


def documented_classes(source: Source) -> Iterator[str]:
    """Domain and services say what their public classes stand for; an enum's members say it already."""
    if not source.within("csbot/domain", "csbot/services"):
        return
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef) and not (
            node.name.startswith("_") or is_enum(node) or ast.get_docstring(node)
        ):
            yield f"{node.lineno}: {node.name} has no docstring"


def markup_in_templates(source: Source) -> Iterator[str]:
    """Pages, pictures and e-mails are templates, which escape: no markup in strings."""
    if not source.within(*PRODUCT) or source.path in WRITES_MARKUP:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and MARKUP.search(node.value):
            yield f"{node.lineno}: markup in a string: a template in csbot/templates"


def reasoned_opt_outs(source: Source) -> Iterator[str]:
    """A linter's opt-out names the rule and the reason: noqa: S608 - only our own fragments."""
    for number, line in enumerate(source.text.splitlines(), 1):
        if (found := re.search(r"#\snoqa\b(.*)", line)) and not re.match(r": [A-Z]+\d+(, [A-Z]+\d+)* - \w", found[1]):
            yield f"{number}: an opt-out without rule and reason"


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods, nested ones too."""
    yield from (n for n in ast.walk(source.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def is_enum(node: ast.ClassDef) -> bool:
    """Whether a base of the class is some Enum."""
    return any(ast.unparse(base).endswith("Enum") for base in node.bases)


def raises_again(handler: ast.ExceptHandler) -> bool:
    """Whether the clause ends with a bare `raise`."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names of what the clause catches; a bare one catches BaseException."""
    if handler.type is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
