"""Tools for working on csbot; no part of it."""
