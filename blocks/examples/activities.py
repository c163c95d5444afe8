"""Activities: logged and to be logged, one's own and others', long, hostile, deleted."""

from dataclasses import replace

from blocks.examples.customers import SHIPS
from blocks.examples.people import ANNA, HOSTILE, KIM, NOW
from blocks.examples.record_cards import ACTIVITIES, EDITED, HOUR
from csbot.domain.activities import Activity, ActivityCard, ActivityForm, ActivityKind, Reachable
from csbot.domain.operations import OperationKind
from csbot.domain.tasks import Named

ROSA = Named(70, "Rosa Díaz")
ACME = Named(900, "Acme Corp")
CALL = replace(ACTIVITIES[0], company=ACME, body="They want\n• two years\n• *the* <!channel> price\n> and more")
WILD = Activity(62, "*x* <!here>", "_t_ <@U1> *b*", NOW - HOUR, HOSTILE, HOSTILE, "<!channel> *x*\n" * 400, HOSTILE)
REACH = (
    Reachable("Acme *Corp*", "+45 12 34 56 78"),
    Reachable("Rosa <@U1>", "<!here|1>"),
)
MAILS = (Reachable("Rosa", "rosa@acme.example"), Reachable("*Ann*", "a|b@x.example"))


def new(kind: ActivityKind) -> Activity:
    return Activity(0, kind, "", NOW)


FORMS = {
    "note": ActivityForm(new(ActivityKind.NOTE), "company:900", "Acme Corp"),
    "call": ActivityForm(new(ActivityKind.CALL), "company:900", "Acme Corp", REACH),
    "email": ActivityForm(new(ActivityKind.EMAIL), "company:900", "Acme Corp", MAILS),
    "meeting": ActivityForm(replace(new(ActivityKind.MEETING), contact=ROSA), "contact:70", "Rosa Díaz", under=True),
    "edit": ActivityForm(CALL, "company:900", "Acme Corp"),
    "hostile": ActivityForm(WILD, "company:901", HOSTILE.name),
}
LOGGED = replace(EDITED, kind=OperationKind.LOG)
CARDS = {
    "mine": ActivityCard(CALL, mine=True, last=LOGGED),
    "about": ActivityCard(CALL, mine=True, about=SHIPS),
    "others": ActivityCard(replace(CALL, by=KIM, body="")),
    "hostile": ActivityCard(WILD, mine=True),
    "deleted": ActivityCard(
        replace(CALL, archived_at=NOW, by=ANNA), mine=True, last=replace(EDITED, kind=OperationKind.DELETE_LOG)
    ),
}
