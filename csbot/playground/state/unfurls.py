"""The names by which an app may mean a message whose links it unfurls."""

import hashlib


def unfurl_id(channel: str, ts: str) -> str:
    """Of one message."""
    return f"{channel}.{ts}.{hashlib.sha256(f'{channel} {ts}'.encode()).hexdigest()}"


def unfurled(name: str) -> tuple[str, str] | None:
    """The channel and ts that a name means; None when it was never given."""
    channel, _, rest = name.partition(".")
    ts, _, _ = rest.rpartition(".")
    return (channel, ts) if name == unfurl_id(channel, ts) else None
