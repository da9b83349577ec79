"""What commands share: the examiner's key, progress bars, and stopping at Ctrl-C without losing what is done."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeVar

import click

from casefiles import workbench
from casefiles.errors import KeyUnavailable, SourceUnusable
from casefiles.home import home
from casefiles.keys import Signer
from casefiles.views import Watcher
from forensics.types import Progress as Told

PASSPHRASE, EXAMINER = "ASSAY_PASSPHRASE", "ASSAY_EXAMINER"

_Command = TypeVar("_Command", bound=Callable[..., object])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
CASE = click.Path(path_type=Path)


def case_argument(command: _Command) -> _Command:
    """Add the argument CASE, the path of a case folder."""
    return click.argument("case", type=CASE)(command)


def signer(*, meanwhile: bool = False) -> Signer:
    """Return the examiner's key, made on first use.

    The passphrase comes from ASSAY_PASSPHRASE, from the system's keyring where it is kept there, or from a prompt.
    ``meanwhile`` unlocks the key beside other work.
    """
    if workbench.key_exists():
        if not os.environ.get(PASSPHRASE) and (found := _from_keyring()) is not None:
            return found
        given = _passphrase("Passphrase of the examiner's key", confirm=False)
        return workbench.unlock(given, meanwhile=meanwhile)
    asked = os.environ.get(EXAMINER) or _prompt("No examiner's key stands on this machine yet. Your name")
    return workbench.create_key(asked, _passphrase("New passphrase for the examiner's key", confirm=True))


def signer_if_possible() -> Signer | None:
    """Return the examiner's key where it can be had without asking or by asking, else None for reading only."""
    if not workbench.key_exists():
        return None
    if not (os.environ.get(PASSPHRASE) or sys.stdin.isatty()):
        return _from_keyring()
    return signer()


def _from_keyring() -> Signer | None:
    """Return the key if its owner had the system's keyring keep its passphrase, and the keyring gives it."""
    from casefiles import passphrases

    if not passphrases.is_kept(home()):
        return None
    try:
        return workbench.unlock("")
    except KeyUnavailable:
        return None


def passphrase(words: str, variable: str = PASSPHRASE) -> str:
    """Return a passphrase from a variable of the environment, or from a prompt."""
    return os.environ.get(variable) or _prompt(words, hide=True)


def _passphrase(words: str, *, confirm: bool) -> str:
    if given := os.environ.get(PASSPHRASE):
        return given
    return _prompt(words, hide=True, confirm=confirm)


def _prompt(words: str, *, hide: bool = False, confirm: bool = False) -> str:
    if not sys.stdin.isatty():
        wanted = PASSPHRASE if hide else EXAMINER
        raise KeyUnavailable(
            "the examiner's key is needed and nobody can be asked for it here",
            hint=f"Set the environment variable {wanted} or run the command in a terminal.",
        )
    return str(click.prompt(words, hide_input=hide, confirmation_prompt=confirm, err=True))


@contextmanager
def watching() -> Iterator[Watcher]:
    """Give a watcher that draws a progress bar on a terminal and stops the work at the first Ctrl-C."""
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        if stopped:
            raise KeyboardInterrupt
        stopped.append(number)

    before = signal.signal(signal.SIGINT, stop)
    try:
        with _bar() as progress:
            yield Watcher(progress, lambda: bool(stopped))
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _bar() -> Iterator[Callable[[Told], None]]:
    if not sys.stderr.isatty():
        yield lambda _told: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        step = ""

        def show(told: Told) -> None:
            nonlocal step
            if told.step != step:
                step = told.step
                bar.reset(task, description=step)
            bar.update(task, total=told.total or None, completed=told.done)

        yield show


def text_of(path: Path, limit: int) -> str:
    """Return a small text file; raise SourceUnusable."""
    try:
        with path.open("rb") as file:
            return file.read(limit).decode()
    except OSError as error:
        raise SourceUnusable(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceUnusable(f"{path} is not text") from error
