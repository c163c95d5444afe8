"""Saved views: a filter with columns and a sort, of one object type (workspace C1, C3-C7).

`View` is one as read, `ViewForm` what a dialog gives; `rights` says who may do what, `flaws` what can't be taken.
A view's key is its number, or the word of a built-in one.
"""

from csbot.domain.saved_views.built_in import ALL, BuiltIn, built_in_views, every_record
from csbot.domain.saved_views.errors import (
    CardsFull,
    DeletionUnconfirmed,
    MissingViewName,
    PrivateDefault,
    ViewNameTaken,
)
from csbot.domain.saved_views.model import (
    CARDS_MAX,
    COLUMNS_MAX,
    DEFAULT_COLUMNS,
    DESCRIPTION_MAX,
    NAME_MAX,
    Sharing,
    Shelf,
    View,
    ViewField,
    ViewForm,
)
from csbot.domain.saved_views.rules import ViewAct, check_act, flaws, rights

__all__ = [
    "ALL",
    "CARDS_MAX",
    "COLUMNS_MAX",
    "DEFAULT_COLUMNS",
    "DESCRIPTION_MAX",
    "NAME_MAX",
    "BuiltIn",
    "CardsFull",
    "DeletionUnconfirmed",
    "MissingViewName",
    "PrivateDefault",
    "Sharing",
    "Shelf",
    "View",
    "ViewAct",
    "ViewField",
    "ViewForm",
    "ViewNameTaken",
    "built_in_views",
    "check_act",
    "every_record",
    "flaws",
    "rights",
]
