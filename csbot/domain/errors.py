"""Errors with an address: a code and parameters. Their sentences live in blocks/errors."""

from collections.abc import Mapping
from typing import ClassVar


class CsbotError(Exception):
    """An error that csbot knows. `params` fill its sentence."""

    code: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(f"{self.code} {params}" if params else self.code)
        self.params: Mapping[str, object] = params


class Expected(CsbotError):
    """The user can act on it: shown beside the field or as an ephemeral sentence. Nothing was saved."""


class Transient(CsbotError):
    """Passing: the same thing may work when tried again. Nothing was saved."""


class Busy(Transient):
    """The database did not answer in time."""

    code = "busy"


class DiskFull(Busy):
    """The database's disk has no room. It passes when whoever runs csbot makes some."""

    code = "disk_full"


class InDoubt(Busy):
    """The database never said what became of the COMMIT: saved or not, and trying again is for who has looked."""

    code = "in_doubt"


class NotAllowed(Expected):
    """The actor lacks a permission (workspace A3-A5, A9).

    `denial`: a `permissions.Denial`; `ask`: names of people who can help, may be empty.
    """

    code = "not_allowed"


class NotFound(Expected):
    """No such record in this workspace, or it was deleted. `noun`: an object type's name; `number`: its id."""

    code = "not_found"


class UnknownCommand(Expected):
    """`/cs` does not know the word. `word` as typed; `nearest`: a known word or empty."""

    code = "unknown_command"


class UnknownOption(Expected):
    """A command does not know an option. `word` as typed; `command`; `nearest`; `options`: the known ones."""

    code = "unknown_option"


class OthersTasks(Expected):
    """The list of tasks shows one's own. `name`: whose were asked for, as typed."""

    code = "others_tasks"


class StaleRecord(Expected):
    """Somebody changed the record first. `noun`, `number`."""

    code = "stale_record"


class UndoExpired(Expected):
    """The time for undo is over (workspace T8)."""

    code = "undo_expired"


class UndoOvertaken(Expected):
    """What would be undone was changed again since. `by`: a name, may be empty."""

    code = "undo_overtaken"


class SnoozePast(Expected):
    """The chosen moment is not ahead (workspace T9)."""

    code = "snooze_past"


class TaskNotOpen(Expected):
    """A completed task cannot be snoozed (workspace T9). `title`."""

    code = "task_not_open"


class Unreadable(Expected):
    """A button's value or a screen's reference could not be read: made by an older csbot."""

    code = "unreadable"


class SlackRefused(CsbotError):
    """Slack said no for good: trying again will not help. `error`: Slack's code, such as `channel_not_found`."""

    code = "slack_refused"

    def __init__(self, error: str, **params: object) -> None:
        super().__init__(error=error, **params)
        self.error = error


class SlackUnavailable(Transient):
    """Slack could not be reached or failed. `in_doubt`: the call may have had its effect all the same."""

    code = "slack_unavailable"

    def __init__(self, error: str, in_doubt: bool) -> None:
        super().__init__(error=error)
        self.error = error
        self.in_doubt = in_doubt


class SlackLimited(Transient):
    """Slack's 429: nothing of this workspace before `retry_after_s` seconds are over."""

    code = "slack_limited"

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(retry_after_s=retry_after_s)
        self.retry_after_s = retry_after_s


class NoWorkspace(Expected):
    """No workspace has that number. `number`."""

    code = "no_workspace"


class SeveralWorkspaces(Expected):
    """A command must say which workspace it means. `ids`: numbers and names."""

    code = "several_workspaces"


class NoSeatLeft(Expected):
    """All seats are taken (workspace S11). `seats`."""

    code = "no_seat_left"


class UnknownTeam(Expected):
    """The Slack team is none that csbot was started for."""

    code = "unknown_team"


class UnknownZone(Expected):
    """No time zone has that name. `zone`."""

    code = "unknown_zone"


class EndlessQuiet(Expected):
    """Quiet hours would begin and end at the same time (workspace N3)."""

    code = "endless_quiet"


class MissingTime(Expected):
    """A clock time is needed."""

    code = "missing_time"


class MissingDay(Expected):
    """A digest on chosen days needs a day (workspace N2)."""

    code = "missing_day"


class MissingText(Expected):
    """A command needs a text behind its word. `command`."""

    code = "missing_text"


class MissingTitle(Expected):
    """A task needs a title."""

    code = "missing_title"


class TooLong(Expected):
    """A text is longer than its field. `limit` and `length` in characters."""

    code = "too_long"


class TextTooLong(Expected):
    """A command's text is longer than a dialog can hold. `limit` and `length` in characters; `typed`: the text."""

    code = "text_too_long"


class CommandTooLong(TextTooLong):
    """More was typed behind a command than csbot reads. `limit`, `length` and `typed` as above."""

    code = "command_too_long"


class TimeWithoutDate(Expected):
    """A clock time needs a date."""

    code = "time_without_date"


class CannotAssign(Expected):
    """The person does not use the workspace (any more), so nothing can be assigned to them."""

    code = "cannot_assign"


class FieldChanged(Expected):
    """Somebody changed the same property first (workspace C9).

    `field`: a `task_forms.TaskField`; `task`: as it is now; `by`: a name, may be empty; `at`: when (UTC).
    """

    code = "field_changed"


class MissingValue(Expected):
    """A required property has no value."""

    code = "missing_value"


class ValueChanged(Expected):
    """Somebody changed the same property of a record first (workspace C9).

    `field`: a `record_cards.Field`; `value`: as it is now; `by`: a name, may be empty; `at`: when (UTC).
    """

    code = "value_changed"


class DialogLost(Expected):
    """Slack did not open a dialog in time. `nearest`: the command to run again, may be empty."""

    code = "dialog_lost"


class Refused(Exception):
    """A dialog's fields can't be taken: it stays, with a sentence beside each, and nothing is saved.

    `problems`: errors by the name of their field.
    """

    def __init__(self, problems: Mapping[str, CsbotError]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems
