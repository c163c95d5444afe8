"""Slack in: what people type and press, turned into one service call and a Reply."""
