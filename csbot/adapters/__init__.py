"""The outside world: Slack, files."""
