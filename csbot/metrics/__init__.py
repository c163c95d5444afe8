"""What csbot tells Prometheus. To add a metric: a family in families.py, and where it is counted in meters.py."""
