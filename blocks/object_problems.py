"""What users read when an object type can't be added, renamed or deleted (workspace A2)."""

from csbot.domain.custom_objects import (
    NeedsEnterprise,
    ObjectHasRecords,
    ObjectInUse,
    ObjectNameTaken,
    ObjectWithoutName,
    TooManyObjects,
)
from csbot.i18n import mark

SENTENCES = {
    NeedsEnterprise.code: mark(
        "Object types of your own need the enterprise plan, and this workspace has the professional one. "
        "Nothing was saved."
    ),
    ObjectNameTaken.code: mark(
        "There is already an object type “{name}”. Nothing was saved. Please choose another name."
    ),
    ObjectWithoutName.code: mark("An object type needs a name with a letter in it. Nothing was saved."),
    TooManyObjects.code: mark(
        "There are {limit} object types of your own already, and more do not fit. Nothing was saved."
    ),
    ObjectInUse.code: mark(
        "The Customers tab lists {name}, so they can't be deleted. Nothing was changed. "
        "Choose another customer object there first: `/cs admin customers`."
    ),
    ObjectHasRecords.code: mark(
        "{name} has {count} records. Nothing was changed. To remove them and their history, too: `--with-records`."
    ),
}
