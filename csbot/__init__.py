"""csbot: a customer success workspace that lives in Slack."""
