"""One of every error, with the parameters that fill its sentence."""

from blocks.examples.days import CALL, HOSTILE_TASK, HOUR, LAST_YEAR
from blocks.examples.people import HOSTILE, KIM, NOW
from blocks.examples.record_cards import ACME, WILD
from csbot.domain import errors, filters, saved_views
from csbot.domain.card_layouts import BadLayout, LayoutProblem
from csbot.domain.custom_objects import (
    NeedsEnterprise,
    ObjectHasRecords,
    ObjectInUse,
    ObjectNameTaken,
    ObjectWithoutName,
    TooManyObjects,
)
from csbot.domain.errors import CsbotError
from csbot.domain.filters.text import BadFilterText, TextProblem
from csbot.domain.permissions import Denial
from csbot.domain.properties import BadValue, ValueProblem
from csbot.domain.properties import own as own_properties
from csbot.domain.task_forms import COLUMNS, TaskField
from csbot.domain.tasks import Task

REFERENCE = "4f9a01c2"
ASK = (KIM.name, HOSTILE.name)
OPTIONS = "today, overdue, tomorrow, upcoming, open, done"


def field_changed(field: TaskField, task: Task, by: str = KIM.name) -> CsbotError:
    return errors.FieldChanged(field=field, task=task, by=by, at=NOW - HOUR)


def value_changed(name: str) -> CsbotError:
    return errors.ValueChanged(field=ACME.fields[name], value=ACME.values.get(name), by=KIM.name, at=NOW - HOUR)


LIMITS: dict[ValueProblem, object] = {ValueProblem.TOO_LONG: 500, ValueProblem.NOT_AN_OPTION: ("Gold", "*Silver*")}
ERRORS: dict[str, CsbotError] = {
    "busy": errors.Busy(),
    "disk_full": errors.DiskFull(),
    "in_doubt": errors.InDoubt(),
    **{f"not_allowed_{denial}": errors.NotAllowed(denial=denial, ask=ASK) for denial in Denial},
    "not_allowed_nobody": errors.NotAllowed(denial=Denial.UNMAPPED, ask=()),
    "not_found": errors.NotFound(noun="task", number=1234),
    "unknown_command": errors.UnknownCommand(word="taks", nearest="tasks"),
    "unknown_command_far": errors.UnknownCommand(word="`*x*` <!here>", nearest=""),
    "unknown_option": errors.UnknownOption(word="todya", command="tasks", nearest="today", options=OPTIONS),
    "others_tasks": errors.OthersTasks(name="*Kim* <!here>"),
    "stale_record": errors.StaleRecord(noun="company", number=77),
    "missing_title": errors.MissingTitle(),
    "too_long": errors.TooLong(limit=500, length=10_000),
    "command_too_long": errors.CommandTooLong(limit=10_000, length=10_003, typed="`*x*` <!here> & " * 30),
    "text_too_long": errors.TextTooLong(limit=500, length=3_002, typed="`*x*` <!here> & " * 200),
    "time_without_date": errors.TimeWithoutDate(),
    "cannot_assign": errors.CannotAssign(),
    "dialog_lost": errors.DialogLost(nearest="task call Acme friday"),
    "dialog_lost_elsewhere": errors.DialogLost(nearest=""),
    **{f"field_changed_{field}": field_changed(field, CALL) for field in COLUMNS},
    "field_changed_hostile": field_changed(TaskField.TITLE, HOSTILE_TASK, HOSTILE.name),
    "field_changed_nobody": field_changed(TaskField.ASSIGNEE, LAST_YEAR, ""),
    "missing_value": errors.MissingValue(),
    **{f"bad_value_{problem}": BadValue(problem, "*x* <!here>", LIMITS.get(problem)) for problem in ValueProblem},
    **{
        f"value_changed_{name}": value_changed(name)
        for name in ("arr", "renewal", "owner", "tags", "kicked_off", "domain")
    },
    "value_changed_hostile": errors.ValueChanged(
        field=WILD.fields["industry"], value=WILD.values["industry"], by=HOSTILE.name, at=NOW - HOUR
    ),
    "undo_expired": errors.UndoExpired(),
    "needs_enterprise": NeedsEnterprise(),
    "object_name_taken": ObjectNameTaken(name="*x* <!here>"),
    "object_without_name": ObjectWithoutName(),
    "too_many_objects": TooManyObjects(limit=10),
    "object_in_use": ObjectInUse(name="*Ships* <!here>"),
    "object_has_records": ObjectHasRecords(name="*Ships* <!here>", count=1234),
    "missing_text": errors.MissingText(command="show"),
    "undo_overtaken": errors.UndoOvertaken(by=KIM.name),
    "undo_overtaken_nobody": errors.UndoOvertaken(by=""),
    "snooze_past": errors.SnoozePast(),
    "task_not_open": errors.TaskNotOpen(title="Call *Acme* & sons"),
    "unknown_zone": errors.UnknownZone(zone="Europe/*Atlantis*"),
    "endless_quiet": errors.EndlessQuiet(),
    "missing_time": errors.MissingTime(),
    "missing_day": errors.MissingDay(),
    "unreadable": errors.Unreadable(),
    "slack_refused": errors.SlackRefused("channel_not_found"),
    "slack_unavailable": errors.SlackUnavailable("timeout", in_doubt=True),
    "slack_limited": errors.SlackLimited(30),
    "no_workspace": errors.NoWorkspace(number=9),
    "several_workspaces": errors.SeveralWorkspaces(ids="1 (North), 2 (South)"),
    "unknown_team": errors.UnknownTeam(),
    "no_seat_left": errors.NoSeatLeft(seats=25),
    "missing_view_name": saved_views.MissingViewName(),
    "view_name_taken": saved_views.ViewNameTaken(name="*Renewals* <!here>"),
    "private_default": saved_views.PrivateDefault(),
    "cards_full": saved_views.CardsFull(limit=saved_views.CARDS_MAX),
    **{f"bad_layout_{problem}": BadLayout(problem, "*Tier* <!here>") for problem in LayoutProblem},
    "deletion_unconfirmed": saved_views.DeletionUnconfirmed(),
    "property_without_name": own_properties.PropertyWithoutName(),
    "property_name_taken": own_properties.PropertyNameTaken(label="*Tier* <!here>"),
    "property_without_options": own_properties.PropertyWithoutOptions(),
    "too_many_options": own_properties.TooManyOptions(limit=own_properties.MOST_OPTIONS, count=130),
    "too_many_properties": own_properties.TooManyProperties(limit=own_properties.MOST_PROPERTIES),
    "property_in_use": own_properties.PropertyInUse(label="*Boss*"),
    "property_unconfirmed": own_properties.PropertyUnconfirmed(),
    "no_fast_list": own_properties.NoFastList(label="Tags"),
    "texts_too_long": own_properties.TextsTooLong(label="*Motto*", count=2, limit=own_properties.FAST_LENGTH),
    "option_in_use": own_properties.OptionInUse(option="*Gold*", count=1234, filter='tier:"*Gold*"'),
    **{
        f"bad_option_{problem}": own_properties.BadOption(problem, "*Gold* <!here>", 75)
        for problem in own_properties.OptionProblem
    },
    **{f"filter_too_big_{part}": filters.FilterTooBig(part, 10) for part in filters.FilterPart},
    **{
        f"bad_condition_{problem}": filters.BadCondition(problem, "arr", "`*x*` <!here>", 100)
        for problem in filters.ConditionProblem
    },
    **{
        f"bad_filter_text_{problem}": BadFilterText(problem, "arr:*x*", 4, 7, label="ARR", options=("a", "b"))
        for problem in TextProblem
    },
}
