"""The HTTP driver below ``/playground/``: what the page and tests do as people, see and provoke."""
