"""Set what persons and later readings add on an item's origin: testimony, rechecks, the register, the check-list."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.origin import ClaimTried, FamilyTried, ItemStated, Origin, ReadAgain
from casefiles.report.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Prose,
    Section,
    Table,
    Text,
    code,
    digest_lines,
    excerpt,
    quoted,
    words,
)
from casefiles.report.parts import Item
from casefiles.testimonies import Testimony
from forensics.generators.trials import Weight
from forensics.types import FrameLocus

RECHECKS_PRINTED = 12
DIFFERENCES_PRINTED = 100
NO_SUM = (
    "Each claim is met, contradicted or not testable here. There is no sum and no score; what a claim weighs is said "
    "in words, and claims that say nothing about this file stand in the attached JSON only. A site that sells a "
    "generator's output need not be its maker."
)
NOT_HELD = "The exhibit was not held against the register of generators: the case pins no state of it."
NO_TESTIMONY = "No person stated anything. The absence of a mark, a label or an answer means nothing."


def origin_sections(item: Item) -> Iterator[Section]:
    """Yield the sections on an item's origin that do not come from its examination."""
    origin = item.origin
    if origin is None:
        return
    name = item.exhibit.id
    if origin.restricted or origin.companions:
        yield Section(3, f"{name}: handling, and what belongs to it", f"handling-{name}", tuple(_handling(origin)))
    yield Section(3, f"{name}: testimony", f"testimony-{name}", tuple(_testimony(origin)))
    if origin.rechecks:
        yield Section(3, f"{name}: credentials read again", f"rechecks-{name}", tuple(_rechecks(origin)))
    yield Section(3, f"{name}: register of generators", f"register-{name}", tuple(_register(origin)))
    yield Section(3, f"{name}: check-list", f"checklist-{name}", tuple(_checklist(origin)))


def _handling(origin: Origin) -> Iterator[Block]:
    facts: list[tuple[str, Cell]] = []
    if origin.restricted:
        facts.append(("Handling", words(origin.handling)))
    for named in origin.named_by:
        said = (named.name, named.purpose, named.source, named.dated and f"dated {named.dated}")
        facts.append((f"Named by {named.hash_set}", (*excerpt(*said), *digest_lines(named.sha256))))
    facts += [
        (one.role.value.replace("_", " "), (*code(one.companion), *excerpt(f"linked {one.made} by {one.by}")))
        for one in origin.companions
    ]
    yield Facts(tuple(facts))


def _testimony(origin: Origin) -> Iterator[Block]:
    if not origin.testimonies:
        yield Prose(Text(NO_TESTIMONY))
        return
    yield Prose(Text("What persons saw or were told. It was not measured, and stands for itself."), "note")
    yield Table(
        f"{origin.exhibit}: testimony, {len(origin.testimonies)} in all; of each, the absence would mean nothing",
        (
            Column("No, kind", 1.4),
            Column("Statement, word for word", 3),
            Column("Asked of, place", 2),
            Column("By", 1.6),
        ),
        tuple(_said(one) for one in origin.testimonies),
    )


def _said(one: Testimony) -> tuple[Cell, ...]:
    product = " ".join(part for part in (one.vendor, one.product, one.version) if part)
    place = "" if one.locus is None else _place(one.locus)
    attached = f"attached: {', '.join(one.attachments)}" if one.attachments else ""
    return (
        (*code(one.id), *words(one.kind.value)),
        quoted(one.statement, one.note),
        quoted(product, place, attached),
        quoted(one.asked_by, one.asked),
    )


def _place(locus: FrameLocus) -> str:
    """Return a place as a person gave it: a frame by its number, whose time nobody stated."""
    region = locus.region
    where = "" if region is None else f", {region.width} × {region.height} px at {region.x}, {region.y}"
    return f"stream {locus.stream}, frame {locus.index}{where}"


def _rechecks(origin: Origin) -> Iterator[Block]:
    for one in origin.rechecks[-RECHECKS_PRINTED:]:
        yield from _recheck(one)
    if len(origin.rechecks) > RECHECKS_PRINTED:
        yield Prose(Text(f"The last {RECHECKS_PRINTED} of {len(origin.rechecks)}; all are in the attached JSON."))


def _recheck(one: ReadAgain) -> Iterator[Block]:
    yield Facts(
        (
            ("Read again as", code(one.id)),
            ("When, by whom", excerpt(one.made, one.by)),
            ("Found", excerpt(one.presence)),
            ("Compared with", excerpt(one.compared_with) if one.compared_with else words("nothing: not read before")),
            ("Trust lists used", excerpt(*one.lists) if one.lists else words("none: trust was not evaluated")),
        )
    )
    if not one.differences:
        yield Prose(Text("No answer differs."))
        return
    yield Table(
        f"{one.id}: answers that differ, {len(one.differences)} in all",
        (Column("Manifest", 2), Column("Question", 2), Column("Before", 2), Column("Now", 2)),
        tuple(
            (excerpt(d.manifest or "the file"), excerpt(d.question), excerpt(d.before or "–"), excerpt(d.now or "–"))
            for d in one.differences[:DIFFERENCES_PRINTED]
        ),
    )
    if len(one.differences) > DIFFERENCES_PRINTED:
        yield Prose(Text(f"The first {DIFFERENCES_PRINTED} are printed; all are in the attached JSON."))


def _register(origin: Origin) -> Iterator[Block]:
    if origin.register is None:
        yield Prose(Text(NOT_HELD))
        return
    used = origin.register
    yield Facts(
        (
            ("State of the register", (*digest_lines(used.sha256), *words(f"{used.entries} entries"))),
            ("Pinned in the case", quoted(used.taken, used.by)),
            ("Claims are stale as of", code(used.as_of)),
        )
    )
    yield Prose(Text(NO_SUM), "note")
    yield Table(
        f"{origin.exhibit}: what the file says of each family",
        (Column("Family", 1.2), Column("What the file says", 3), Column("Reminder", 3)),
        tuple((quoted(one.name, one.id), words(one.statement), quoted(*one.reminders)) for one in origin.families),
    )
    for family in origin.families:
        rows = [row for row in family.rows if row.weight != Weight.NOTHING]
        if rows:
            yield _family(origin, family, rows)


def _family(origin: Origin, family: FamilyTried, rows: list[ClaimTried]) -> Table:
    return Table(
        f"{origin.exhibit}: {family.id}, claims that this file can be held against, {len(rows)} of {len(family.rows)}",
        (Column("Claim", 2.4), Column("Answer, weight", 1.4), Column("Because", 2.6), Column("Source, reviewed", 2.4)),
        tuple(
            (
                quoted(row.field, row.value),
                words(row.answer, row.weight),
                quoted(row.because),
                (*quoted(row.kind, row.source), *words(f"reviewed {row.reviewed}", *(("STALE",) if row.stale else ()))),
            )
            for row in rows
        ),
    )


def _checklist(origin: Origin) -> Iterator[Block]:
    """Yield what persons answered; the points that nobody answered are named by their ids alone."""
    answered = [one for one in origin.checklist if one.by or one.note]
    unanswered = [one.id for one in origin.checklist if not (one.by or one.note)]
    if answered:
        yield Table(
            f"{origin.exhibit}: what should be preserved and which duties hold, as persons stated it",
            (Column("Item", 1.4), Column("What", 3), Column("Source", 2.4), Column("State, note, by", 2)),
            tuple(_item(one) for one in answered),
        )
    if unanswered:
        yield Prose(
            Text(
                f"{len(unanswered)} of {len(origin.checklist)} points on what should be preserved and which duties "
                f"hold are open; nobody answered them: {', '.join(unanswered)}. Their wording and sources stand in "
                "the attached JSON."
            )
        )


def _item(one: ItemStated) -> tuple[Cell, ...]:
    since = f"applies from {one.applies_from}" if one.applies_from else ""
    said = tuple(text for text in (one.note, one.by, one.made) if text)
    return (
        code(one.id),
        words(one.text),
        quoted(f"{one.source} ({one.source_date})", since),
        (*words(one.state), *(Text(text, "quoted") for text in said)),
    )
