"""Show what a case holds on an exhibit's origin beside its examination."""

from __future__ import annotations

from casefiles.cli.output import facts, heading, line, table
from casefiles.origin import Origin, ReadAgain
from casefiles.report.loci import locus_words
from casefiles.testimonies import Testimony
from forensics.types import FrameLocus


def show_origin(origin: Origin) -> None:
    """Print handling note, companions, testimony, rechecks and what is stated of the check-list."""
    if origin.restricted:
        heading("Handling")
        line(f"  {origin.handling}")
        for named in origin.named_by:
            line(f"  named by {named.hash_set} {named.name} ({named.algorithm}, dated {named.dated or 'not stated'})")
    for companion in origin.companions:
        line(f"  {companion.companion} is its {companion.role.value.replace('_', ' ')}, linked by {companion.by}")
    if origin.testimonies:
        heading("Testimony")
        for one in origin.testimonies:
            show_testimony(one)
    if origin.rechecks:
        heading("Credentials read again")
        for again in origin.rechecks:
            _show_again(again)
    stated = [one for one in origin.checklist if one.by]
    if stated:
        heading("Check-list")
        table(("item", "state", "note", "by"), ((one.id, one.state, one.note, one.by) for one in stated))
        line(f"  {len(origin.checklist) - len(stated)} further items are open: `assay checklist show`.")


def show_testimony(one: Testimony) -> None:
    """Print one statement of a person."""
    line(f"  {one.id} {one.kind.value}")
    pairs = [
        ("statement", one.statement),
        ("by", f"{one.asked_by}, {one.asked}"),
        ("vendor", one.vendor),
        ("product", f"{one.product} {one.version}".strip()),
        ("frame", "" if one.locus is None else _place(one.locus)),
        ("attached", ", ".join(one.attachments)),
        ("note", one.note),
    ]
    facts((f"  {name}", text) for name, text in pairs if text)


def _place(locus: FrameLocus) -> str:
    if locus.at.time_base:
        return locus_words(locus)
    region = locus.region
    where = "" if region is None else f", {region.width}x{region.height} px at {region.x},{region.y}"
    return f"frame {locus.index} of stream {locus.stream}{where}"


def _show_again(one: ReadAgain) -> None:
    line(f"  {one.id} {one.made} by {one.by}: {one.presence}; compared with {one.compared_with or 'nothing'}")
    for name in one.lists or ("none: trust was not evaluated",):
        line(f"      list: {name}")
    for d in one.differences:
        line(f"      {d.manifest or 'the file'}, {d.question}: {d.before or '–'} → {d.now or '–'}")
    if not one.differences:
        line("      No answer differs.")
