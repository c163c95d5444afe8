"""Every command at once: for the reference page, and for what runs commands without a process each."""

from csbot.cli import FILES, put_together

app = put_together(FILES)
