"""Gather and set what examiners noted on frames, the stills they kept, and the searches they made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefiles import handsearch, marking
from casefiles.case import Case
from casefiles.handsearch import Searched
from casefiles.marking import Annotation, drawing_words, values_words
from casefiles.report.blocks import Block, Cell, Column, Prose, Section, Table, Text, code, paragraphs, quoted, words
from casefiles.report.loci import locus_words
from casefiles.views import Derivative


@dataclass(frozen=True, slots=True)
class Noted:
    """Notes, stills and searches of a case."""

    notes: tuple[Annotation, ...]
    stills: tuple[Derivative, ...]
    searches: tuple[Searched, ...]


NOTHING = Noted((), (), ())


def gather(case: Case) -> Noted:
    """Return what was noted and searched."""
    return Noted(marking.notes(case), marking.stills(case), handsearch.searches(case))


def noted(known: Noted) -> Iterator[Section]:
    """Yield the part on notes and searches, nothing where there are none."""
    if known.notes:
        intro = Prose(Text("What named persons marked and said of frames. It is a note, not a measurement."))
        blocks: list[Block] = [intro, _notes(known.notes)]
        blocks += [_stills(known.stills)] if known.stills else []
        yield Section(1, "Notes of examiners", "notes", tuple(blocks))
    if known.searches:
        empty = sum(one.outcome is handsearch.Outcome.NOTHING for one in known.searches)
        text = (
            f"Searches made by hand, {len(known.searches)} in all, {empty} with nothing found. That nothing was found "
        )
        intro = Prose(Text(text + "says nothing about whether an earlier copy exists."))
        yield Section(1, "Searches for other copies", "searches", (intro, _searches(known.searches)))


def _notes(notes: tuple[Annotation, ...]) -> Table:
    columns = (Column("No, item", 1), Column("Where", 3), Column("Words", 3), Column("By, at", 1.6))
    return Table(f"Notes, {len(notes)} in all", columns, tuple(_note(one) for one in notes))


def _note(one: Annotation) -> tuple[Cell, ...]:
    until = words(f"until {locus_words(one.until)}") if one.until is not None else ()
    digest = code(one.frame_sha256[:32], one.frame_sha256[32:])
    values = words(values_words(one)) if one.values else ()
    where = (*words(locus_words(one.at)), *until, *words(drawing_words(one.drawing)), *values, *digest)
    still = words(f"still {one.still}") if one.still else ()
    return (code(one.id, one.exhibit), where, (*paragraphs(one.text), *still), (*quoted(one.by), *code(one.made)))


def _stills(stills: tuple[Derivative, ...]) -> Table:
    return Table(
        f"Stills, {len(stills)} in all, with how they were made",
        (Column("No, item", 1), Column("Recipe", 4), Column("SHA-256 of the file", 2)),
        tuple((code(one.id, one.parent), quoted(one.recipe), code(one.sha256[:32], one.sha256[32:])) for one in stills),
    )


def _searches(found: tuple[Searched, ...]) -> Table:
    return Table(
        "The log of searches",
        (Column("No, item", 1), Column("Where, with what", 3), Column("Outcome", 3), Column("By, at", 1.6)),
        tuple(
            (
                code(one.id, one.exhibit),
                quoted(one.place, one.asked_with),
                (*words(one.outcome.value), *paragraphs(one.note)),
                (*quoted(one.by), *code(one.made)),
            )
            for one in found
        ),
    )
