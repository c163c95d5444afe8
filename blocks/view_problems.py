"""What users read when a view can't be saved, deleted or shown on the Summary (workspace C3-C7, U4)."""

from csbot.domain.saved_views import CardsFull, DeletionUnconfirmed, MissingViewName, PrivateDefault, ViewNameTaken
from csbot.i18n import mark

SENTENCES = {
    MissingViewName.code: mark("A view needs a name. Nothing was saved."),
    ViewNameTaken.code: mark("There is already a view “{name}”. Nothing was saved. Please choose another name."),
    PrivateDefault.code: mark(
        "A view with a card on the Summary is for everyone. Nothing was saved. "
        "Choose “Everyone”, or take it off the Summary."
    ),
    CardsFull.code: mark(
        "The Summary has {limit} cards already, and more do not fit. Nothing was saved. "
        "Take another one off first: Arrange, on the Summary."
    ),
    DeletionUnconfirmed.code: mark("Please tick the box to delete the view. Nothing was deleted."),
}
