"""Hold a file against the register: for each family a table of claims, each met, contradicted or not testable here.

There is no sum and no number. A row's weight is said in words, because one signature on a list outweighs any number
of habits that every encoder shares; and what is absent contradicts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forensics.generators.claims import Family, GeneratorClaim, Register
from forensics.generators.traits import FileTraits
from forensics.generators.trials import Standing, Tried, hold, product_standing

RESALE = "A site that sells a generator's output need not be its maker: names of sites and of models are two things."


class Statement(StrEnum):
    """What the file as a whole says of a family, in one sentence."""

    LISTED_PRODUCT = "A signer on a loaded list names this product, over the bytes of this file."
    LISTED_MAKER = (
        "A signer on a loaded list names this maker's generator, over the bytes of this file; no model is named."
    )
    INGREDIENT = "A signer on a loaded list names this product for an ingredient or a part, not for the whole file."
    UNLISTED = "The file names this product, but no loaded list vouches for who says so: anybody could write it."
    BROKEN = "The file names this product in a manifest that does not hold for its bytes."
    OTHER_PRODUCT = "A signer on a loaded list names another creator, over the bytes of this file."
    OTHER_KIND = "A signer on a loaded list names this maker's generator for a still picture; this family makes video."
    UNSIGNED = "Only unsigned marks point here, and anybody can write those."
    NOTHING = "Nothing in the file names it. That means nothing."


@dataclass(frozen=True, slots=True)
class Row:
    """One claim held against the file."""

    claim: GeneratorClaim
    tried: Tried


@dataclass(frozen=True, slots=True)
class FamilyMatch:
    """One family's table with what the file says of it and the reminders that belong to it."""

    family: Family
    statement: Statement
    rows: tuple[Row, ...]
    reminders: tuple[str, ...]


_BY_STANDING = {
    Standing.LISTED_PRODUCT: Statement.LISTED_PRODUCT,
    Standing.LISTED_MAKER: Statement.LISTED_MAKER,
    Standing.INGREDIENT: Statement.INGREDIENT,
    Standing.UNLISTED: Statement.UNLISTED,
    Standing.BROKEN: Statement.BROKEN,
    Standing.OTHER_PRODUCT: Statement.OTHER_PRODUCT,
    Standing.OTHER_KIND: Statement.OTHER_KIND,
}


def match(register: Register, file: FileTraits) -> tuple[FamilyMatch, ...]:
    """Return a table for every family of the register, in its order."""
    return tuple(_match(family, file) for family in register.families)


def _match(family: Family, file: FileTraits) -> FamilyMatch:
    rows = tuple(Row(claim, hold(claim, file)) for claim in family.standing())
    reminders = tuple(filter(None, (family.reminder, RESALE if "resell" not in family.reminder else "")))
    return FamilyMatch(family, _statement(family, file, rows), rows, reminders)


def _statement(family: Family, file: FileTraits, rows: tuple[Row, ...]) -> Statement:
    standings = [product_standing(claim.trial, file) for claim in family.standing()]
    for standing, statement in _BY_STANDING.items():
        if standing in standings:
            return statement
    return Statement.UNSIGNED if any(row.tried.points_here for row in rows) else Statement.NOTHING
