"""The Customers tab on screen: which view, what is laid over it, and the page that comes of it (workspace C2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csbot.domain.errors import Unreadable
from csbot.domain.filters import Condition, Filter, Group, Operator, Readback, all_of
from csbot.domain.properties.types import Property
from csbot.domain.record_lists import ListPage, Sort
from csbot.domain.records import ObjectType, read_id
from csbot.domain.saved_views import Shelf, View, ViewAct
from csbot.domain.tasks import Named

NOBODY = "nobody"
ME = "me"
MY_TEAM = "my_team"


class Created(StrEnum):
    """Quick filter on the create date: in the last so many local days, today being one."""

    ANY = "any"
    TODAY = "1"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"


class Active(StrEnum):
    """Quick filter on the last activity date: in the last days, or not in them."""

    ANY = "any"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    NOT_MONTH = "not30"
    NOT_QUARTER = "not90"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ListState:
    """What is shown, as a block's id carries it. `view`: a view's key; `draft`: the number of a filter that takes the
    place of the view's, 0 for none. `owner`: a member's number, `me`, `my_team`, `nobody`, or empty. `sort`: a
    property's column or name, empty for the view's own.
    """

    view: str = ""
    draft: int = 0
    created: Created = Created.ANY
    active: Active = Active.ANY
    owner: str = ""
    sort: str = ""
    descending: bool = False

    def args(self) -> dict[str, str]:
        """Short arguments of a screen's reference."""
        known = {
            "v": self.view,
            "f": str(self.draft or ""),
            "c": "" if self.created is Created.ANY else str(self.created),
            "t": "" if self.active is Active.ANY else str(self.active),
            "o": self.owner,
            "s": self.sort,
            "d": "1" if self.descending else "",
        }
        return {name: value for name, value in known.items() if value}


def read_state(args: Mapping[str, str]) -> ListState:
    """The reverse of `ListState.args`; raises `Unreadable`."""
    try:
        return ListState(
            args.get("v", ""),
            read_id(args["f"]) if args.get("f") else 0,
            Created(args.get("c", Created.ANY)),
            Active(args.get("t", Active.ANY)),
            read_owner(args.get("o", "")),
            args.get("s", ""),
            bool(args.get("d")),
        )
    except ValueError:
        raise Unreadable() from None


def read_owner(word: str) -> str:
    """A choice of the owner filter; raises `Unreadable`."""
    return word if word in ("", ME, MY_TEAM, NOBODY) else str(read_id(word))


def sort_key(of: Property) -> str:
    """A property in few letters: a custom one's name may be long."""
    return of.column if of.custom else of.name


def quick_filters(state: ListState, owner: str) -> tuple[Filter, ...]:
    """What is laid over the view. `owner`: the name of the property that says whose record it is."""
    found: list[Filter] = []
    if state.created is not Created.ANY:
        found.append(_within("created", str(state.created)))
    if state.active is Active.NEVER:
        found.append(all_of(Condition(property="last_activity", operator=Operator.UNKNOWN)))
    elif state.active in (Active.NOT_MONTH, Active.NOT_QUARTER):
        found.append(_silent(str(state.active).removeprefix("not")))
    elif state.active is not Active.ANY:
        found.append(_within("last_activity", str(state.active)))
    if state.owner == NOBODY:
        found.append(all_of(Condition(property=owner, operator=Operator.UNKNOWN)))
    elif state.owner:
        found.append(all_of(Condition(property=owner, operator=Operator.ANY_OF, values=(state.owner,))))
    return tuple(found)


def _within(name: str, days: str) -> Filter:
    return all_of(Condition(property=name, operator=Operator.LESS_DAYS_AGO, values=(days,)))


def _silent(days: str) -> Filter:
    """Nothing for so many days: what never had an activity is silent too."""
    last = str(int(days) - 1)
    long_ago = Condition(property="last_activity", operator=Operator.MORE_DAYS_AGO, values=(last,))
    never = Condition(property="last_activity", operator=Operator.UNKNOWN)
    return Filter(groups=(Group(conditions=(long_ago,)), Group(conditions=(never,))))


@dataclass(frozen=True, slots=True)
class CustomerList:
    """A page of a view. `view.filter` is None while the built-in view needs the CSM property (workspace U5).

    `properties`: those that exist, by name; `rights`: what the viewer may do with the view; `owner`: who is chosen in
    the quick filter; `readback`: the filter that holds instead of the view's or the view's own; `is_draft`: the former.
    `deleted`: columns that are left out because their property was deleted. `meant`: what was rather meant by the text
    that the list answers, a filter as text or a view's name.
    """

    state: ListState
    view: View
    count: int = 0
    page: ListPage = field(default_factory=ListPage)
    shelf: Shelf = field(default_factory=lambda: Shelf(()))
    properties: Mapping[str, Property] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    sort: Sort = field(default_factory=Sort)
    readback: Readback = field(default_factory=lambda: Readback(()))
    rights: frozenset[ViewAct] = frozenset()
    owner: Named | None = None
    manages: bool = False
    meant: str = ""

    @property
    def kind(self) -> ObjectType:
        """The customer object."""
        return self.view.kind

    @property
    def is_draft(self) -> bool:
        """Whether a filter holds that the view was not saved with."""
        return bool(self.state.draft)
