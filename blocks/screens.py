"""The registry of screens: every screen that csbot shows, by name, with examples for the gallery.

A screen is a pure function from frozen values to blocks and a fallback text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from csbot.domain.members import Viewer
from csbot.i18n import Words, words

D = TypeVar("D")
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds blocks in a modal. `callback_id` names the route of its submission; without `submit` it has none.

    `args` come back with the submission and with every click inside.
    """

    title: str
    close: str
    submit: str = ""
    callback_id: str = ""
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What goes to Slack. `text` is the fallback: the message can be understood from it alone. A dialog has a frame."""

    text: str
    blocks: list[Block]
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """For whom and when a screen is drawn, and in which words. `now` is business time, UTC."""

    viewer: Viewer
    now: datetime
    words: Words = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words(self.viewer.locale, self.viewer.tz))


@dataclass(frozen=True, slots=True)
class Screen(Generic[D]):
    """A named screen. `examples` are shown in the gallery and held by golden files; they never read the clock."""

    name: str
    draw: Callable[[D, Look], Rendered]
    examples: dict[str, D]


@dataclass(frozen=True, slots=True)
class Shown(Generic[D]):
    """A screen with what it shows."""

    screen: Screen[D]
    data: D

    def render(self, look: Look) -> Rendered:
        return self.screen.draw(self.data, look)


SCREENS: dict[str, Screen[Any]] = {}


def screen(name: str, examples: dict[str, D]) -> Callable[[Callable[[D, Look], Rendered]], Screen[D]]:
    """Register a drawing function as the screen of that name."""

    def register(draw: Callable[[D, Look], Rendered]) -> Screen[D]:
        made = Screen(name, draw, examples)
        if SCREENS.setdefault(name, made) is not made:
            raise ValueError(f"two screens named {name}")
        return made

    return register
