"""Records to canonical JSON lines and back, strictly: what is not exactly a record is refused.

One line is one JSON object with sorted keys, no spaces and only ASCII, so that equal records give equal bytes.
Every dataclass carries its class name under ``kind``; a ratio is ``{"is": "Fraction", "value": "n/d"}``.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from json.encoder import encode_basestring_ascii

from forensics.types import Finding, Line

LATER = "later"
"""Metadata of a field that cases kept before have not: its default stands for it there."""
MAX_LINE = 8 * 1024 * 1024
"""Characters that one line may have."""
MAX_TEXT = 1024 * 1024
"""Characters that one string may have."""
MANY = 100_000
"""Parts of an indented text that wait before they are put together."""
MAX_INTEGER = 1 << 127
MAX_ITEMS = 1_000_000
"""Items that one list may have: the custody log in the report of a large case is one. A line of the worker ends before
that, by ``MAX_LINE``."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Decode = Callable[[Json], object]


_M = typing.TypeVar("_M")


class Many(Sequence[_M]):
    """A list of records that is written as a tuple is, and need not stand in memory."""


class CodecError(ValueError):
    """A line is not a record of the kind that was asked for."""


def clean_text(text: str) -> str:
    """Return ``text`` with lone surrogates written as ``\\udcXX``, so that it can be stored as UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def encode(record: object) -> str:
    """Return the canonical line of a record; raise CodecError for what cannot be one (NaN, unknown types)."""
    line = json.dumps(plain(record), sort_keys=True, separators=(",", ":"), allow_nan=False)
    if len(line) > MAX_LINE:
        raise CodecError(f"line of {len(line)} characters; at most {MAX_LINE} are allowed")
    return line


def decode_line(untrusted: str) -> Line:
    """Return the worker's line that a text states; raise CodecError otherwise."""
    return typing.cast("Line", _decode(untrusted, Line))  # the decoder was built from Line


def decode_finding(untrusted: str) -> Finding:
    """Return the finding that a text states; raise CodecError otherwise."""
    return typing.cast("Finding", _decode(untrusted, Finding))  # the decoder was built from Finding


_T = typing.TypeVar("_T")


def decode_as(kind: type[_T], untrusted: str, *, limit: int = MAX_LINE) -> _T:
    """Return the record of one dataclass that a text of at most ``limit`` characters states; raise CodecError."""
    decoded = _decode(untrusted, typing.cast("Hashable", kind), limit=limit)
    return typing.cast("_T", decoded)  # the decoder was built from kind


def parse_json(untrusted: str, *, limit: int = MAX_LINE) -> Json:
    """Return bounded, duplicate-free, finite JSON of at most ``limit`` characters; raise CodecError otherwise."""
    if len(untrusted) > limit:
        raise CodecError(f"line of {len(untrusted)} characters; at most {limit} are allowed")
    try:
        return typing.cast(
            "Json",  # json.loads gives just these types
            json.loads(
                untrusted,
                object_pairs_hook=_no_duplicates,
                parse_constant=_no_constant,
                parse_float=_finite,
            ),
        )
    except CodecError:
        raise
    except (ValueError, RecursionError) as error:
        raise CodecError(f"no JSON: {type(error).__name__}") from error


def _decode(untrusted: str, kind: Hashable, *, limit: int = MAX_LINE) -> object:
    return _decoder(kind)(parse_json(untrusted, limit=limit))


def _no_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise CodecError("a key stands twice in one object")
    return record


def _no_constant(name: str) -> float:
    raise CodecError(f"{name} is not a value")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise CodecError("a number is too large")
    return value


def plain(value: object) -> Json:
    """Return a record as JSON values; raise CodecError for what has no place in one."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise CodecError("a value is not a finite number")
        return float(value) + 0.0  # one zero: -0.0 would be another line for an equal value, and a sign of nothing
    if isinstance(value, Fraction):
        return {"is": "Fraction", "value": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, Many):  # last: to ask an abstract class takes long
        return [plain(item) for item in value]
    raise CodecError(f"{type(value).__name__} has no place in a record")


def indented(value: object) -> bytes:
    """Return a record as ASCII JSON with sorted names, indented by one space a level; raise CodecError as ``plain``.

    The bytes are those of `json.dumps(plain(value), indent=1, sort_keys=True)`, without all of it standing in memory as
    dictionaries first, and several times faster.
    """
    pieces: list[bytes] = []
    write_indented(value, pieces.append)
    return b"".join(pieces)


def write_indented(value: object, write: Callable[[bytes], object]) -> None:
    """Write a record as ``indented`` gives it, piece by piece."""
    parts: list[str] = []

    def put(part: str) -> None:
        parts.append(part)
        if len(parts) >= MANY:
            write("".join(parts).encode("ascii"))
            parts.clear()

    _indent(value, "\n", put)
    write("".join(parts).encode("ascii"))


def _indent(value: object, line: str, put: Callable[[str], None]) -> None:
    """Put a value whose enclosing brackets stand at the indentation that ``line``, a line feed with spaces, has."""
    if isinstance(value, tuple):
        _indent_list(value, line, put)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = line + " "
        for name, before in _layout(type(value), inner):
            put(before)
            if name:
                _indent(getattr(value, name), inner, put)
        put(line + "}")
    elif isinstance(value, Fraction):
        put(f'{{{line} "is": "Fraction",{line} "value": "{value.numerator}/{value.denominator}"{line}}}')
    elif not isinstance(value, str | int | float) and isinstance(value, Many):
        _indent_list(value, line, put)
    else:
        simple = plain(value)
        put(encode_basestring_ascii(simple) if isinstance(simple, str) else _scalar(simple))


def _indent_list(values: Sequence[object], line: str, put: Callable[[str], None]) -> None:
    inner = line + " "
    begin = "[" + inner
    for item in values:
        put(begin)
        _indent(item, inner, put)
        begin = "," + inner
    put(line + "]" if values else "[]")


_scalar = json.JSONEncoder(allow_nan=False).encode


@lru_cache(maxsize=4096)
def _layout(kind: type, inner: str) -> tuple[tuple[str, str], ...]:
    """Return for each field of a record its name, and all that stands before its value; the record's kind is whole."""
    names = sorted(["is", *(field.name for field in dataclasses.fields(kind))])
    told = [("", f'"is": "{kind.__name__}"') if name == "is" else (name, f'"{name}": ') for name in names]
    return tuple((name, f"{',' if place else '{'}{inner}{text}") for place, (name, text) in enumerate(told))


@cache
def _decoder(kind: Hashable) -> Decode:
    origin = typing.get_origin(kind)
    if isinstance(kind, typing.NewType):
        return _decoder(kind.__supertype__)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice_decoder(kind.__name__, {member.value: member for member in kind})
    if origin is typing.Literal:
        return _choice_decoder("choice", {value: value for value in typing.get_args(kind)})
    if origin is tuple:
        return _tuple_decoder(kind)
    if origin is Sequence:
        return _tuple_decoder(tuple[(*typing.get_args(kind), ...)])  # type: ignore[misc] # made at run time
    if origin in (typing.Union, types.UnionType):
        return _union_decoder(typing.get_args(kind))
    simple: dict[object, Decode] = {
        bool: _bool,
        int: _int,
        float: _float,
        str: _str,
        Fraction: _fraction,
        type(None): _none,
    }
    if kind in simple:
        return simple[kind]
    raise TypeError(f"no decoder for {kind}")


def _record_decoder(kind: type) -> Decode:
    hints = typing.get_type_hints(kind)
    decoders = {f.name: _decoder(hints[f.name]) for f in dataclasses.fields(kind)}
    later = {f.name for f in dataclasses.fields(kind) if f.metadata.get(LATER)}
    expected = {"is", *decoders}

    def decode(untrusted: Json) -> object:
        if not isinstance(untrusted, dict) or untrusted.keys() | later != expected or untrusted["is"] != kind.__name__:
            raise CodecError(f"not a {kind.__name__}")
        return kind(**{name: decoder(untrusted[name]) for name, decoder in decoders.items() if name in untrusted})

    return decode


def _choice_decoder(name: str, members: dict[str, object]) -> Decode:
    def decode(untrusted: Json) -> object:
        if not isinstance(untrusted, str) or untrusted not in members:
            raise CodecError(f"not a {name}")
        return members[untrusted]

    return decode


def _tuple_decoder(kind: Hashable) -> Decode:
    arguments = typing.get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])

        def decode_many(untrusted: Json) -> object:
            if not isinstance(untrusted, list) or len(untrusted) > MAX_ITEMS:
                raise CodecError("not a list of bounded length")
            return tuple([item(value) for value in untrusted])

        return decode_many
    items = [_decoder(argument) for argument in arguments]

    def decode_fixed(untrusted: Json) -> object:
        if not isinstance(untrusted, list) or len(untrusted) != len(items):
            raise CodecError(f"not a list of {len(items)}")
        return tuple([decode(value) for decode, value in zip(items, untrusted, strict=True)])

    return decode_fixed


def _union_decoder(kinds: tuple[Hashable, ...]) -> Decode:
    members = tuple(kind.__supertype__ if isinstance(kind, typing.NewType) else kind for kind in kinds)
    scalars: dict[object, Decode] = {
        member: _decoder(member) for member in members if member in (bool, int, float, str, type(None))
    }
    tagged = {
        typing.cast("type", member).__name__: _decoder(member)  # all other members are classes
        for member in members
        if member not in scalars
    }

    def decode(untrusted: Json) -> object:
        decoder = scalars.get(type(untrusted))
        if decoder is None and isinstance(untrusted, dict):
            kind = untrusted.get("is")
            decoder = tagged.get(kind) if isinstance(kind, str) else None
        if decoder is None:
            raise CodecError("not one of the kinds allowed here")
        return decoder(untrusted)

    return decode


def _bool(untrusted: Json) -> bool:
    if not isinstance(untrusted, bool):
        raise CodecError("not true or false")
    return untrusted


def _int(untrusted: Json) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int) or abs(untrusted) >= MAX_INTEGER:
        raise CodecError("not a bounded whole number")
    return untrusted


def _float(untrusted: Json) -> float:
    if not isinstance(untrusted, float) or not math.isfinite(untrusted):
        raise CodecError("not a finite number")
    return untrusted


def _str(untrusted: Json) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > MAX_TEXT:
        raise CodecError("not a text of bounded length")
    if not untrusted.isascii():
        try:
            untrusted.encode("utf-8")
        except UnicodeEncodeError as error:
            raise CodecError("a text holds a lone surrogate") from error
    return untrusted


def _none(untrusted: Json) -> None:
    if untrusted is not None:
        raise CodecError("not empty")


def _fraction(untrusted: Json) -> Fraction:
    if not isinstance(untrusted, dict) or untrusted.keys() != {"is", "value"} or untrusted["is"] != "Fraction":
        raise CodecError("not a ratio")
    numerator, slash, denominator = _str(untrusted["value"]).partition("/")
    digits = numerator.removeprefix("-") + denominator
    if slash != "/" or not (digits.isascii() and digits.isdigit()) or len(digits) > 80 or int(denominator) == 0:
        raise CodecError("not a ratio")
    value = Fraction(int(numerator), int(denominator))
    if f"{value.numerator}/{value.denominator}" != untrusted["value"]:
        raise CodecError("not a ratio in lowest terms")
    return value
