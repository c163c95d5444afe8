"""What can be wrong with a view."""

from csbot.domain.errors import Expected


class MissingViewName(Expected):
    """A view needs a name."""

    code = "missing_view_name"


class ViewNameTaken(Expected):
    """Another view that the same people see has that name. `name`."""

    code = "view_name_taken"


class PrivateDefault(Expected):
    """A view with a card on the Summary can't be private (workspace C3, C5)."""

    code = "private_default"


class CardsFull(Expected):
    """The Summary has as many cards as it may (workspace U4). `limit`."""

    code = "cards_full"


class DeletionUnconfirmed(Expected):
    """A view is deleted only with its box ticked (workspace C6)."""

    code = "deletion_unconfirmed"
