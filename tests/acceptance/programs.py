"""csbot's programs as people start them: processes with a folder and an environment of their own."""

import asyncio
import itertools
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.waiting import until_so

CSBOT = Path(sys.executable).with_name("csbot")
PATIENCE_S = 90.0
NUMBERS = itertools.count(1)
STRANGE = ("Traceback (most recent call last)", "Task exception was never retrieved", "Unclosed ")


@dataclass
class Program:
    """A program that runs; what it says goes into `log`."""

    process: asyncio.subprocess.Process
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    async def has_said(self, text: str) -> None:
        async def said() -> bool:
            assert self.process.returncode is None, self.said
            return text in self.said

        await until_so(said, PATIENCE_S)

    async def answers(self, url: str) -> None:
        """Returns once the address answers 200."""
        async with httpx.AsyncClient(timeout=PATIENCE_S) as http:

            async def is_up() -> bool:
                assert self.process.returncode is None, self.said
                try:
                    return (await http.get(url)).status_code == 200
                except httpx.TransportError:
                    return False

            await until_so(is_up, PATIENCE_S)

    async def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code; negative for a signal that it did not catch."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), PATIENCE_S)


@dataclass(frozen=True)
class Finished:
    """A program that has ended."""

    code: int
    said: str


def environment(settings: dict[str, str]) -> dict[str, str]:
    """This one without csbot's settings, with those given, and keeping bytecode: a dozen starts compile once."""
    dropped = ("CSBOT_", "SLACK_", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)} | settings


@asynccontextmanager
async def running(folder: Path, *command: str | Path, **settings: str) -> AsyncIterator[Program]:
    """A program until the end of the block; none may leave a traceback behind."""
    log = folder / f"{next(NUMBERS)}.log"
    with log.open("w") as output:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=environment(settings), stdin=asyncio.subprocess.DEVNULL,
            stdout=output, stderr=output,
        )  # fmt: skip
    program = Program(process, log)
    try:
        yield program
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE_S)
        except TimeoutError:
            process.kill()
            raise
        finally:
            sys.stderr.write(program.said)  # shown where the test fails
    assert [words for words in STRANGE if words in program.said] == []


async def finished(folder: Path, *command: str | Path, **settings: str) -> Finished:
    """A program run to its end."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment(settings), stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        output, _ = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    except TimeoutError:
        process.kill()
        raise
    assert process.returncode is not None
    return Finished(process.returncode, output.decode())
