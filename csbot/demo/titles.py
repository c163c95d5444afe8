"""What the tasks and meetings say. `{contact}` is a first name at the customer."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from csbot.demo.chance import shuffled
from csbot.domain.tasks import TaskType

WITH_CUSTOMER = {
    "en": {
        TaskType.TODO: (
            "Prepare the business review", "Update the success plan", "Check usage after the roll-out",
            "Find out who replaces {contact}", "Write the hand-over notes", "Set up training for new colleagues",
            "Send the renewal proposal to legal", "Review the open support tickets", "Map the new org chart",
            "Collect the figures {contact} asked for", "Draft the case study", "Book the on-site visit",
            "Check why the export fails", "Compare the offer {contact} mentioned",
        ),
        TaskType.CALL: (
            "Call {contact} about the renewal", "Ask {contact} why log-ins dropped", "Check in with {contact}",
            "Kick-off call with {contact}", "Walk {contact} through the new reports", "Call {contact} back",
            "Talk to {contact} about a second site", "Escalation call with {contact}",
            "Agree the agenda with {contact}", "Ask {contact} to be a reference", "Wish {contact} a good start",
            "Discuss the price change with {contact}",
        ),
        TaskType.EMAIL: (
            "Send {contact} the quote", "Answer {contact}’s invoice question", "Send {contact} the recording",
            "Follow up on Thursday’s call with {contact}", "Introduce {contact} to the new support lead",
            "Send {contact} the release notes", "Remind {contact} of the signature", "Thank {contact} for the referral",
            "Share the roadmap with {contact}", "Ask {contact} for feedback on the pilot",
            "Confirm the workshop date with {contact}", "Send {contact} the security questionnaire",
        ),
    },
    "da": {
        TaskType.TODO: (
            "Forbered statusmødet", "Opdatér succesplanen", "Tjek brugen efter udrulningen", "Book besøget på kontoret",
            "Gennemgå de åbne sager", "Find ud af, hvem der afløser {contact}",
        ),
        TaskType.CALL: (
            "Ring til {contact} om fornyelsen", "Ring tilbage til {contact}", "Hør {contact}, hvorfor brugen falder",
            "Gennemgå de nye rapporter med {contact}", "Opstartsmøde på telefon med {contact}",
        ),
        TaskType.EMAIL: (
            "Send {contact} tilbuddet", "Svar {contact} om fakturaen", "Mind {contact} om underskriften",
            "Send {contact} optagelsen", "Bekræft datoen for workshoppen med {contact}",
        ),
    },
    "nl": {
        TaskType.TODO: (
            "Kwartaalgesprek voorbereiden", "Succesplan bijwerken", "Gebruik controleren na de uitrol",
            "Openstaande tickets doornemen", "Bezoek op locatie plannen", "Uitzoeken wie {contact} opvolgt",
        ),
        TaskType.CALL: (
            "{contact} bellen over de verlenging", "{contact} terugbellen", "{contact} vragen waarom het gebruik daalt",
            "Nieuwe rapporten doornemen met {contact}", "Agenda afstemmen met {contact}",
        ),
        TaskType.EMAIL: (
            "Offerte naar {contact} sturen", "Vraag van {contact} over de factuur beantwoorden",
            "{contact} herinneren aan de handtekening", "Opname naar {contact} sturen", "{contact} om feedback vragen",
        ),
    },
}  # fmt: skip
INTERNAL = {
    TaskType.TODO: (
        "Prepare Monday’s portfolio review", "Hand in travel expenses", "Read the churn report",
        "Tidy up the segment list", "Write the monthly letter to the team", "Update the playbook for onboarding",
    ),
    TaskType.CALL: ("Call the product team about the export", "Catch up with support", "Mentoring call"),
    TaskType.EMAIL: ("Send the forecast to finance", "Answer the survey from HR", "Share last week’s wins"),
}  # fmt: skip
NOTES = (
    "",
    "",
    "",
    "Agreed in the last call.",
    "They need it before the board meets.",
    "See the e-mail thread; the figures are in the shared folder.",
    "First ask support whether the ticket is closed.\nThen propose two dates.",
)
MEETINGS = (
    "Business review", "Monthly check-in with {contact}", "Renewal talk with {contact}", "Onboarding session",
    "Training for the new team", "Adoption workshop", "Roadmap preview for {contact}", "Recovery plan, weekly",
    "Kick-off with {contact}", "Demo: reports and exports",
)  # fmt: skip
TEAM_MEETINGS = ("Team stand-up", "1:1", "Portfolio review", "Forecast with finance", "Product feedback round")
AWKWARD = "*Not bold* <!channel> <https://example.com|click> & _more_ :tada: 🎉 `code` ~gone~ @here"
LONG = (
    "Collect every open question from the steering committee, the works council, procurement and the regional "
    "managers, sort them by urgency and by owner, and send one list that everybody can answer today."
)  # 200 characters


class Deck:
    """Titles of each type for one person, shuffled; none comes again before all have come."""

    def __init__(self, rng: Random, language: str) -> None:
        english = WITH_CUSTOMER["en"]
        self._internal = {kind: cycle(shuffled(rng, INTERNAL[kind])) for kind in TaskType}
        self._customers: dict[TaskType, Iterator[str]] = {}
        for kind in TaskType:
            # People who work in another language still write to colleagues in English.
            own = WITH_CUSTOMER[language][kind] if language != "en" else ()
            self._customers[kind] = cycle(shuffled(rng, own + english[kind][: len(english[kind]) - len(own)]))

    def internal(self, kind: TaskType) -> str:
        """The next title that needs no customer."""
        return next(self._internal[kind])

    def with_customer(self, kind: TaskType, contact: str) -> str:
        """The next title about a customer."""
        return next(self._customers[kind]).format(contact=contact)
