"""Screens: pure functions from domain values to Block Kit."""
