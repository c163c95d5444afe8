"""Help as the gallery shows it; the real topics come from the route table."""

from csbot.domain.help import HelpPage, HelpTopic
from csbot.i18n import mark

TODAY = HelpTopic(
    "today",
    "/cs today",
    mark("Your day: what is overdue, due today and due tomorrow. The same as /cs alone."),
)
TASKS = HelpTopic(
    "tasks",
    "/cs tasks [today|overdue|tomorrow|upcoming|open|done]",
    mark("Your tasks, page by page."),
    (mark("Without a word: all open ones, by due date."),),
    ("/cs tasks overdue", "/cs tasks done"),
)
TOPICS = (TODAY, TASKS)

PAGES = {
    "all": HelpPage(TOPICS),
    "topic": HelpPage(TOPICS, TASKS),
    "short_topic": HelpPage(TOPICS, TODAY),
    "unknown": HelpPage(TOPICS, unknown="taks", nearest="tasks"),
    "unknown_far": HelpPage(TOPICS, unknown="`*x*` <!here>"),
    "none": HelpPage(()),
    "many": HelpPage(tuple(HelpTopic(f"word{i}", f"/cs word{i} [option]", TASKS.summary) for i in range(60))),
}
