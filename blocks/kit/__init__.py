"""What screens are made of: elements, the sheet that numbers them, escaping, Slack's limits and the validator."""
