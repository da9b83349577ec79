"""The generators pane: an exhibit held against the register, claim by claim, with stale claims marked and no sum."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QSizePolicy

from casefiles.generators import Matched
from forensics.generators.matching import FamilyMatch, Row
from forensics.generators.trials import Weight
from gui.models.rows import Heading
from gui.panes.page import plain_label
from gui.panes.tables import TableOf, TablePane
from gui.saying import tr
from gui.words import one_line, paragraphs

EMPTY = (
    "What is known of systems that generate video belongs here, claim by claim, held against the exhibit.\n\n"
    "Examine the exhibit."
)
REMINDER = (
    "Each claim is met, contradicted or not testable here. There is no sum and no score. A site that sells a "
    "generator's output need not be its maker. A file that nothing names is named by nothing, which supports nothing."
)
STALE = "STALE"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim of one family as it is shown; the family's own statement is a row without a claim."""

    family: FamilyMatch
    row: Row | None
    stale: bool

    @property
    def claim(self) -> str:
        """Return what is claimed."""
        if self.row is None:
            return tr("what the file says of it")
        return f"{self.row.claim.field.value}: {self.row.claim.value}"

    @property
    def answer(self) -> str:
        """Return the answer in words."""
        return tr(self.family.statement.value if self.row is None else self.row.tried.held.value)

    @property
    def weight(self) -> str:
        """Return the weight in words."""
        return "" if self.row is None else tr(self.row.tried.weight.value)

    @property
    def reviewed(self) -> str:
        """Return the day of the last review, with a word where that is too long ago."""
        if self.row is None:
            return ""
        return f"{self.row.claim.reviewed.isoformat()}{f' {STALE}' if self.stale else ''}"

    def whole(self) -> str:
        """Return everything about the row."""
        family = self.family.family
        lines = [f"{family.name} ({family.maker})", self.claim, self.answer, *self.family.reminders]
        if self.row is not None:
            claim, tried = self.row.claim, self.row.tried
            lines[3:] = [
                tr("Weight: {value}. {because}", value=tr(tried.weight.value), because=tried.because),
                tr(
                    "{value}; {source} ({source_date}); reviewed {reviewed}",
                    value=tr(claim.kind.value),
                    source=claim.source,
                    source_date=claim.source_date,
                    reviewed=self.reviewed,
                ),
                claim.note,
            ]
        return "\n".join(paragraphs(text) for text in lines if text)


def claim_rows(matched: Matched) -> tuple[ClaimRow, ...]:
    """Return a row for each family's statement and each claim that says something about the file."""
    rows: list[ClaimRow] = []
    for one in matched.families:
        rows.append(ClaimRow(one, None, stale=False))
        rows += [
            ClaimRow(one, row, one.family.is_stale(row.claim, matched.today))
            for row in one.rows
            if row.tried.weight is not Weight.NOTHING
        ]
    return tuple(rows)


class GeneratorsPane(TablePane[ClaimRow]):
    """The match table, the marked row in full, and which state of the register was used."""

    def __init__(self) -> None:
        headings: tuple[Heading[ClaimRow], ...] = (
            Heading("Family", lambda row: one_line(row.family.family.name)),
            Heading("Claim", lambda row: one_line(row.claim)),
            Heading("Answer", lambda row: one_line(row.answer)),
            Heading("Weight", lambda row: row.weight),
            Heading("Reviewed", lambda row: row.reviewed),
        )
        super().__init__(
            TableOf("Generators", EMPTY, EMPTY, headings, (110, 170, 0, 90, 130), 2, lambda _detail: (), ClaimRow.whole)
        )
        self.used: QLabel = plain_label("State of the register", REMINDER)
        self.used.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a digest breaks nowhere
        if (layout := self.layout()) is not None:
            layout.addWidget(self.used)

    def show_match(self, matched: Matched | None) -> None:
        """Replace the rows by what one exhibit was held against."""
        self.model.set_rows(claim_rows(matched) if matched is not None else ())
        self.text.clear()
        if matched is None:
            self.used.setText(REMINDER)
            self.page.show_empty(EMPTY)
            return
        state = tr(
            "Examination {examination}; state of the register: SHA-256 {register_sha256}.",
            examination=matched.examination,
            register_sha256=matched.register_sha256,
        )
        self.used.setText(f"{REMINDER}\n{state}")
        self.page.show_content()
