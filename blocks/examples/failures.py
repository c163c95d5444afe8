"""One of every error, with the parameters that fill its sentence."""

from blocks.examples.people import HOSTILE, KIM
from csbot.domain import errors
from csbot.domain.errors import CsbotError
from csbot.domain.permissions import Denial

REFERENCE = "4f9a01c2"
ASK = (KIM.name, HOSTILE.name)
OPTIONS = "today, overdue, tomorrow, upcoming, open, done"

ERRORS: dict[str, CsbotError] = {
    "busy": errors.Busy(),
    **{f"not_allowed_{denial}": errors.NotAllowed(denial=denial, ask=ASK) for denial in Denial},
    "not_allowed_nobody": errors.NotAllowed(denial=Denial.UNMAPPED, ask=()),
    "not_found": errors.NotFound(noun="task", number=1234),
    "unknown_command": errors.UnknownCommand(word="taks", nearest="tasks"),
    "unknown_command_far": errors.UnknownCommand(word="`*x*` <!here>", nearest=""),
    "unknown_option": errors.UnknownOption(word="todya", command="tasks", nearest="today", options=OPTIONS),
    "stale_record": errors.StaleRecord(noun="company", number=77),
    "undo_expired": errors.UndoExpired(),
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
}
