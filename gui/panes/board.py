"""The propositions board: findings laid under pairs of propositions, and opinions with what the board objects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QSplitter

from casefiles import courtroom
from casefiles.board import Laid, OpinionGiven
from casefiles.board_rows import BoardRow, OpinionRow, board_rows, opinion_rows, tally
from casefiles.keys import Signer
from casefiles.numbering import Numbered
from casefiles.propositions import TEMPLATES, Aspect, Board, Objection, Pair, Side
from forensics.evaluation.scales import Band
from gui.desk import Desk
from gui.fields import Blank, Values, choice
from gui.formdialog import Form
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.findings import finding_words
from gui.panes.page import Page, beside, column, filter_field, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

EMPTY = (
    "The propositions board belongs here: pairs of propositions that exclude each other, every finding laid under "
    "them by a person, and opinions with all that the board objects.\n\nMake or open a case."
)
Found = tuple[Board, tuple[Objection, ...], tuple[Numbered, ...]]


class BoardPane(AskingPane):
    """Claim, one pair at a time with everything laid under it, and the opinions under that pair."""

    located = Signal(object, object)  # ExhibitId, Locus

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._found: Found | None = None
        self.claim = plain_label(tr("The claim under examination"))
        self.pairs = choice(tr("Pair of propositions"), ())
        self.words = plain_label(tr("The two propositions of the pair"))
        self.counts = plain_label(tr("How many findings lie where"))
        self.filter = filter_field(tr("Narrow what lies on the board"), tr("Narrow to…"))
        self.model: RowsModel[BoardRow] = RowsModel(
            (
                Heading("No.", lambda row: row.number or "–", fixed=True),
                Heading("Observation", lambda row: one_line(row.words)),
                Heading("Lies", lambda row: tr(row.lies)),
                Heading("Because", lambda row: one_line(row.placement.because) if row.placement else ""),
            ),
            self,
        )
        self.view = table(tr("What lies under the pair"), self.model, 1, (64, 0, 100, 150))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.text = reading_field(tr("The finding that is marked, and where it lies"))
        self.opinions = reading_field(tr("Opinions under the pair"))
        self.sides = {side: QPushButton(tr(words)) for side, words in _SIDES}
        self.absence = QPushButton(tr("Lay an a&bsence…"))
        self.opine, self.dissent = QPushButton(tr("Give an &opinion…")), QPushButton(tr("&Dissent…"))
        self.restate = QPushButton(tr("State the &claim anew…"))
        self.write, self.reword = QPushButton(tr("&New pair…")), QPushButton(tr("&Word it anew…"))
        self.hold(Page(tr("Propositions board"), tr(EMPTY), self._laid_out()))
        self._connect()

    def _laid_out(self) -> QSplitter:
        head = column(
            beside(self.claim, self.restate, stretch=0),
            beside(self.pairs, self.write, self.reword, stretch=0),
            self.words,
            beside(self.counts, self.filter, stretch=0),
            self.view,
            beside(*self.sides.values(), self.absence, stretch=-1),
            margin=0,
        )
        foot = column(self.opinions, beside(self.opine, self.dissent, stretch=-1), margin=0)
        split = QSplitter(Qt.Orientation.Vertical)
        for place, (widget, share) in enumerate(((head, 5), (self.text, 2), (foot, 2))):
            split.addWidget(widget)
            split.setStretchFactor(place, share)
        return split

    def _connect(self) -> None:
        self.pairs.currentIndexChanged.connect(self._show_pair)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.model.modelReset.connect(self._unmarked)
        self.view.activated.connect(self._go)
        for side, button in self.sides.items():
            button.clicked.connect(partial(self.lay, side))
        for button, act in (
            (self.absence, self.lay_absence),
            (self.opine, self.give_opinion),
            (self.dissent, self.record_dissent),
            (self.restate, self.state_claim),
            (self.write, self.new_pair),
            (self.reword, self.word_anew),
        ):
            button.clicked.connect(act)

    # What is shown.

    def fetch(self) -> None:
        path = self.desk.path
        assert path is not None
        self.ask(tr("Reading the board"), partial(courtroom.board, path), self.show_board)

    def clear(self) -> None:
        self._found = None
        self.model.set_rows(())
        super().clear()

    def show_board(self, found: Found) -> None:
        """Show the board; the pair that was shown stays."""
        self._found = found
        board, before = found[0], self.pair_name()
        self.claim.setText(
            tr("Claim: {claim}", claim=one_line(board.claim, 600)) if board.claim else tr("No claim is recorded.")
        )
        self.pairs.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.pairs.clear()
        for pair in board.pairs:
            self.pairs.addItem(f"{one_line(pair.id, 40)}  ({tr(pair.aspect.value)})", pair.id)
        self.pairs.setCurrentIndex(max(0, self.pairs.findData(before)))
        self.pairs.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show_pair()
        self.page.show_content()

    def pair_name(self) -> str:
        """Return the name of the pair that is shown, '' where the board has none."""
        return str(self.pairs.currentData() or "")

    def _show_pair(self) -> None:
        if self._found is None:
            return
        board, objections, findings = self._found
        pair = board.pair(self.pair_name())
        rows = board_rows(board, self.pair_name(), findings)
        self.model.set_rows(rows)
        for widget in (*self.sides.values(), self.absence, self.opine, self.reword):
            widget.setEnabled(pair is not None)
        if pair is None:
            self.words.setText(tr("No pair is written yet. Begin with “New pair…”: a template can be worded anew."))
            self.counts.setText(tr("{findings} wait to be considered.", findings=counted(len(findings), "finding")))
        else:
            self.words.setText(f"H1: {one_line(pair.h1, 600)}\nH2: {one_line(pair.h2, 600)}")
            self.counts.setText(_tally_words(rows))
        given = opinion_rows(board, self.pair_name(), objections)
        self.dissent.setEnabled(bool(given))
        self.opinions.setPlainText(opinions_words(given))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self._chosen()
        self.text.setPlainText(row_words(rows[0]) if len(rows) == 1 else "")

    def _unmarked(self) -> None:
        self.text.clear()

    def _chosen(self) -> list[BoardRow]:
        rows = (self.model.row(index) for index in self.view.selectionModel().selectedRows())
        return [row for row in rows if row is not None]

    def _go(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.finding is not None and row.finding.finding.loci:
            self.located.emit(row.finding.exhibit, row.finding.finding.loci[0])

    # What a person does.

    def lay(self, side: Side) -> None:
        """Lay the findings that are marked on a side, with the reason."""
        numbers = [row.number for row in self._chosen() if row.number]
        if not numbers:
            self.told.emit(tr("Mark the findings that you want to lay there first."))
            return
        title = f"{', '.join(numbers[:8])}{' …' if len(numbers) > 8 else ''}: {tr(side.value)}"
        self.fill(Form(title, tr(_LAYING), _because(), tr("Lay")), partial(self._lay, side, numbers))

    def _lay(self, side: Side, numbers: Sequence[str], path: Path, signer: Signer, given: Values) -> Board:
        return courtroom.place(path, self.pair_name(), numbers, _laid(side, given), signer=signer)

    def lay_absence(self) -> None:
        """Lay something that was looked for and not found."""
        blanks = (Blank("of", tr("&What was looked for and not found"), needed=True), _side(), *_because())
        form = Form(tr("An absence"), tr("The absence of something supports nothing; it is laid out so."), blanks, "")
        self.fill(Form(form.title, form.about, blanks, tr("Lay")), self._lay_absence)

    def _lay_absence(self, path: Path, signer: Signer, given: Values) -> Board:
        laid = _laid(Side(given["side"]), given)
        return courtroom.place(path, self.pair_name(), (), laid, signer=signer, absences=(given["of"],))

    def state_claim(self) -> None:
        """State the claim in other words."""
        claim = self._found[0].claim if self._found else ""
        blanks = (
            Blank("text", tr("&Claim, word for word"), claim, tall=True, needed=True),
            Blank("reason", tr("&Reason"), needed=True),
        )
        self.fill(Form(tr("State the claim anew"), tr("The words before stay in the history."), blanks, tr("State it")),
                  _state_claim)  # fmt: skip

    def new_pair(self) -> None:
        """Write a pair of propositions, from a template or in own words."""
        taken = {pair.id for pair in self._found[0].pairs} if self._found else set()
        start = next((pair for pair in TEMPLATES if pair.id not in taken), TEMPLATES[0])
        self._write(tr("A new pair of propositions"), start, known=start.id not in taken)

    def word_anew(self) -> None:
        """Word the pair that is shown in another way."""
        pair = self._found[0].pair(self.pair_name()) if self._found else None
        if pair is not None:
            self._write(tr("Word the pair anew"), pair, known=False)

    def _write(self, title: str, start: Pair, *, known: bool) -> None:
        blanks = (
            Blank("name", tr("&Name"), start.id, needed=True),
            Blank("aspect", tr("&About"), start.aspect.value, choices=tuple((a.value, tr(a.value)) for a in Aspect)),
            Blank("h1", "H&1", start.h1, tall=True, needed=True),
            Blank("h2", "H&2", start.h2, tall=True, needed=True),
            Blank("reason", tr("&Reason, where one stands already"), needed=not known and start.row != ""),
        )
        self.fill(Form(title, tr(_PAIRS), blanks, tr("Write")), _write_pair)

    def give_opinion(self) -> None:
        """Give an opinion under the pair; what the board objects is said, and can be answered with a dissent."""
        if self._found is None:
            return
        board = self._found[0]
        towards = ((Side.H1.value, "H1"), (Side.H2.value, "H2"), (Side.NEUTRAL.value, tr("neither: inconclusive")))
        blanks = (
            Blank("towards", tr("&Towards"), Side.NEUTRAL.value, choices=towards),
            Blank("result_class", tr("&Class"), choices=_bands(board.classes.bands)),
            Blank("strength", tr("&Strength"), choices=_bands(board.strengths.bands)),
            Blank("text", tr("&Opinion, in your words"), tall=True, needed=True),
            Blank("others", tr("Other &views that can be held, and why this one"), tall=True),
            Blank("dissent", tr("Your &dissent: why it stands all the same"), tall=True, later=True),
        )
        title = tr("Your opinion under “{pair}”", pair=one_line(self.pair_name(), 60))
        self.fill(Form(title, tr(_OPINING), blanks, tr("Record opinion")), self._opine)

    def _opine(self, path: Path, signer: Signer, given: Values) -> Board:
        dissent = given.pop("dissent")
        towards = Side(given.pop("towards"))
        opinion = OpinionGiven(towards, **given)
        return courtroom.opine(path, self.pair_name(), opinion, signer=signer, dissent=dissent)

    def record_dissent(self) -> None:
        """Record a dissent from what the board says of an opinion."""
        board = self._found[0] if self._found else None
        names = tuple((one.row, f"{one.row}, {one_line(one.by, 60)}") for one in board.opinions) if board else ()
        if names:
            blanks = (
                Blank("opinion", tr("&Opinion"), choices=names),
                Blank("text", tr("&Dissent"), tall=True, needed=True),
            )
            about = tr("It is printed beside the objections that stand now, never instead of them.")
            self.fill(Form(tr("A dissent"), about, blanks, tr("Record")), _dissent)


def _lay_words(row: BoardRow) -> list[str]:
    if row.placement is None:
        return [tr("Nobody has laid it under this pair.")]
    one = row.placement
    lines = [tr("Lies: {side}, by {by}, {made}.", side=tr(one.side.value), by=one_line(one.by), made=one.made)]
    lines.append(tr("Because: {words}", words=paragraphs(one.because)))
    lines += [tr("Alternative considered: {words}", words=one_line(words, 1000)) for words in one.alternatives]
    return lines


def row_words(row: BoardRow) -> str:
    """Return a whole row as text to read."""
    about = finding_words(row.finding.finding) if row.finding is not None else one_line(row.words)
    where = f"{row.number}, {row.finding.exhibit}" if row.finding is not None else ""
    return "\n".join((*filter(None, (where,)), *_lay_words(row), "", about))


def opinions_words(rows: Sequence[OpinionRow]) -> str:
    """Return opinions with objections and dissents as text to read; what is refused comes with its reason."""
    if not rows:
        return tr("No opinion stands under this pair. Only a person gives one.")
    parts: list[str] = []
    for row in rows:
        one = row.opinion
        graded = f"{one_line(one.result_class)}; {tr(one.towards.value)}; {one_line(one.strength)}"
        parts += [f"{one.row}, {one_line(one.by)}, {one.made}", graded, paragraphs(one.text)]
        parts += [tr("Other views: {words}", words=paragraphs(one.others))] if one.others else []
        parts += [tr("OBJECTION: {why}", why=one_line(why, 2000)) for why in row.objections]
        parts += [
            tr("DISSENT of {by}: {words}", by=one_line(each.by), words=paragraphs(each.text)) for each in one.dissents
        ]
        parts.append("")
    return "\n".join(parts)


def _tally_words(rows: Sequence[BoardRow]) -> str:
    found = tally(rows)
    sides = ", ".join(f"{count:,} {tr(side)}" for side, count in found.sides)
    return f"{sides}; {found.unplaced:,} {tr('not placed')}"


def _bands(bands: Sequence[Band]) -> tuple[tuple[str, str], ...]:
    return tuple((band.wording, band.wording) for band in bands)


def _because() -> tuple[Blank, ...]:
    return (
        Blank("because", tr("&Because"), tall=True, needed=True),
        Blank("alternatives", tr("&Alternatives considered, one a line"), tall=True),
    )


def _side() -> Blank:
    return Blank("side", tr("&Lies"), Side.NEUTRAL.value, choices=tuple((s.value, tr(s.value)) for s in Side))


def _laid(side: Side, given: Values) -> Laid:
    alternatives = tuple(line.strip() for line in given["alternatives"].splitlines() if line.strip())
    return Laid(side, given["because"], alternatives)


def _state_claim(path: Path, signer: Signer, given: Values) -> Board:
    return courtroom.state_claim(path, given["text"], reason=given["reason"], signer=signer)


def _write_pair(path: Path, signer: Signer, given: Values) -> Board:
    pair = Pair(given["name"], Aspect(given["aspect"]), given["h1"], given["h2"], "")
    return courtroom.write_pair(path, pair, reason=given["reason"], signer=signer)


def _dissent(path: Path, signer: Signer, given: Values) -> Board:
    return courtroom.dissent(path, given["opinion"], given["text"], signer=signer)


_SIDES = (
    (Side.H1, "Supports H&1…"),
    (Side.H2, "Supports H&2…"),
    (Side.NEUTRAL, "N&eutral…"),
    (Side.NOT_APPLICABLE, "Not applica&ble…"),
)
_LAYING = (
    "Say why it lies there, in your judgement, and which other causes you considered. Laying it again replaces this."
)
_PAIRS = (
    "Two propositions that exclude each other, in your words for this case. What was laid under an earlier wording "
    "stays in the history and does not move to the new one."
)
_OPINING = (
    "An opinion is yours alone: the program lays out, counts and objects. It refuses one that rests on a single "
    "method, a single family of methods or an absence, or that left a finding unconsidered."
)
