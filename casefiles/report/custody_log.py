"""Set the part of a report on custody: the head, its note, its time-stamps, and the log."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.report.blocks import Column, Facts, Prose, Section, Table, Text, code, digest_lines, quoted, words
from casefiles.report.parts import Custody
from casefiles.report.persons import Persons
from casefiles.views import EventRow

MOST_EVENTS, FIRST_EVENTS = 2_000, 500
"""Events of a log that are set, and of a longer one at its beginning and at its end."""


def _seals(persons: Persons) -> Prose | Table:
    if not persons.seals:
        return Prose(Text(f"Time-stamp tokens: none yet. {persons.unsealed} events wait for an authority."))
    return Table(
        f"Time-stamp tokens (RFC 3161); {persons.unsealed} events came after the last sealed head",
        (Column("No", 0), Column("Head of", 1), Column("Authority, address", 2.6), Column("Time, token", 3.4)),
        tuple(
            (
                code(one.id),
                code(f"{one.head_size} events"),
                quoted(one.authority, one.address),
                (*code(one.sealed), *digest_lines(one.token_sha256)),
            )
            for one in persons.seals
        ),
    )


def custody_log(custody: Custody, persons: Persons) -> Iterator[Section]:
    head, last = custody.head, custody.verification
    yield Section(
        1,
        "Custody",
        "custody",
        (
            Facts(
                (
                    ("Head: root", code(head.root)),
                    ("Head: events", code(str(head.size))),
                    (
                        "Last verification on record",
                        (
                            Text(f"event {last.seq}, {last.at}", "code"),
                            *quoted(last.actor, last.detail or last.reason),
                        )
                        if last
                        else words("none: this case has not been verified since it was opened"),
                    ),
                )
            ),
            Prose(
                Text(
                    "The signed note of the head (C2SP signed note), as it can be compared with a copy kept elsewhere:"
                )
            ),
            Facts((("Signed note", code(*head.note.splitlines()) or words("no note was made for this head")),)),
            _seals(persons),
            Prose(
                Text(
                    "Each leaf is the SHA-256 of a zero byte and the entry; the root is the RFC 6962 tree hash over "
                    "all leaves. The last event is the head that this report was made at."
                )
            ),
            *_left_out(custody),
            Table(
                f"Custody log, {len(custody.events)} events",
                (Column("No", 0), Column("Time (UTC), person", 2.3), Column("What was done", 3), Column("Leaf", 2.7)),
                tuple(
                    (
                        code(str(event.seq)),
                        (Text(event.at, "code"), *quoted(event.actor)),
                        (Text(f"{event.action} {event.item}".strip(), "quoted"), *_more(event.reason, event.detail)),
                        digest_lines(event.leaf),
                    )
                    for event in _printed(custody)
                ),
            ),
        ),
    )


def _printed(custody: Custody) -> tuple[EventRow, ...]:
    """Return the events that are set: of a very long log the first and the last."""
    events = custody.events
    return events if len(events) <= MOST_EVENTS else (*events[:FIRST_EVENTS], *events[-FIRST_EVENTS:])


def _left_out(custody: Custody) -> Iterator[Prose]:
    printed = len(_printed(custody))
    if printed < len(custody.events):
        yield Prose(
            Text(
                f"The first {FIRST_EVENTS:,} and the last {FIRST_EVENTS:,} of {len(custody.events):,} events are "
                "printed. All stand in the JSON of this report."
            ),
            "note",
        )


def _more(*texts: str) -> tuple[Text, ...]:
    return tuple(Text(text, "quoted") for text in dict.fromkeys(texts) if text)
