"""An editor's decisions on the newsroom scale, kept apart from everything forensic: rows with events, never edited."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.case import Case
from casefiles.errors import EntryRefused
from casefiles.propositions import NewsroomDecision, Superseded
from casefiles.superseding import current, gone_from, rows_of, superseded
from casefiles.views import ExhibitId
from forensics.evaluation.scales import Scale, scale

TABLE = "newsroom_decision"


def newsroom_scale() -> Scale:
    """Return the scale that decisions are worded on."""
    return scale("newsroom")


def decide(case: Case, exhibit: ExhibitId, wording: str, *, because: str) -> NewsroomDecision:
    """Record a decision, which supersedes the one before on this exhibit; raise EntryRefused, UnknownItem.

    It has a reason in words: a wording alone cannot be answered for, nor corrected.
    """
    case.require_writable()
    case.row(exhibit)
    words = newsroom_scale()
    if not words.has(wording):
        known = "; ".join(band.wording for band in words.bands)
        raise EntryRefused(f"{wording!r} is not on the newsroom scale", hint=f"It has: {known}.")
    if not because.strip():
        raise EntryRefused("a decision says why", hint="Give --because.")
    assert case.signer is not None  # require_writable saw one
    before = [row for row in rows_of(case, TABLE) if row["exhibit"] == exhibit]
    with case.change("newsroom decision", item=exhibit, reason=because) as change:
        identifier = change.next_id(TABLE)
        change.record(decision=identifier, wording=wording)
        change.insert(
            TABLE,
            {
                "id": identifier,
                "exhibit": exhibit,
                "wording": wording,
                "because": because,
                "supersedes": before[-1]["id"] if before else "",
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return next(one for one in decisions(case) if one.row == identifier)


def decisions(case: Case) -> tuple[NewsroomDecision, ...]:
    """Return the decisions that stand, in the order in which they were made."""
    return tuple(
        NewsroomDecision(row["exhibit"], row["wording"], row["because"], row["by"], row["id"], row["made"])
        for row in current(rows_of(case, TABLE))
    )


def replaced(case: Case) -> Iterator[Superseded]:
    """Yield the decisions that another one replaced."""
    rows = rows_of(case, TABLE)
    gone = gone_from(rows)
    for row in rows:
        if row["id"] in gone:
            yield superseded(row, TABLE, f"{row['exhibit']}: {row['wording']}: {row['because']}", gone)
