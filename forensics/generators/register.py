"""Load the register of generators from TOML, one file a family, and refuse what does not fit the schema.

A further file with the id of a family adds claims to it; a claim with ``replaces`` corrects an earlier one, which
stays readable. Nothing is removed.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from importlib.resources import files
from typing import TypeVar

from forensics.generators.claims import (
    NO_TRIAL,
    ClaimField,
    ClaimKind,
    Family,
    GeneratorClaim,
    Register,
    Source,
    Trial,
    TrialKind,
)

SCHEMA = 1
MAX_FILE = 1024 * 1024
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")
_CLAIM_KEYS = {
    "id", "field", "value", "kind", "source", "source_date", "reviewed", "valid_from", "valid_until", "note", "test",
    "replaces",
}  # fmt: skip
_FAMILY_KEYS = {"schema", "id", "name", "maker", "stale_after_days", "reminder", "claim"}
_TRIAL_KEYS = {"kind", "names", "agents", "seconds", "rates", "sizes", "word", "names_model"}

Table = Mapping[str, object]
_Word = TypeVar("_Word", bound=StrEnum)


class RegisterError(ValueError):
    """An entry does not fit the schema; the message names the file, the claim and the field."""


def builtin() -> tuple[tuple[str, str], ...]:
    """Return the entries that come with the program as (file name, text)."""
    folder = files("forensics.generators") / "families"
    entries = [(entry.name, entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted(entries))


def load_register(
    entries: Iterable[tuple[str, str]] | None = None, *, added: Iterable[tuple[str, str]] = ()
) -> Register:
    """Return the register made of entries (name, text); raise RegisterError for one that does not fit.

    ``entries`` None means the program's own; ``added`` come after and may add to families or correct claims.
    """
    families: dict[str, Family] = {}
    sources: list[Source] = []
    for own, group in ((True, builtin() if entries is None else entries), (False, added)):
        for name, text in group:
            family = parse_family(name, text, by="" if own else name)
            families[family.id] = _merged(families[family.id], family, name) if family.id in families else family
            sources.append(Source(name, hashlib.sha256(text.encode()).hexdigest(), text))
    for family in families.values():
        _check_complete(family)
    whole = "\n".join(f"{source.sha256}  {source.name}" for source in sources)
    return Register(tuple(families.values()), tuple(sources), hashlib.sha256(whole.encode()).hexdigest())


def parse_family(name: str, text: str, *, by: str = "") -> Family:
    """Return the family that one TOML text states; raise RegisterError when it does not fit the schema."""
    if len(text) > MAX_FILE:
        raise RegisterError(f"{name}: larger than {MAX_FILE} characters")
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RegisterError(f"{name}: no TOML: {error}") from error
    _only(table, _FAMILY_KEYS, name)
    if table.get("schema") != SCHEMA:
        raise RegisterError(f"{name}: schema must be {SCHEMA}")
    identifier = _text(table, "id", name)
    if _ID.fullmatch(identifier) is None:
        raise RegisterError(f"{name}: id “{identifier}” must be small letters, digits, dots and hyphens")
    listed = table.get("claim", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise RegisterError(f"{name}: claim must be a list of tables")
    claims = tuple(_claim(entry, f"{name}, claim {number}", by) for number, entry in enumerate(listed, 1))
    identifiers = [claim.id for claim in claims]
    if len(set(identifiers)) != len(identifiers):
        raise RegisterError(f"{name}: two claims have the same id")
    days = table.get("stale_after_days", 180)
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        raise RegisterError(f"{name}: stale_after_days must be a whole number of days")
    return Family(
        identifier,
        _text(table, "name", name),
        _text(table, "maker", name),
        days,
        _text(table, "reminder", name, needed=False),
        claims,
    )


def _merged(family: Family, addition: Family, name: str) -> Family:
    known = {claim.id for claim in family.claims}
    twice = known & {claim.id for claim in addition.claims}
    if twice:
        raise RegisterError(f"{name}: claim ids stand already: {', '.join(sorted(twice))}; use replaces to correct one")
    return replace(family, claims=(*family.claims, *addition.claims))


def _check_complete(family: Family) -> None:
    known = {claim.id for claim in family.claims}
    for claim in family.claims:
        if claim.replaces and claim.replaces not in known:
            raise RegisterError(f"{family.id}: {claim.id} replaces {claim.replaces}, which does not stand there")
    missing = sorted(set(ClaimField) - {claim.field for claim in family.standing()})
    if missing:
        raise RegisterError(f"{family.id}: no claim about {', '.join(missing)}; write 'unknown' where nothing is known")


def _claim(table: Table, where: str, by: str) -> GeneratorClaim:
    _only(table, _CLAIM_KEYS, where)
    reviewed = table.get("reviewed")
    if not isinstance(reviewed, datetime.date) or isinstance(reviewed, datetime.datetime):
        raise RegisterError(f"{where}: reviewed must be a date without quotes, as 2026-11-22")
    identifier = _text(table, "id", where)
    if _ID.fullmatch(identifier) is None:
        raise RegisterError(f"{where}: id “{identifier}” must be small letters, digits, dots and hyphens")
    return GeneratorClaim(
        id=identifier,
        field=_word(table, "field", ClaimField, where),
        value=_text(table, "value", where),
        kind=_word(table, "kind", ClaimKind, where),
        source=_text(table, "source", where),
        source_date=_text(table, "source_date", where),
        reviewed=reviewed,
        valid_from=_text(table, "valid_from", where, needed=False),
        valid_until=_text(table, "valid_until", where, needed=False),
        note=_text(table, "note", where, needed=False),
        trial=_trial(table.get("test"), where),
        replaces=_text(table, "replaces", where, needed=False),
        by=by,
    )


def _trial(table: object, where: str) -> Trial:
    if table is None:
        return NO_TRIAL
    if not isinstance(table, dict):
        raise RegisterError(f"{where}: test must be a table")
    _only(table, _TRIAL_KEYS, where)
    names_model = table.get("names_model", True)
    if not isinstance(names_model, bool):
        raise RegisterError(f"{where}: names_model must be true or false")
    return Trial(
        kind=_word(table, "kind", TrialKind, where),
        names=_list(table, "names", where, str),
        agents=_list(table, "agents", where, str),
        seconds=_list(table, "seconds", where, _ratio),
        rates=_list(table, "rates", where, _ratio),
        sizes=_list(table, "sizes", where, _size),
        word=_text(table, "word", where, needed=False),
        names_model=names_model,
    )


def _ratio(text: str) -> Fraction:
    return Fraction(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


_Made = TypeVar("_Made")


def _list(table: Table, key: str, where: str, make: Callable[[str], _Made]) -> tuple[_Made, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, str | int) for entry in value):
        raise RegisterError(f"{where}: {key} must be a list of texts or whole numbers")
    try:
        return tuple(make(str(entry)) for entry in value)
    except (ValueError, ZeroDivisionError) as error:
        raise RegisterError(f"{where}: {key}: {error}") from error


def _word(table: Table, key: str, words: type[_Word], where: str) -> _Word:
    text = _text(table, key, where)
    try:
        return words(text)
    except ValueError as error:
        raise RegisterError(f"{where}: {key} is “{text}”; it must be one of {', '.join(words)}") from error


def _text(table: Table, key: str, where: str, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise RegisterError(f"{where}: {key} must be a text")
    if needed and not value.strip():
        raise RegisterError(f"{where}: {key} is missing")
    return value


def _only(table: Table, allowed: set[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise RegisterError(f"{where}: unknown keys: {', '.join(unknown)}")
