"""Patterns and loops that meet users' texts: all are listed, and take linear time."""
