"""What the gallery and the golden files show; plain values, and never the clock."""
