"""Provenance: each dimension of the content credentials by itself, the manifests, and every other statement."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefiles.report.loci import locus_words
from casefiles.views import ExhibitDetail
from forensics.types import Assurance, C2paManifest, C2paReading, Dimension, Signal
from gui.models.outline import TOP, Node, OutlineModel
from gui.panes.manifests import ManifestGraph
from gui.panes.page import Page, reading_field, tree
from gui.saying import noop, tr
from gui.words import one_line

EMPTY = (
    "What the file states about its own origin belongs here: content credentials, dimension by dimension, and every "
    "other mark.\n\nExamine the exhibit."
)
NONE = noop(
    "This file states nothing about its origin.\n\nThe absence of a credential or a mark supports nothing: platforms "
    "remove them from camera footage and generated footage alike."
)


class Outline:
    """Nodes as they are written, top first."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def add(self, parent: int, what: str, says: str = "", means: str = "") -> int:
        """Add a line and return its number."""
        self.nodes.append(Node(parent, (one_line(what), one_line(says, 1000), one_line(means, 1000))))
        return len(self.nodes) - 1


def provenance_nodes(detail: ExhibitDetail) -> list[Node]:
    """Return the outline of everything that the file states about its origin."""
    outline = Outline()
    for result in detail.results:
        if isinstance(result.outcome, C2paReading):
            _reading(outline, result.outcome)
    signals = [r.outcome for r in detail.results if isinstance(r.outcome, Signal)]
    if signals:
        top = outline.add(
            TOP,
            tr("Other statements"),
            tr("{signals} found", signals=len(signals)),
            tr("Absence of a statement supports nothing."),
        )
        for signal in signals:
            _signal(outline, top, signal)
    return outline.nodes


def _reading(outline: Outline, reading: C2paReading) -> None:
    top = outline.add(TOP, tr("Content credentials (C2PA)"), reading.presence.value, reading.detail)
    for dimension in reading.dimensions:
        _dimension(outline, top, dimension)
    for manifest in reading.manifests:
        _manifest(outline, top, manifest)
    for used in reading.trust_lists:
        name = tr(
            "{name}, dated {dated}, {certificates} certificates, SHA-256 {sha256}",
            name=used.name,
            dated=used.dated,
            certificates=used.certificates,
            sha256=used.sha256,
        )
        outline.add(top, tr("Trust list ({role})", role=used.role), name, used.source)
    outline.add(
        top,
        tr("Read with"),
        reading.library,
        tr("its own summary word: {value}", value=reading.library_state or "none"),
    )


def _dimension(outline: Outline, parent: int, dimension: Dimension) -> None:
    codes = f" [{', '.join(dimension.codes)}]" if dimension.codes else ""
    outline.add(parent, dimension.name, dimension.result, dimension.meaning + codes)


def _manifest(outline: Outline, parent: int, manifest: C2paManifest) -> None:
    role = tr("Active manifest") if manifest.depth == 0 else tr("Earlier manifest")
    top = outline.add(parent, role, manifest.title or manifest.label, manifest.label)
    for what, says in _manifest_lines(manifest):
        if says:
            outline.add(top, what, says)
    for dimension in manifest.dimensions:
        _dimension(outline, top, dimension)
    for action in manifest.actions:
        words = ", ".join(w for w in (action.digital_source_type, action.software_agent, action.when) if w)
        outline.add(top, tr("Action asserted"), action.action, "; ".join(w for w in (words, action.description) if w))
    for ingredient in manifest.ingredients:
        failures = (*ingredient.recorded_failures, *ingredient.found_failures)
        state = tr("failures: {failures}", failures=", ".join(failures)) if failures else ingredient.media_type
        outline.add(
            top, tr("Ingredient ({relationship})", relationship=ingredient.relationship), ingredient.title, state
        )


def _manifest_lines(manifest: C2paManifest) -> Iterator[tuple[str, str]]:
    signer = ", ".join(w for w in (manifest.signer_common_name, manifest.signer_organisation) if w)
    validity = (
        tr(
            "{signer_not_before} to {signer_not_after}",
            signer_not_before=manifest.signer_not_before,
            signer_not_after=manifest.signer_not_after,
        )
        if manifest.signer_not_after
        else ""
    )
    yield tr("Made with (claimed)"), manifest.claim_generator
    yield tr("Name in the certificate"), signer
    yield tr("Issued by (claimed)"), manifest.signer_issuer
    yield tr("Certificate valid"), validity
    yield tr("Signed at (claimed)"), manifest.signed_at
    yield tr("Time-stamp authority"), manifest.time_stamp_authority
    yield tr("Assertions"), ", ".join(manifest.assertions)
    yield tr("Soft bindings"), ", ".join(manifest.soft_bindings)
    yield tr("Identities"), ", ".join(manifest.identities)
    yield tr("Not covered by the signature"), ", ".join(manifest.unbound)


def _signal(outline: Outline, parent: int, signal: Signal) -> None:
    how = tr("signed") if signal.assurance is Assurance.SIGNED else tr("not signed")
    top = outline.add(parent, signal.kind, signal.statement, f"{how}, {locus_words(signal.locus)}")
    outline.add(top, tr("Could be written by"), signal.could_be_written_by)
    outline.add(top, tr("Supports"), signal.supports)
    outline.add(top, tr("Its absence would mean"), signal.absence_means)


class ProvenancePane(QWidget):
    """The outline of statements, and the marked line in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[Node] = []
        self.model = OutlineModel(("Question or statement", "Answer", "What that means"), parent=self)
        self.view = tree("Statements about origin", self.model, 2, (210, 170, 0))
        self.text = reading_field("The statement that is marked")
        self.graph = ManifestGraph()
        self.graph.chosen.connect(self._chosen)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.graph)
        split.addWidget(self.view)
        split.addWidget(self.text)
        for place, share in enumerate((3, 4, 1)):
            split.setStretchFactor(place, share)
        self.page = Page("Provenance", EMPTY, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the outline."""
        self._nodes = provenance_nodes(detail) if detail is not None else []
        self.model.set_nodes(self._nodes)
        outcomes = [] if detail is None else [result.outcome for result in detail.results]
        readings = tuple(o for o in outcomes if isinstance(o, C2paReading) and o.manifests)
        self.graph.show_readings(readings)
        self.graph.setVisible(bool(readings))
        self.text.clear()
        if self._nodes:
            self.view.expandToDepth(0)
            self.page.show_content()
        else:
            self.page.show_empty(NONE if detail is not None and detail.examination is not None else EMPTY)

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        self.text.setPlainText("\n".join(c for c in self._nodes[self.model.number(rows[0])].cells if c) if rows else "")

    def _chosen(self, label: str) -> None:
        """Show in full what the outline has of the manifest that was chosen in the graph."""
        for number, node in enumerate(self._nodes):
            if node.cells[2] == one_line(label, 1000) and node.cells[0].endswith("manifest"):
                below = [one for one in self._nodes if one.parent == number]
                lines = (" · ".join(c for c in one.cells if c) for one in (node, *below))
                self.text.setPlainText("\n".join(lines))
                return
