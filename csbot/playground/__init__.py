"""A local Slack: the Web API, a page in the browser and an HTTP driver, for demos, tests and any Bolt app.

It stands alone and imports nothing else of csbot. State is in ``slack.db`` below a data folder; everything runs on one
event loop. ``create_playground(config).routes`` are mounted beside an app, ``.app`` or ``python -m csbot.playground``
serve alone. ``PlaygroundServer`` is a uvicorn server that does not wait for open pages when it is to end.

Addresses
    ``/``                    the page; ``?user=U…`` chooses who you are, ``&channel=…`` or ``&tab=home`` what is open
    ``/api/<method>``        the Web API; any token beginning with ``xoxb-``, ``xoxb-T0OTHER001-…`` names a team
    ``/response/<token>``    response urls
    ``apps.connections.open`` (any ``xapp-`` token) answers the address of a websocket, on a port of its own; while the
    app has one open, everything for it goes over that and nothing over HTTP
    ``/oauth/v2/authorize``  agrees at once and goes back to the app with a code for ``oauth.v2.access``
    ``/upload/v1/<ticket>``, ``/files-pri/<id>/<name>``    where files are sent to and read from
    ``/playground/…``        the driver, JSON both ways, POST needs ``Content-Type: application/json``

Driver: what people do (answers ``ok``, ``status`` and ``ack`` of the app, ``failure``: Slack's sentence to the person,
``errors``: block id to sentence). ``user`` is a user id; ``channel`` may be left out for the person's own DM.
    POST command   {user, text: "/cs today", channel?}
    POST say       {user, text, channel?, thread_ts?}              a message; the app hears message.im or app_mention
    POST home      {user, tab?: "home" | "messages"}               sends app_home_opened
    POST click     {user, action_id, block_id?, value?, values?, and a place: ts (+ channel?) | view_id | home: true}
    POST suggest   as click; ``value`` is what was typed, the ack holds the options
    POST submit    {user, view_id?, values?}                       the topmost modal by default
    POST close     {user, view_id?, all?}
    POST shortcut  {user, callback_id, channel?, ts?}              on a message when ts is given
    POST event     {event: {type, …}, copies?}                     any event; copies > 1 sends it more than once
    POST read      {user, channel?}
    POST upload    {user, name, content: base64, channel?}         answers ``file``; its id goes into a file input
    POST pause     {user, minutes}                                 no notifications for so long; 0 resumes them
    ``values`` is {block_id: {action_id: raw}}, raw being text, ISO date or time, epoch seconds, an option's value, an
    id, or a list of these; what is not named has its initial value.

Driver: what they see
    GET people                                   everybody; ``can_act`` marks those the page can be used as; groups
    GET state?user=                              conversations with unread counts, what the app offers, clock
    GET messages?user=&channel=&ephemeral=0      oldest first; ephemeral ones are marked ``is_ephemeral``
    GET home?user=                               {"view": … or null}
    GET modals?user=                             {"views": [lowest, …, topmost]}

Driver: time and traffic
    GET  clock?user=
    POST clock {user?, and one of: reset: true, advance_seconds, at: ISO with zone, local: ISO without, to: "tomorrow" |
                "monday" with time: "08:30"}     local times are in the user's zone
    GET  calls?direction=call|sent&name=chat.postMessage&after=N&errors=1&arg.channel=D…&count=2&timeout=5
                                                 the journal; with count it waits for so many entries
    DELETE calls
    POST faults {kind: rate_limit | http_500 | slow | hang | drop | error, or of events duplicate | late | out_of_order;
                method?, count?, skip?, seconds?, code?, channel?, team?}     see ``csbot.playground.faults``
    GET faults, DELETE faults
    GET  rates                                   enforce, refused, and what is left of each bucket that was drawn from
    POST rates  {enforce?, reset?}               calls are refused with 429 as in ``csbot.playground.api.rules``
    POST tokens {revoked: true | false, team?}   all of the bot's tokens; revoking sends tokens_revoked
    GET  sockets                                 the app's websockets: number, silent, sent, acked
    POST sockets {kind: silence | cut | warning | refresh_requested | link_disabled, number?}   0 means each
    GET  live?user=                              server-sent events

For browser tests: ``body[data-ready]`` once the page is up; roles and names as a screen reader hears them (tab
"Home", dialog by its title, textbox / combobox / radio / checkbox by its label, option, menuitem, button);
``data-testid``s composer, send, message (with ``data-ts``), messages, home, app, channel, tab-home, tab-messages,
switcher, modal, modal-submit, modal-cancel, modal-back, modal-close, field-error, confirm, clock, clock-hour,
clock-tomorrow, clock-monday, clock-input, clock-go, clock-reset, pause, upload, curtain-toggle, calls, call (with
``data-name``), shortcuts (the "+" beside the composer), message-menu ("More actions"), reply, replies,
thread-messages, thread-composer, toast, new-line, file, palette-input (Ctrl+K); shortcuts in menus carry
``data-callback-id``, controls ``data-action-id`` and ``data-value``, blocks ``data-block-id``.
"""

from csbot.playground.clock import Clock
from csbot.playground.config import PlaygroundConfig
from csbot.playground.errors import UnusableError
from csbot.playground.playground import Playground, create_playground
from csbot.playground.serving import PlaygroundServer

__all__ = ["Clock", "Playground", "PlaygroundConfig", "PlaygroundServer", "UnusableError", "create_playground"]
