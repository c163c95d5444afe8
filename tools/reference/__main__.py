"""Writes what is made: python -m tools.reference."""

from tools.reference import files

for path, text in files():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
