"""Parameters that a person gives to methods: checked, named in the environment, and the same in a replay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefiles.errors import EntryRefused
from casefiles.examinations import Beside
from forensics.detector import Detector
from forensics.registry import detectors

_FACT = "parameter "
_OF_THE_PROGRAM = "scratch"
Settings = Sequence[tuple[str, str]]


def beside(settings: Settings, asked: Sequence[str] = ()) -> Beside:
    """Return parameters ('method.name', value) as an examination reads them; raise EntryRefused."""
    known = {one.id: one for one in detectors()}
    for name, value in settings:
        _check(known, asked, name, value)
    return Beside(options=tuple(settings), facts=tuple((f"{_FACT}{name}", value) for name, value in settings))


def repeated(environment: Iterable[tuple[str, str]]) -> Beside:
    """Return the parameters that an earlier examination was given, from its environment."""
    facts = tuple((name, value) for name, value in environment if name.startswith(_FACT))
    return Beside(options=tuple((name.removeprefix(_FACT), value) for name, value in facts), facts=facts)


def _check(known: dict[str, Detector], asked: Sequence[str], name: str, value: str) -> None:
    method, _, parameter = name.partition(".")
    detector = known.get(method)
    wanted = {} if detector is None else detector.parameters
    if parameter not in wanted or parameter == _OF_THE_PROGRAM:
        names = [f"{one.id}.{key}" for one in known.values() for key in one.parameters if key != _OF_THE_PROGRAM]
        raise EntryRefused(f"there is no parameter {name!r}", hint=f"There are: {', '.join(sorted(names)) or 'none'}.")
    if detector is not None and detector.on_request and method not in asked:
        raise EntryRefused(f"{method} runs only when it is asked for", hint=f"Add --with {method}.")
    try:
        type(wanted[parameter])(value)
    except ValueError:
        kind = type(wanted[parameter]).__name__
        raise EntryRefused(f"{value!r} is no value for {name}", hint=f"It is a {kind}.") from None
