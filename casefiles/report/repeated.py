"""Set what was run again: replays of examinations, and the self-test of this machine."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.report.blocks import Block, Column, Facts, Prose, Section, Table, Text, code, quoted, words
from casefiles.report.persons import Persons, ReplayShown
from casefiles.selftest import SelfTest

MEANING = (
    "SAME: the records of then and of now are equal to the byte. DIFFERS: they are not, or only one of the two was "
    "given. NOT REPEATABLE HERE: the method, its version or its parameters of then are not installed, the run did "
    "not come to its end, or the record speaks about the machine of then."
)


def repeated(persons: Persons) -> Iterator[Section]:
    """Yield the parts on replay and self-test."""
    nothing = Prose(Text("No examination was run again (`assay replay`)."))
    yield Section(1, "Replay", "replay", (Prose(Text(MEANING), "note"),) if persons.replays else (nothing,))
    for one in persons.replays:
        title = f"{one.examination} of {one.exhibit}: run again as {one.id}"
        yield Section(2, title, f"replay-{one.id}", tuple(replay_blocks(one)))
    yield Section(1, "Self-test of this machine", "selftest", tuple(_selftest(persons.selftest)))


def replay_blocks(one: ReplayShown) -> Iterator[Block]:
    """Yield how one examination came out: what differs of the environment, counts, and what is not the same."""
    changed = tuple(f"{name}: {value}" for name, value in one.environment)
    yield Facts(
        (
            ("Run again at, by", (*code(one.made), *quoted(one.by))),
            ("How the run ended", quoted(one.outcome)),
            ("What differs of the environment", quoted(*changed) if changed else words("nothing that is recorded")),
        )
    )
    yield Table(
        f"{one.examination}: results by method",
        (Column("Method", 3), Column("SAME", 1), Column("DIFFERS", 1), Column("NOT REPEATABLE HERE", 1.4)),
        tuple(
            (code(t.method), code(str(t.same)), code(str(t.differs)), code(str(t.not_repeatable))) for t in one.tallies
        ),
    )
    if one.lines:
        yield Table(
            f"{one.examination}: results that are not the same, {len(one.lines)} printed of {one.lines_in_all}",
            (Column("Which", 1.1), Column("Method, quantity", 2), Column("How", 1.4), Column("Why", 4.5)),
            tuple(
                (
                    code(line.of),
                    (*code(line.method), *quoted(f"{line.kind} {line.quantity}".strip())),
                    words(line.outcome.value),
                    quoted(line.reason),
                )
                for line in one.lines
            ),
        )


def _selftest(test: SelfTest | None) -> Iterator[Block]:
    if test is None:
        yield Prose(Text("Empty: no self-test was taken over into this case (`assay selftest CASE`)."))
        return
    passed = len(test.checks) - len(test.failed)
    versions = "; ".join(f"{name} {value}" for name, value in test.environment if not name.startswith("worker."))
    yield Facts(
        (
            ("Made at", code(test.made)),
            ("Outcome", words(f"{passed} of {len(test.checks)} checks came out as is true of the footage")),
            ("Machine and versions", quoted(versions)),
        )
    )
    yield Prose(
        Text("The footage is made by the program itself, so its truth is known. It is not footage of a camera.")
    )
    yield Table(
        "What is true of the footage, and what came out",
        (Column("File", 1.3), Column("What it is", 2.4), Column("True", 2.6), Column("Came out", 2.4)),
        tuple(
            (
                code(check.file),
                words(check.truth),
                quoted(check.expected),
                quoted(check.came_out) if check.passed else (Text("NOT AS TRUE:"), *quoted(check.came_out)),
            )
            for check in test.checks
        ),
    )
