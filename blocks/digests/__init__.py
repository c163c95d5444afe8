"""What is sent on a schedule."""
