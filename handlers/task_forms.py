"""Creating and editing tasks: `/cs task`, shortcuts and dialogs (workspace T3, C9)."""

from dataclasses import replace
from datetime import date

from blocks.notices import notice
from blocks.screens import Shown
from blocks.task_dialogs import task_form
from csbot.domain.help import HelpTopic
from csbot.domain.notices import Created
from csbot.domain.permissions import Permission
from csbot.domain.quotes import notes_of, title_of
from csbot.domain.record_cards import read_record_ref
from csbot.domain.slack_texts import by_name, marked, nameless, unmarked
from csbot.domain.summary import TaskLine
from csbot.domain.task_forms import TaskField, TaskForm
from csbot.domain.tasks import Named, Task
from csbot.i18n import mark, words
from csbot.services.container import Services
from handlers.args import day, number
from handlers.calls import Call
from handlers.outcomes import alone, sent
from handlers.redraw import can_redraw, redraw
from handlers.replies import Close, Ephemeral, Open, Replace, Reply, Update
from handlers.routes import command, reads, shortcut, submits
from handlers.task_fields import read_fields, ticked

TASK = HelpTopic(
    word="task",
    usage="/cs task [text]",
    summary=mark("A new task: shows what it understood, and saves it when you press Create."),
    details=(
        mark("A date and time at the end or first: friday 15:00, tomorrow, in 2 weeks, on 5 june, 2026-06-05 9:30."),
        mark("English, Danish and Dutch are read: fredag kl. 15, om 3 dage, volgende week vrijdag, over 2 uur."),
        mark("!high, !medium or !low for the priority; @name or @me for who does it, else it is yours."),
        mark("Call, ring, mail and the like as the first word say what type of task it is."),
        mark(
            "A customer's name in the text is found, of your own customers also its beginning: Acme for Acme Corp. "
            "#name marks it where words could mean something else."
        ),
        mark("Text in quotes stays as it is."),
    ),
    examples=("/cs task", "/cs task call Acme friday 15:00 !high @kim", '/cs task "Read: On Friday" tomorrow'),
)


@command(TASK, Permission.EDIT)
def type_task(call: Call, services: Services) -> Reply:
    """`/cs task [text]`: the dialog, filled with what was understood."""
    typed = marked(call.incoming.typed).strip()
    form = services.task_phrases.understand(call.viewer, typed) if typed else TaskForm(empty(call))
    return Open(Shown(task_form, _by_name(form, call.incoming.typed)))


def _by_name(form: TaskForm, typed: str) -> TaskForm:
    """With the people who stayed in the title, or of whom something is said, as people read them."""
    task = replace(form.task, title=unmarked(form.task.title, typed))
    problems = tuple(replace(one, text=unmarked(one.text, typed)) for one in form.problems)
    return replace(
        form, task=task, problems=problems, understood=tuple(unmarked(one, typed) for one in form.understood)
    )


@shortcut("task.new", Permission.EDIT)
@reads("task.new", Permission.EDIT)
def new_task(call: Call, services: Services) -> Reply:
    """The empty dialog; a button's value may be the customer's number or a custom record."""
    if ":" in call.value:
        about = services.records.record(read_record_ref(call.value))
        task = empty(call, company=about.named("company"))
        return Open(Shown(task_form, TaskForm(task, ref=str(about.ref), name=about.name)))
    company = services.task_forms.company(number(call.value)) if call.value else None
    return Open(Shown(task_form, TaskForm(empty(call, company=company))))


@shortcut("task.from_message", Permission.EDIT)
def task_from_message(call: Call, services: Services) -> Reply:
    """A message as a task: its first line is the title, its words the notes, and its address is kept."""
    message = call.incoming.message
    said = message.text if message else ""
    someone = words(call.viewer.locale, call.viewer.tz).text("someone")
    people = nameless(said)
    said = by_name(said, {**dict.fromkeys(people, someone), **services.members.names_by_slack(people)})
    task = empty(call, title_of(said), notes_of(said), message.permalink if message else "")
    return Open(Shown(task_form, TaskForm(task)))


@submits("task.create", Permission.EDIT)
def create(call: Call, services: Services) -> Reply:
    """Create; with the box ticked the emptied dialog asks for the next one."""
    permalink, ref = call.incoming.args.get("p", ""), call.incoming.args.get("r", "")
    about = read_record_ref(ref) if ref else None
    fields, tz = read_fields(call), call.viewer.tz
    if asked := services.task_forms.confirmed(empty(call, permalink=permalink), fields, tz, agreed(call)):
        return Update(Shown(task_form, _going_on(call, services, replace(asked, turn=-1))))
    made = services.task_forms.create(call.actor, fields, tz, permalink, about)
    if not ticked(call, TaskField.ANOTHER):
        return Close(shown_made(call, services, made))
    form = _going_on(call, services, TaskForm(empty(call), created=made.task))
    return Update(Shown(task_form, form), beside=shown_made(call, services, made))


def _going_on(call: Call, services: Services, form: TaskForm) -> TaskForm:
    """The dialog as it was beside the form; `turn`: how many later than the next."""
    ref, turn = call.incoming.args.get("r", ""), number(call.incoming.args.get("n", "")) + form.turn
    name = services.records.record(read_record_ref(ref)).name if ref else ""
    return replace(form, another=ticked(call, TaskField.ANOTHER), turn=turn, ref=ref, name=name)


@reads("task.edit", Permission.EDIT)
def edit(call: Call, services: Services) -> Reply:
    """The dialog with all fields as they are."""
    return Open(Shown(task_form, services.task_forms.form(call.actor, number(call.value))))


@submits("task.save", Permission.EDIT)
def save(call: Call, services: Services) -> Reply:
    """Save what was changed in the dialog; what colleagues changed meanwhile is kept."""
    args = call.incoming.args
    task_id, version, fields = number(args.get("t", "")), number(args.get("v", "")), read_fields(call)
    task = replace(services.task_forms.form(call.actor, task_id).task, version=version)
    if asked := services.task_forms.confirmed(task, fields, call.viewer.tz, agreed(call)):
        return Update(Shown(task_form, asked))
    done = services.task_forms.edit(call.actor, task_id, version, fields, call.viewer.tz)
    return sent(call, services, done.task.id)


def agreed(call: Call) -> date | None:
    """The due date that has passed and that the dialog asked about."""
    written = call.incoming.args.get("d", "")
    return day(written) if written else None


def shown_made(call: Call, services: Services, made: TaskLine) -> Replace | Ephemeral:
    """The place where the dialog was opened, with what was made above it; without one the task alone."""
    if can_redraw(call):
        return Replace(redraw(call, services), Shown(notice, Created(made)))
    return Ephemeral(alone(services, made.task.id, call.actor))


def empty(call: Call, title: str = "", notes: str = "", permalink: str = "", company: Named | None = None) -> Task:
    """A task to be, of the viewer's own."""
    me = Named(call.viewer.member_id, call.viewer.name)
    return Task(0, title, notes=notes, assignee=me, company=company, permalink=permalink)
