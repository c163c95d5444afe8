"""Holds everything outgoing against Slack's limits (slack/limits.md), because Slack's own answer comes too late."""

from blocks.kit.validator.payloads import validate
from blocks.kit.validator.report import InvalidPayload
from blocks.kit.validator.surfaces import Surface

__all__ = ["InvalidPayload", "Surface", "validate"]
