"""What cards show, for tests: arranged in the dialog and by the service, and read off a card."""

from dataclasses import replace

from csbot.domain.card_layouts import LayoutDraft
from csbot.domain.members import Member
from csbot.domain.properties import PropertyType
from csbot.domain.properties.own import OwnProperty, PropertyDraft
from csbot.domain.records import ObjectType
from tests.builders import Office
from tests.handlers.dialogs import Dialog, typed
from tests.handlers.rig import Rig, Seen

COMPANY, CONTACT = ObjectType.COMPANY, ObjectType.CONTACT
SOME = LayoutDraft(("city", "owner"), ("task", "note"), ("contact",))


async def arrange(rig: Rig, who: Member, kind: str = "company") -> Dialog:
    return await (await typed(rig, who, "admin customers")).press("layout.open", kind)


async def choose(dialog: Dialog, *keys: str) -> Dialog:
    """The properties chosen in the dialog upon it; back in the one beneath."""
    after = await (await dialog.press("layout.choose")).submit(properties=keys)
    return replace(dialog, view=after.last("views.update").body)


def own(office: Office, boss: Member, *labels: str) -> list[OwnProperty]:
    with office.services() as services:
        drafts = [PropertyDraft(label, PropertyType.STRING) for label in labels]
        return [services.properties.add(boss.as_actor(), COMPANY, draft) for draft in drafts]


def save(office: Office, boss: Member, draft: LayoutDraft, version: int = 0) -> None:
    with office.services() as services:
        services.card_layouts.save(boss.as_actor(), COMPANY, draft, version)


def kept(office: Office, boss: Member) -> tuple[LayoutDraft, int, bool]:
    """The layout of companies in words, its version, and whether it is csbot's own."""
    with office.services() as services:
        form = services.card_layouts.form(boss.as_actor(), COMPANY)
    return form.draft, form.version, form.is_usual


def labels(seen: Seen) -> list[str]:
    """The labels of the properties on a card, in order."""
    fields = [one["text"] for block in seen.blocks for one in block.get("fields", ())]
    return [text.partition("\n")[0].strip("*") for text in fields]


def buttons(seen: Seen) -> list[str]:
    """The activity buttons of a card, in order."""
    rows = [block["elements"] for block in seen.blocks if block["type"] == "actions"]
    return [str(one["text"]["text"]) for one in rows[0] if one["type"] == "button"][1:]
