"""What csbot asks to be allowed in a Slack team."""

BOT_SCOPES = ("chat:write", "commands", "dnd:read", "im:history", "im:write", "users:read", "users:read.email")
