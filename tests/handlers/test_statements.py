"""`/cs today` asks the database the same few questions, whatever there is to show."""

import pytest

from bench.books import Size, load
from bench.today import count_statements
from csbot.clock import Clock


@pytest.mark.parametrize("tasks", [120, 1200])
def test_cs_today_takes_four_statements_however_many_tasks_there_are(blank_url: str, tasks: int) -> None:
    load(blank_url, Size(tasks, owners=5, companies=10), Clock().now())
    assert count_statements(blank_url) == 4  # team and member, the day, the customers' settings, the cards' counts
