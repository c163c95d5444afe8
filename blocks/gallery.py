"""Every screen with every example, as the payloads that would go to Slack."""

from dataclasses import asdict
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import blocks
from blocks.examples.people import look
from blocks.screens import SCREENS, Rendered


def gallery(locale: str) -> dict[str, dict[str, Any]]:
    """`screen/example` → payload with `text`, `blocks` and a dialog's `frame`, in the order of the names."""
    load()
    eye = look(locale)
    return {
        f"{screen.name}/{name}": payload(rendered)
        for screen in sorted(SCREENS.values(), key=lambda screen: screen.name)
        for name, rendered in ((name, screen.draw(data, eye)) for name, data in sorted(screen.examples.items()))
    }


def payload(rendered: Rendered) -> dict[str, Any]:
    """A message's, or a dialog's with what surrounds it."""
    found: dict[str, Any] = {"text": rendered.text, "blocks": rendered.blocks}
    return found if rendered.frame is None else found | {"frame": asdict(rendered.frame)}


def load() -> None:
    """Import every module of blocks, so that every screen is registered."""
    for module in walk_packages(blocks.__path__, "blocks."):
        import_module(module.name)
