"""An editor's decisions on the newsroom scale, kept apart from everything forensic: rows with events, never edited."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.case import Case
from casefiles.errors import EntryRefused
from casefiles.propositions import NewsroomDecision, Superseded
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
    before = [row for row in _rows(case) if row["exhibit"] == exhibit]
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
    rows = _rows(case)
    gone = {row["supersedes"] for row in rows}
    return tuple(
        NewsroomDecision(row["exhibit"], row["wording"], row["because"], row["by"], row["id"], row["made"])
        for row in rows
        if row["id"] not in gone
    )


def replaced(case: Case) -> Iterator[Superseded]:
    """Yield the decisions that another one replaced."""
    rows = _rows(case)
    by = {row["supersedes"]: row["id"] for row in rows if row["supersedes"]}
    for row in rows:
        if row["id"] in by:
            words = f"{row['exhibit']}: {row['wording']}: {row['because']}"
            yield Superseded(row["id"], TABLE, words, row["by"], row["made"], by[row["id"]])


def _rows(case: Case) -> list[dict[str, str]]:
    found = case.store.rows(f"SELECT * FROM {TABLE} ORDER BY event, id")  # noqa: S608 - the name stands above
    return [{name: str(value) for name, value in row.items()} for row in found]
