"""People click while something holds csbot up: a hostile text, connections that say nothing, a database that freezes.

What counts here are clicks and tasks: lost is who was not answered in time or was told what is not so, doubled is a
task that is there twice.
"""

import json
import resource
import socket
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from sqlalchemy import select

from csbot.clock import Clock
from csbot.storage.tables.records import tasks
from tests.chaos.people import TEAM_ID
from tests.chaos.processes import SECRET, Worker
from tests.chaos.stage import MONDAY, Person, Stage
from tests.chaos.verdicts import Verdict, case, count, demand, on
from tests.slack_requests import chosen_shortcut, command, interaction, signed, submission

AT_ONCE = 32
FREEZE_S = 6.0
HALF_OPEN = 1100
TOLD_S = 2.5  # after a click at the latest, when the database stands still
ENDS_S = 10.0  # after it was told to, whatever the database does
NOISE = 3  # times as long, where two cores are everybody's
NOTHING, DOUBT = "Nothing was saved", "may or may not be saved"
HOSTILE_PHONE = "+45 12345678 / +45 87654321 / 11223344 <Aoife>"
HOSTILE_TEXT = "*a " * 13_000


@dataclass(frozen=True)
class Told:
    """How a click was answered: a status, 0 for none, what was said, and after how long."""

    status: int
    said: str
    after_s: float


class Clicks:
    """What people send to a csbot process."""

    def __init__(self, worker: Worker) -> None:
        self._url = f"http://127.0.0.1:{worker.port}"

    def ask(self, path: str, body: bytes | None = None) -> Told:
        headers = {} if body is None else signed(body, Clock().real_now(), secret=SECRET)
        began = time.monotonic()
        try:
            with urlopen(Request(f"{self._url}{path}", body, headers), timeout=TOLD_S * NOISE * 4) as answer:
                return Told(answer.status, answer.read().decode(), time.monotonic() - began)
        except HTTPError as error:
            return Told(error.code, "", time.monotonic() - began)
        except OSError as error:
            return Told(0, repr(error), time.monotonic() - began)

    def send(self, body: bytes) -> Told:
        return self.ask("/slack/events", body)

    def look(self, person: Person) -> Told:
        """`/cs help`, which needs the database to know who asks."""
        return self.send(command("help", person.slack_id, TEAM_ID))


def new_task(person: Person, title: str) -> bytes:
    """The dialog of a new task, sent in; once more is the same dialog's button pressed again."""
    view = {"id": f"V{title}", **dialog({"title": title, "assignee": str(person.member_id)}, {})}
    return interaction(submission(person.slack_id, "task.create", TEAM_ID, **view))


def new_company(person: Person, phone: str) -> bytes:
    view = dialog({"name": f"Of {person.slack_id}", "phone": phone}, {"k": "company"})
    return interaction(submission(person.slack_id, "record.create", TEAM_ID, **view))


def task_from(person: Person, text: str) -> bytes:
    chosen = chosen_shortcut(person.slack_id, "task.from_message", True, TEAM_ID)
    return interaction({**chosen, "message": {**chosen["message"], "text": text}})


def dialog(values: dict[str, str], args: dict[str, str]) -> dict[str, Any]:
    """Filled in, opened from nowhere in sight."""
    state = {f"{name}~1": {"input": {"type": "plain_text_input", "value": value}} for name, value in values.items()}
    return {
        "private_metadata": json.dumps({"o": ["direct", "", "", ""], "r": "", "a": args}),
        "state": {"values": state},
    }


def settled(stage: Stage, people: int) -> Worker:
    """A csbot process that knows everybody."""
    stage.settle_in(people)
    stage.set_clock(MONDAY, 8, 0)
    worker = stage.start()
    stage.wait(worker.is_ready, "csbot's start")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        known = list(pool.map(Clicks(worker).look, stage.people))
    demand(all(told.status == 200 for told in known), "not everybody was known before the fault")
    return worker


@case("hostile-press")
def hostile_press(stage: Stage) -> Verdict:
    """Texts made to keep a pattern busy, while others go on clicking."""
    worker = settled(stage, 60)
    clicks, (phone, message, *others) = Clicks(worker), stage.people
    bodies = [new_company(phone, HOSTILE_PHONE), task_from(message, HOSTILE_TEXT)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        hostile = [pool.submit(clicks.send, body) for body in bodies]
        told = list(pool.map(clicks.look, others))
        told += [one.result() for one in hostile]
    return Verdict(len(told), sum(told.status != 200 or told.after_s > TOLD_S * NOISE for told in told), 0)


@case("half-open")
def half_open(stage: Stage) -> Verdict:
    """More connections that never send a whole request than csbot may open files, while people go on clicking."""
    worker = settled(stage, 60)
    clicks = Clicks(worker)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with ExitStack() as stack, ThreadPoolExecutor(AT_ONCE) as pool:
        held = [stack.enter_context(half(worker.port, number)) for number in range(HALF_OPEN)]
        told = list(pool.map(clicks.look, stage.people))
        told += [clicks.ask("/healthz") for _ in range(10)]
        stage.wait(lambda: all(is_closed(one) for one in held), "the end of half-open connections")
    log = worker.log.read_text()
    wrong = log.count("Traceback") + abs(log.count('"connections_closed"') - 1)
    return Verdict(len(told), wrong + sum(one.status != 200 for one in told), 0)


def half(port: int, number: int) -> socket.socket:
    """A connection with half of a request: no header is whole, or the body is not."""
    made = socket.create_connection(("127.0.0.1", port), timeout=30)
    head = b"POST /slack/events HTTP/1.1\r\nHost: csbot\r\nContent-Length: 9\r\n"
    with suppress(ConnectionError):  # it made way already
        made.sendall(head + (b"\r\nhalf" if number % 2 else b""))
    made.setblocking(False)
    return made


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


@case("frozen-database", only_postgresql=True)
def frozen_database(stage: Stage) -> Verdict:
    """The database stands still amid clicks, those before it included, and goes on; everybody then presses again."""
    assert stage.server is not None
    worker = settled(stage, 60)
    clicks = Clicks(worker)
    halves = {"before": stage.people[::2], "amid": stage.people[1::2]}
    asked = {f"{turn}-{person.slack_id}": person for turn, half in halves.items() for person in half}
    bodies = {title: new_task(person, title) for title, person in asked.items()}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = partial(send_all, pool, clicks)
        before = sent(bodies, "before")
        stage.wait(lambda: any(one.done() for one in before.values()), "an answer before the freeze")
        with stage.server.frozen():
            amid = sent(bodies, "amid")
            ready, alive = clicks.ask("/readyz"), clicks.ask("/healthz")
            told = {title: one.result() for title, one in {**before, **amid}.items()}
            time.sleep(FREEZE_S if not stage.short else FREEZE_S / 2)
        demand(any(is_unsaved(one) for one in told.values()), "nobody clicked while it stood still")
        stage.wait(worker.is_ready, "csbot's return")
        lies = count_lies(told, titles_in(stage))
        again = [title for title, one in told.items() if is_unsaved(one)]
        repeated = list(pool.map(lambda title: clicks.send(bodies[title]), again))
    there = titles_in(stage)
    late = sum(one.after_s > TOLD_S * NOISE for one in [*told.values(), ready])
    wrong = lies + late + (ready.status != 503) + (alive.status != 200) + sum(one.status != 200 for one in repeated)
    missing, doubled = sum(title not in there for title in asked), sum(there[title] > 1 for title in asked)
    stage.set_clock(MONDAY, 8, 30)
    stage.wait_until_settled(len(stage.people))
    delivered = count(stage, on(stage.people))
    wrong += missing + ends_late_while_frozen(stage, worker)
    return Verdict(len(told) + delivered.sent, wrong + delivered.lost, doubled + delivered.doubled)


def send_all(
    pool: ThreadPoolExecutor, clicks: Clicks, bodies: dict[str, bytes], turn: str
) -> dict[str, "Future[Told]"]:
    return {title: pool.submit(clicks.send, body) for title, body in bodies.items() if title.startswith(turn)}


def is_unsaved(told: Told) -> bool:
    """Whether somebody was told to try again, or to look."""
    return NOTHING in told.said or DOUBT in told.said


def count_lies(told: dict[str, Told], there: Counter[str]) -> int:
    """Who was not answered, or told that nothing was saved though it is there, or that all is well though it is not."""
    unanswered = [title for title, one in told.items() if one.status != 200]
    unsaved = [title for title, one in told.items() if NOTHING in one.said and there[title]]
    lost = [title for title, one in told.items() if one.status == 200 and not is_unsaved(one) and not there[title]]
    return len(unanswered) + len(unsaved) + len(lost)


def titles_in(stage: Stage) -> Counter[str]:
    with stage.database.read() as connection:
        return Counter(connection.execute(select(tasks.c.name)).scalars())


def ends_late_while_frozen(stage: Stage, worker: Worker) -> int:
    """Told to end while the database stands still, csbot ends well; 1 when it doesn't."""
    assert stage.server is not None
    with stage.server.frozen():
        stage.wait(lambda: not worker.is_ready(), "its loops' standing still")
        worker.process.terminate()
        worker.process.join(ENDS_S * NOISE)
        return int(worker.process.exitcode != 0)
