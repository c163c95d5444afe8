"""Pure rules and frozen values; imports nothing of csbot's."""
