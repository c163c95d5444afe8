"""docs/reference/permissions.md: who may do what, asked of the function that decides it."""

from collections.abc import Iterator
from dataclasses import replace

import csbot.bootstrap  # noqa: F401 - enters all routes
from csbot.domain.permissions import Actor, EditScope, Level, Permission, Subject, denial
from handlers.calls import Kind
from handlers.routes import ROUTES
from tools.reference.tables import table

MEANINGS: dict[Permission | None, str] = {
    None: "Slack itself, which tells what happened",
    Permission.OPEN: "every full member whom Slack knows",
    Permission.ENTER: "everybody with access and a seat, and super admins without one",
    Permission.USE: "everybody with access and a seat",
    Permission.EDIT: "everybody with access and a seat, for records within their edit scope",
    Permission.MANAGE: "managers of settings with a seat, and super admins",
    Permission.EXPORT: "whoever may export and has a seat, and super admins with a seat",
}
LEVELS = {
    Level.NONE: "nothing; people who left keep this",
    Level.WORKSPACE_ACCESS: "use the workspace",
    Level.MANAGE_SETTINGS: "also change the team's settings and let people in",
    Level.SUPER_ADMIN: "also manage without a seat, and export",
}
SCOPES = {
    EditScope.OWN: "records that they own",
    EditScope.TEAM: "also those of their team, and those that nobody owns",
    EditScope.ALL: "every record",
}
SEATED = Actor(1, 1, "U1", "Somebody", level=Level.WORKSPACE_ACCESS, seat=True)
PEOPLE = {
    "a guest, a bot, somebody deactivated in Slack": replace(SEATED, outsider=True),
    "not let in": replace(SEATED, member_id=None, level=Level.NONE, seat=False),
    "`none`": replace(SEATED, level=Level.NONE),
    "`workspace_access` without a seat": replace(SEATED, seat=False),
    "`workspace_access`": SEATED,
    "`workspace_access` and `--export`": replace(SEATED, export=True),
    "`manage_settings`": replace(SEATED, level=Level.MANAGE_SETTINGS),
    "`super_admin` without a seat": replace(SEATED, level=Level.SUPER_ADMIN, seat=False),
    "`super_admin`": replace(SEATED, level=Level.SUPER_ADMIN),
}
TEAM = replace(SEATED, team="Nordics")
RECORDS = {
    "their own": Subject(owner_id=1),
    "of their team": Subject(owner_id=2, owner_team="Nordics"),
    "of others": Subject(owner_id=3, owner_team="Benelux"),
    "of nobody": Subject(),
}
KINDS = {
    Kind.COMMAND: "commands",
    Kind.SHORTCUT: "shortcuts",
    Kind.ACTION: "buttons and menus",
    Kind.SUBMIT: "dialogs",
    Kind.OPTIONS: "lists to choose from",
    Kind.EVENT: "events",
}


def page() -> Iterator[str]:
    """The heading, then the lines."""
    yield "Permissions"
    yield "`csbot people add|grant` gives them. Using the workspace takes a seat and `workspace_access`. They are"
    yield "checked at every press, again when a dialog comes back, and a denial says who can help."
    yield from ("", "## Levels", "", "Each contains the one before.", "")
    yield from table(("level", "may"), [(f"`{level.word}`", LEVELS[level]) for level in Level])
    yield from ("", "## Who may what", "")
    yield from matrix()
    yield from (
        "",
        "## Edit scopes",
        "",
        "Everybody with access reads everything; `--edit-scope` says what they may change.",
        "",
    )
    yield from scopes()
    yield from ("", "## What asks for which", "", "The first words are the ids in the code and in the metrics.", "")
    yield from routes()


def matrix() -> Iterator[str]:
    rows = [
        (who, *("yes" if denial(actor, permission) is None else "no" for permission in Permission))
        for who, actor in PEOPLE.items()
    ]
    yield from table(("who", *(f"`{permission}`" for permission in Permission)), rows)
    yield ""
    yield from table(("permission", "who may"), [(f"`{one}`", MEANINGS[one]) for one in Permission])


def scopes() -> Iterator[str]:
    rows = [
        (
            f"`{scope}`",
            SCOPES[scope],
            *(
                "yes" if denial(replace(TEAM, edit_scope=scope), Permission.EDIT, record) is None else "no"
                for record in RECORDS.values()
            ),
        )
        for scope in EditScope
    ]
    yield from table(("scope", "may change", *RECORDS), rows)
    yield ""
    yield "A team is people with the same lead or the same team name; a lead belongs to the team they lead."


def routes() -> Iterator[str]:
    rows = []
    for permission in (*Permission, None):
        for kind, plural in KINDS.items():
            names = [
                f"`/cs {route.name}`".replace(" `", "`") if kind is Kind.COMMAND else f"`{route.name}`"
                for route in ROUTES.values()
                if route.kind is kind and route.permission is permission
            ]
            if names:
                rows.append((f"`{permission or '—'}`", plural, ", ".join(sorted(names))))
    yield from table(("permission", "what", "which"), rows)
