"""Mutations: does a test fail when the product is broken in one place? `python -m tools.mutants --help`."""
