"""Rich text: sections, lists, quotes and preformatted passages."""

from csbot.playground import limits
from csbot.playground.validator.report import (
    Fields,
    anything,
    boolean,
    integer,
    items,
    one_of,
    record,
    string,
    url,
    variant,
)

_TYPE: Fields = {"type": anything}
_flags = ("bold", "italic", "strike", "underline", "highlight", "client_highlight", "unlink")
_STYLE = record({}, dict.fromkeys(_flags, boolean))
_TEXT_STYLE = record({}, dict.fromkeys((*_flags, "code"), boolean))
_styled: Fields = {"style": _STYLE}
_identifier = string(255)

_part = variant(
    {
        "text": record({**_TYPE, "text": string(limits.SECTION_TEXT * 4)}, {"style": _TEXT_STYLE}),
        "link": record({**_TYPE, "url": url}, {"text": string(3000, 0), "unsafe": boolean, "style": _TEXT_STYLE}),
        "emoji": record(
            {**_TYPE, "name": string(255)}, {"unicode": string(255), "skin_tone": integer(1, 6), **_styled}
        ),
        "user": record({**_TYPE, "user_id": _identifier}, _styled),
        "usergroup": record({**_TYPE, "usergroup_id": _identifier}, _styled),
        "channel": record({**_TYPE, "channel_id": _identifier}, _styled),
        "broadcast": record({**_TYPE, "range": one_of("here", "channel", "everyone")}, _styled),
        "color": record({**_TYPE, "value": string(32)}, _styled),
        "date": record(
            {**_TYPE, "timestamp": integer(0, 10**11), "format": string(255)},
            {"url": url, "fallback": string(3000), **_styled},
        ),
    }
)
_parts: Fields = {"elements": items(_part, (0, 1000))}
_border: Fields = {"border": integer(0, 1)}
_section = record({**_TYPE, **_parts})
_elements = variant(
    {
        "rich_text_section": _section,
        "rich_text_quote": record({**_TYPE, **_parts}, _border),
        "rich_text_preformatted": record({**_TYPE, **_parts}, {**_border, "language": string(50)}),
        "rich_text_list": record(
            {
                **_TYPE,
                "elements": items(variant({"rich_text_section": _section}), (1, 1000)),
                "style": one_of("bullet", "ordered"),
            },
            {"indent": integer(0, 8), "offset": integer(0, 100_000), **_border},
        ),
    }
)

rich_text = variant(
    {"rich_text": record({**_TYPE, "elements": items(_elements, (1, 1000))}, {"block_id": string(limits.BLOCK_ID)})}
)
