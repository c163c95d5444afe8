"""What `/cs help` tells about the commands; the route table makes these values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """One command. `summary` and `details` are marked English texts, translated when shown.

    `word`: what follows `/cs`, empty for the bare command; `usage` and `examples`: whole commands as typed.
    """

    word: str
    usage: str
    summary: str
    details: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpPage:
    """All topics, or one. `unknown`: what was asked for and is no topic; `nearest`: a topic like it."""

    topics: tuple[HelpTopic, ...]
    topic: HelpTopic | None = None
    unknown: str = ""
    nearest: str = ""
