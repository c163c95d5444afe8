"""A crowd in the local Slack."""

from csbot.playground.people import App, Person, Team

TEAM_ID = "T000CHAOS1"
COPENHAGEN = "Europe/Copenhagen"


def slack_id(number: int) -> str:
    return f"U0C{number:06}"


def crowd(size: int) -> Team:
    """So many people, all in Copenhagen."""
    people = tuple(
        Person(slack_id(n), f"person{n}", f"Person {n}", COPENHAGEN, "en-GB", TEAM_ID, is_owner=n == 0)
        for n in range(size)
    )
    return Team(TEAM_ID, "Chaos", "chaos", App("A0CHAOS001", "csbot", "U0CSBOT01", "B0CSBOT001"), people)
