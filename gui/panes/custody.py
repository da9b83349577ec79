"""The custody log of the case, and its verification."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from casefiles.views import EventRow, Verification
from gui.desk import Glance
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, column, filter_field, plain_label, reading_field, table
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

EMPTY = (
    "The custody log belongs here: who did what to which item, when and why, each event signed and chained to the one "
    "before.\n\nMake or open a case."
)
NOT_YET = "Not verified in this session. Verifying reads every original, every row and every event again."


def event_words(row: EventRow) -> str:
    """Return a whole event as text to read."""
    return "\n".join(
        (
            tr(
                "Event {seq}, {at}: {action} {item}",
                seq=row.seq,
                at=row.at,
                action=one_line(row.action),
                item=one_line(row.item),
            ).rstrip(),
            tr("By {actor}, key {key}", actor=one_line(row.actor), key=one_line(row.key)),
            tr("Reason: {reason}", reason=paragraphs(row.reason)) if row.reason else tr("No reason was given."),
            tr("Leaf (RFC 6962): {leaf}", leaf=one_line(row.leaf)),
            "",
            paragraphs(row.detail),
        )
    )


def verification_words(found: Verification) -> str:
    """Return the outcome of a verification, problems first."""
    read = tr(
        "Read again: {events}, {originals}, {derivatives}, {rows}, {bytes_read:,} bytes. "
        "Outcome recorded as: {recorded}.",
        events=counted(found.events, "event"),
        originals=counted(found.originals, "original"),
        derivatives=counted(found.derivatives, "derivative"),
        rows=counted(found.rows, "row"),
        bytes_read=found.bytes_read,
        recorded=one_line(found.recorded),
    )
    problems = [
        tr("PROBLEM at {place}: {what}", place=one_line(p.place), what=one_line(p.what, 2000)) for p in found.problems
    ]
    first = (
        tr("{problems} found.", problems=counted(len(problems), "problem"))
        if problems
        else tr("No problem found, as far as this check can see.")
    )
    limits = [tr("What this check cannot see:"), *(f"  • {one_line(limit, 2000)}" for limit in found.limits)]
    return "\n".join((first, *problems, read, "", *limits))


def glance_words(found: Glance) -> str:
    """Return what opening a case told, problems first."""
    problems = [
        tr("PROBLEM at {place}: {what}", place=one_line(p.place), what=one_line(p.what, 2000)) for p in found.problems
    ]
    match found.days:
        case None:
            last = tr("This case was never verified in full and found whole.")
        case days if days < 1:
            last = tr("Last verified in full less than a day ago.")
        case days:
            last = tr("Last verified in full {days} ago.", days=counted(int(days), "day"))
    return "\n".join((*problems, last, NOT_YET))


class CustodyPane(QWidget):
    """The log as a table, the marked event in full, and the outcome of the last verification."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[EventRow] = RowsModel(
            (
                Heading("No.", lambda row: str(row.seq), lambda row: row.seq, right=True, fixed=True),
                Heading("When", lambda row: one_line(row.at)),
                Heading("What", lambda row: one_line(f"{row.action} {row.item}".strip())),
                Heading("Who", lambda row: one_line(row.actor)),
            ),
            self,
        )
        self.view = table("Custody events", self.model, 2, (44, 200, 0, 110))
        self.text = reading_field("The event that is marked")
        self.filter = filter_field("Narrow the custody events", "Narrow to…")
        self.verify = QPushButton("&Verify the case")
        self.verify.setAccessibleName("Verify the case: read everything again")
        self.outcome = plain_label("Outcome of the verification", NOT_YET)
        top = QHBoxLayout()
        top.addWidget(self.verify)
        top.addWidget(self.filter, 1)
        head = QWidget()
        head.setLayout(top)
        top.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(head, self.outcome, self.view, margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.page = Page("Custody", EMPTY, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def show_events(self, rows: tuple[EventRow, ...]) -> None:
        """Replace the log."""
        self.model.set_rows(rows)
        self.text.clear()
        if rows:
            self.page.show_content()
            self.view.scrollToBottom()
        else:
            self.page.show_empty()

    def show_verification(self, found: Verification | None) -> None:
        """Show the outcome of a verification, or that there was none."""
        self.outcome.setText(NOT_YET if found is None else verification_words(found))

    def show_glance(self, found: Glance) -> None:
        """Show what opening the case told; a verification tells more."""
        self.outcome.setText(glance_words(found))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        row = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(event_words(row) if row is not None else "")
