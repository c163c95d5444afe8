"""`make chaos`: csbot against a local Slack while everything fails that can: nothing lost, nothing doubled.

Each case runs real processes over loopback, counts what the local Slack holds, and makes sure that its fault happened.
"""
