"""Pages, pictures, e-mails and long prose as Jinja2 templates beside this file; Slack's blocks never are."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(name: str, **values: object) -> str:
    """The template of that file name with the values in it, escaped as HTML and XML want it.

    :raises jinja2.UndefinedError: the template asks for a value that isn't given.
    """
    return _TEMPLATES.get_template(name).render(values)
