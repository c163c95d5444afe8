"""Benches: each measures against a yardstick of the same run, so that its ratios mean the same on every machine."""
