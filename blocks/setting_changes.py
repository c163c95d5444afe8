"""Who changed which setting, in a dialog, newest first, page by page (workspace S1)."""

from blocks import components
from blocks.examples import setting_changes as examples
from blocks.kit import elements, escape
from blocks.kit.sheet import Sheet
from blocks.object_names import THINGS
from blocks.records import BUTTONS
from blocks.screens import Frame, Look, Rendered, screen
from blocks.views import BUILT_IN
from csbot.domain.properties import LINKS, PROPERTIES
from csbot.domain.screens import ScreenRef
from csbot.domain.setting_changes import Chosen, Held, Setting, SettingChange, SettingChanges, SettingDiff
from csbot.i18n import Words, mark

NAME = 40
ROOM = 1000
SETTINGS = {
    Setting.CUSTOMER_OBJECT: mark("Customer object"),
    Setting.CSM_PROPERTY: mark("CSM property"),
    Setting.RENEWAL_PROPERTY: mark("Renewal date"),
    Setting.HIDDEN_VIEWS: mark("Hidden views"),
    Setting.CARDS: mark("Cards of the Summary"),
    Setting.LAYOUT_PROPERTIES: mark("Properties on cards"),
    Setting.LAYOUT_BUTTONS: mark("Buttons on cards"),
    Setting.LAYOUT_ASSOCIATIONS: mark("Associated records on cards"),
    Setting.PROPERTIES: mark("Properties"),
    Setting.PROPERTY_NAME: mark("Name of a property"),
    Setting.PROPERTY_OPTIONS: mark("Options of a property"),
    Setting.PROPERTY_REQUIRED: mark("Required for new records"),
    Setting.OBJECTS: mark("Object types of your own"),
}
WORDS: dict[str, str] = {
    "answer.yes": mark("Yes"),
    "answer.no": mark("No"),
    **BUILT_IN,
    **{str(kind): text for kind, text in THINGS.items()},
    **{f"button.{button}": text for button, text in BUTTONS.items()},
    **{f"{kind}.{one.name}": one.label for kind, known in PROPERTIES.items() for one in known},
    **{f"{kind}.{one.name}": one.label for kind, known in LINKS.items() for one in known if not one.by_id},
}


@screen("setting_changes", examples.PAGES)
def setting_changes(data: SettingChanges, look: Look) -> Rendered:
    """Carries `s` = the section."""
    w, sheet = look.words, Sheet(ScreenRef("setting_changes"))
    said = ""
    for change in data.changes:
        heading, line = _heading(change, look), _line(change.diff, w)
        sheet.section(line if heading == said else f"{heading}\n{line}")
        said = heading
    if not data.changes:
        sheet.section(w.text("Nothing was changed yet."))
    buttons = []
    if data.more:
        buttons.append(elements.button(w.text("Older"), "setting_changes.page", str(data.changes[-1].id)))
    if not data.is_newest:
        buttons.append(elements.button(w.text("Newest"), "setting_changes.newest"))
    if buttons:
        sheet.actions(*buttons)
    frame = Frame(w.text("Changes"), w.text("Close"), args={"s": data.section.value})
    return Rendered(frame.title, sheet.blocks, frame)


def _heading(change: SettingChange, look: Look) -> str:
    """When and who: once for what was changed in one go."""
    who = escape.mrkdwn(change.by, NAME) or look.words.text("Command line")
    return components.SEPARATOR.join((f"*{components.moment(change.at, look)}*", who))


def _line(diff: SettingDiff, words: Words) -> str:
    field = words.text(SETTINGS[diff.setting])
    if diff.about is not None:
        field = components.SEPARATOR.join((field, _name(diff.about, words)))
    old, new = _held(diff.old, words), _held(diff.new, words)
    return f"• {words.text('{field}: {old} → {new}', field=field, old=old, new=new)}"


def _held(held: Held, words: Words) -> str:
    """As many as there is room for, and how many more there are."""
    names: list[str] = []
    for one in held:
        names.append(_name(one, words))
        if sum(map(len, names)) > ROOM:
            names[-1] = words.text("{n} more", n=words.number(len(held) - len(names) + 1))
            break
    return ", ".join(names) or words.text("none")


def _name(one: Chosen, words: Words) -> str:
    """csbot's own word in the reader's language, or the name of then."""
    if one.name or one.key not in WORDS:
        return escape.mrkdwn(one.name or one.key, NAME)
    return words.text(WORDS[one.key])
