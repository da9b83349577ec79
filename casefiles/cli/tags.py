"""How the command show prints tags: one row a tag, every reader beside the others."""

from __future__ import annotations

from casefiles.cli.output import heading, line, table
from casefiles.views import ExhibitDetail
from forensics.evaluation.readers import Agreement, TagRow, side_by_side

_TITLES = {
    Agreement.DIFFER: "Readers disagree",
    Agreement.AGREE: "Readers agree",
    Agreement.ALONE: "Only one reader",
}


def tag_rows(detail: ExhibitDetail) -> tuple[TagRow, ...]:
    """Return the tags of an exhibit's latest examination, readers side by side."""
    return side_by_side(result.outcome for result in detail.results)


def show_tags(detail: ExhibitDetail) -> None:
    """Print the tags on which readers disagree first; each value as its reader gave it."""
    rows = tag_rows(detail)
    if not rows:
        line("  None was read.")
    for agreement, title in _TITLES.items():
        chosen = [row for row in rows if row.agreement is agreement]
        if chosen:
            heading(f"{title}: {len(chosen)}")
            cells = (
                (row.scope if number == 0 else "", row.name if number == 0 else "", one.reader, one.name, one.value)
                for row in chosen
                for number, one in enumerate(row.said)
            )
            table(("of", "tag", "reader", "named by it", "value"), cells)
