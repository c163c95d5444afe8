"""Ports for servers that are processes of their own."""

from tests.postgres_keeper import free_port

__all__ = ["free_port"]
