"""What a local Slack remembers: conversations, views, trigger ids, response urls, the clock."""
