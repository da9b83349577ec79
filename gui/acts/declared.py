"""What an act and a book are: declarations from which one dialog and one page are made for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from casefiles.errors import KeyUnavailable
from casefiles.keys import Signer
from casefiles.views import ExhibitId, ExhibitRow, Watcher
from gui.fields import Blank, Values
from gui.models.rows import Heading

R = TypeVar("R")
Needs = Literal["nothing", "case", "exhibit"]
SILENT = Watcher()


@dataclass(frozen=True, slots=True)
class At(Generic[R]):
    """Where an act is done: the case, the exhibit picked ('' for none), the row marked, the key, and who watches."""

    path: Path
    exhibit: ExhibitId
    exhibits: tuple[ExhibitRow, ...] = ()
    row: R | None = None
    key: Signer | None = None
    watcher: Watcher = SILENT

    @property
    def signer(self) -> Signer:
        """Return the key in use; raise KeyUnavailable where an act that signs was begun without one."""
        if self.key is None:
            raise KeyUnavailable("the key is locked")
        return self.key

    @property
    def marked(self) -> R:
        """Return the row that is marked; an act on a row is offered only where one is."""
        assert self.row is not None, "no row is marked"
        return self.row


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: a line to tell, more to read in a window of its own, a folder to show, a case to open."""

    words: str
    text: str = ""
    folder: Path | None = None
    case: Path | None = None


@dataclass(frozen=True, slots=True)
class Act(Generic[R]):
    """Something that is asked for with a form.

    ``do`` runs beside the window; ``long`` work can be watched and stopped. ``of_row`` acts need a row of their book.
    """

    title: str
    about: str
    button: str
    blanks: Callable[[At[R]], Sequence[Blank]]
    do: Callable[[At[R], Values], Done]
    needs: Needs = "case"
    signed: bool = True
    long: bool = False
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class Listed(Generic[R]):
    """What a book holds: its rows, and a sentence on all of them."""

    rows: tuple[R, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Book(Generic[R]):
    """Entries of a case, or of one exhibit, as a table; the row marked in full; and the acts that go with it."""

    title: str
    empty: str
    about: str
    headings: tuple[Heading[R], ...]
    widths: tuple[int, ...]
    stretch: int
    read: Callable[[Path, ExhibitId], Listed[R]]
    words: Callable[[R], str]
    acts: tuple[tuple[str, Act[R]], ...]
    of_exhibit: bool = False


AnyAct = Act[Any]
AnyBook = Book[Any]
