"""Every contractual number as a literal: what the workspace's rules and Slack's limits promise, by where it stands.

Tests say these numbers themselves; none imports them, or a changed limit would be compared with itself.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

Number = Any  # int, float, timedelta, or (least, most)

SECONDS = {n: timedelta(seconds=n) for n in (1, 2, 10, 30)}
MINUTES = {n: timedelta(minutes=n) for n in (1, 2, 5, 10, 15, 30)}
HOURS = {n: timedelta(hours=n) for n in (1, 6)}
DAYS = {n: timedelta(days=n) for n in (1, 7, 30, 35)}

WORKSPACE: Mapping[str, Number] = {
    # A10: after uninstall data is kept 30 days
    "csbot.services.installations.KEPT_FOR": DAYS[30],
    # C1: "in the last 30 days"
    "csbot.domain.filters.built_in.RECENT_DAYS": 30,
    # C8, S10: three sections of ten fields
    "csbot.domain.card_layouts.PROPERTIES_MAX": 30,
    # I1: a whole import can be undone for 1 day
    "csbot.domain.operations.IMPORT_UNDO": DAYS[1],
    # N1: default 08:30; an import is stale after 7 days
    "csbot.domain.subscriptions.DEFAULT_MINUTE": 510,
    "csbot.domain.data_sources.IMPORTS_HOLD_FOR": DAYS[7],
    # N3, T11: several changes within a minute are one message, more than five are one with a list
    "csbot.domain.news.GATHERED_FOR": MINUTES[1],
    "csbot.domain.news.ALONE": 5,
    # T8: undo for 10 minutes
    "csbot.domain.tasks.UNDO_FOR": MINUTES[10],
    # U3: the first 5 of each
    "csbot.domain.summary.SECTION_ROWS": 5,
    # U4: at most 6 cards
    "csbot.domain.saved_views.model.CARDS_MAX": 6,
    # V1: 6 groups, 10 conditions each, 25 in all
    "csbot.domain.filters.model.MAX_GROUPS": 6,
    "csbot.domain.filters.model.MAX_IN_GROUP": 10,
    "csbot.domain.filters.model.MAX_IN_ALL": 25,
    # what stays answerable in Slack, and for how long
    "scheduler.housekeeping.REQUESTS_FOR": DAYS[1],
    "scheduler.housekeeping.DELIVERIES_FOR": DAYS[35],
    "scheduler.housekeeping.NEWS_FOR": DAYS[35],
    "scheduler.housekeeping.DRAFTS_FOR": DAYS[30],
    "scheduler.housekeeping.GATES_FOR": HOURS[1],
    "scheduler.housekeeping.STATES_FOR": HOURS[1],
    # own properties and object types
    "csbot.domain.properties.own.MOST_PROPERTIES": 200,
    "csbot.domain.properties.own.MOST_OPTIONS": 100,
    "csbot.domain.properties.own.FAST_LENGTH": 600,
    "csbot.domain.records.ID_MAX": 9_223_372_036_854_775_807,
    "csbot.domain.properties.numbers.LARGEST_WHOLE": 2_147_483_647,
    "csbot.domain.phrases.phrase.TITLE_LIMIT": 500,
}

BOUNDS: Mapping[str, Number] = {
    # architecture, decision 2: statements and lock waits end at 1.5 s; Slack wants its answer within 3 s
    "csbot.storage.engine.WAIT_MS": 1_500,
    "handlers.strangers.ASK_S": 1.2,
    "handlers.strangers.REMEMBERED_FOR": MINUTES[1],
    "csbot.bootstrap.ACK_S": 3.0,
    # a database that stands still: a click is told within 2.5 s, /readyz answers within 2 s
    "handlers.router.WORK_S": 1.8,
    "handlers.router.ANSWER_S": 2.2,
    "csbot.patience.LAST_WORD_S": 0.3,
    "csbot.readiness.ANSWER_S": 1.5,
    "csbot.storage.bounded.ANSWER_S": 3.0,
    "csbot.cli.connections.REQUEST_S": 10.0,
    "csbot.cli.connections.MOST": 1_000,
    "csbot.bootstrap.CLICKS": 8,
    "csbot.bootstrap.BACKGROUND": 4,
    "csbot.web.MAX_BODY": 3_000_000,
    "csbot.installing.STATE_FOR_S": 600,
    # delivery: attempts, patience and pace (N5)
    "csbot.storage.deliveries.MAX_ATTEMPTS": 8,
    "csbot.domain.deliveries.MAX_BACKOFF": MINUTES[5],
    "csbot.domain.deliveries.DOUBT_REST": SECONDS[2],
    "csbot.domain.deliveries.RATE": 5.0,
    "csbot.domain.deliveries.BURST": 5,
    "csbot.domain.deliveries.RESERVED_TOKENS": 3,
    "csbot.domain.deliveries.RESERVED_SLOTS": 2,
    "csbot.domain.deliveries.GATE_INTERVAL": SECONDS[1],
    "csbot.domain.deliveries.PAUSE_BELIEVED_FOR": SECONDS[10],
    "csbot.adapters.slack.gateway.TIMEOUT_S": 10.0,
    "scheduler.delivery.do_not_disturb.FRESH_FOR": MINUTES[5],
    "scheduler.delivery.do_not_disturb.HELD_FOR": MINUTES[30],
    "scheduler.delivery.do_not_disturb.REFUSED_FOR": HOURS[1],
    "scheduler.delivery.do_not_disturb.A_MINUTE": 40,
    # Slack's directory: users.lookupByEmail is of tier 3, and a token that Slack does not take is tried at intervals
    "scheduler.directory.AGAIN": HOURS[6],
    "scheduler.directory.FRESH_FOR": MINUTES[10],
    "scheduler.directory.TRIALS": (MINUTES[2], MINUTES[5], MINUTES[10], MINUTES[15]),
    "scheduler.finding.A_MINUTE": 20,
    "scheduler.finding.FEW": 20,
    "scheduler.finding.REFUSED_FOR": MINUTES[2],
    "scheduler.jobs.workshop.LEASE_FOR": SECONDS[30],
    "csbot.metrics.bounds.OLDEST": MINUTES[5],
    # rows of one transaction, so that none lasts over 200 ms (architecture, decision 7)
    "csbot.storage.chunks.CHUNK": 500,
    "scheduler.planner.CHUNK": 400,
    "csbot.services.imports.runs.CHUNK_ROWS": 500,
}

SLACK: Mapping[str, Number] = {
    f"blocks.kit.limits.{name}": value
    for name, value in {
        "MESSAGE_BLOCKS": 50,
        "SCREEN_BLOCKS": 48,
        "MESSAGE_TEXT": 40_000,
        "UPDATE_TEXT": 4_000,
        "MARKDOWN_TOTAL": 12_000,
        "MESSAGE_TABLES": 1,
        "TABLE_ROWS": (1, 100),
        "TABLE_CELLS": (1, 20),
        "VIEW_BLOCKS": (1, 100),
        "VIEW_BYTES": 250_000,
        "VIEW_TITLE": 24,
        "PRIVATE_METADATA": 3_000,
        "ID": 255,
        "SECTION_TEXT": 3_000,
        "SECTION_FIELDS": (1, 10),
        "FIELD_TEXT": 2_000,
        "HEADER_TEXT": 150,
        "LABEL": 2_000,
        "CONTEXT_ELEMENTS": (1, 10),
        "ACTIONS_ELEMENTS": (1, 25),
        "CONTEXT_ACTIONS": (1, 5),
        "CAROUSEL_CARDS": (1, 10),
        "CARD_TITLE": 150,
        "CARD_BODY": 200,
        "CARD_ACTIONS": (1, 2),
        "IMAGE_TEXT": 2_000,
        "URL": 3_000,
        "BUTTON_TEXT": 75,
        "BUTTON_VALUE": 2_000,
        "ACCESSIBILITY_LABEL": 75,
        "OPTION_TEXT": 75,
        "OPTION_VALUE": 150,
        "OPTION_DESCRIPTION": 75,
        "SELECT_OPTIONS": (1, 100),
        "OVERFLOW_OPTIONS": (1, 5),
        "CHOICE_OPTIONS": (1, 10),
        "PLACEHOLDER": 150,
        "CONFIRM_TITLE": 100,
        "CONFIRM_TEXT": 300,
        "CONFIRM_BUTTON": 30,
        "INPUT_LENGTH": 3_000,
        "FILES": (1, 10),
    }.items()
} | {
    "csbot.domain.screens.BLOCK_ID_MAX": 255,
    "csbot.domain.record_forms.INPUT_LENGTH": 3_000,
    "csbot.domain.task_forms.NOTES_SHOWN": 3_000,
    "csbot.domain.activities.SHOWN_TEXT": 3_000,
}

CONTRACT: Mapping[str, Number] = {**WORKSPACE, **BOUNDS, **SLACK}
