"""Templates: what is put into one can't become part of it, and what is missing is no hole."""

import re

import pytest
from jinja2 import UndefinedError

from csbot.installing import page
from csbot.templates import render
from tests.architecture.sources import sources

HOSTILE = "</title><script>alert('1')</script><img src=x onerror=\"alert(2)\"> & {{ 7 * 7 }} {% raw %}"
ESCAPED = (
    "&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&lt;img src=x onerror=&#34;alert(2)&#34;&gt; &amp; "
    "{{ 7 * 7 }} {% raw %}"
)
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape\b")


def test_the_page_of_the_installer_shows_hostile_texts_as_text() -> None:
    answer = page(HOSTILE, HOSTILE, 200)
    shown = bytes(answer.body).decode()
    assert f"<h1>{ESCAPED}</h1>\n<p>{ESCAPED}</p>" in shown
    assert "<script" not in shown
    assert (answer.status_code, answer.media_type, answer.headers["cache-control"]) == (200, "text/html", "no-store")


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'text' is undefined"):
        render("installing.html", title="Installed")


def test_no_template_lets_anything_through_unescaped() -> None:
    templates = [source for source in sources() if source.within("csbot/templates") and not source.path.endswith(".py")]
    assert [source.path for source in templates if UNSAFE.search(source.text)] == []
    assert "csbot/templates/installing.html" in {source.path for source in templates}
    assert all(UNSAFE.search(bad) for bad in ("{{ text | safe }}", "{% autoescape false %}"))
