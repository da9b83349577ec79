"""Read subtitles: SubRip, WebVTT and TTML, as cues with times in milliseconds. Marks of form are taken out.

WebVTT: www.w3.org/TR/webvtt1 (candidate recommendation of 2019-04-04); TTML: www.w3.org/TR/ttml2 (2018-11-08), of
which the clock times and the offsets of `p` and their parents are read; SubRip has no standard.
"""

from __future__ import annotations

import html
import re
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass

from casefiles.imports.archive import Member
from casefiles.imports.found import Given, Read, Role, octets_of, text_of

MOST_CUES = 200_000
LONGEST_CUE = 20_000
_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})")
_ARROW = re.compile(rf"^\s*({_TIME.pattern})\s+-->\s+({_TIME.pattern})")
_MARK = re.compile(r"</?[A-Za-z0-9.:_ =\"'#/-]{0,200}>|\{\\[^}]{0,200}\}")
_CLOCK = re.compile(r"^(\d{2,}):(\d{2}):(\d{2})(?:\.(\d+)|:(\d{2,}))?$")
_OFFSET = re.compile(r"^(\d+(?:\.\d+)?)(h|m|s|ms|f|t)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words with the time in which they stand, in milliseconds from the start; ``end`` -1: not stated."""

    start: int
    end: int
    text: str
    confidence: str = ""
    """What a machine said of its own words, 0 to 100 for each in turn; '' where it or a person said nothing."""
    place: str = ""
    """Where on the screen the words stand: frame and box; '' for words that were heard."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The cues of a file, with its form, its language if it says one, and what was left out."""

    form: str
    language: str
    cues: tuple[Cue, ...]
    remarks: tuple[str, ...]


def parse(data: bytes) -> Subtitles | None:
    """Return the cues of a subtitle file, None where it is none of the three forms. Bad bytes raise nothing."""
    text = data.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("WEBVTT"):
        return _cut("WebVTT", _language(text), _blocks(text))
    if re.search(r"<(?:\w+:)?tt[\s>]", text[:4096]):
        return _ttml(data)
    cues = list(_blocks(text)) if _ARROW.search(text[:4096]) or "-->" in text[:4096] else []
    return _cut("SubRip", "", iter(cues)) if cues else None


def read(given: Given) -> Read | None:
    """Return that what was given is a subtitle file, None where it is none."""
    one = given.single()
    if one is None or one.size > 8 * 1024 * 1024:
        return None
    said = parse(octets_of(one))
    if said is None or not said.cues:
        return None
    found = Read(f"subtitles ({said.form})")
    found.roles[one.name] = Role.SUBTITLES
    found.unchecked("integrity", "subtitles hold no digest")
    found.remarks.append(f"{len(said.cues)} cues; name the exhibit that they belong to with `assay transcript import`")
    return found


def is_subtitles(member: Member) -> bool:
    """Return whether a member is a subtitle file by its content."""
    if member.size > 8 * 1024 * 1024:
        return False
    said = parse(text_of(member).encode("utf-8", "replace"))
    return said is not None and bool(said.cues)


def _language(text: str) -> str:
    found = re.search(r"^Language:\s*([A-Za-z0-9-]{1,35})\s*$", text[:2000], re.MULTILINE)
    return found.group(1) if found else ""


def _cut(form: str, language: str, cues: Iterator[Cue]) -> Subtitles:
    kept: list[Cue] = []
    for cue in cues:
        if len(kept) >= MOST_CUES:
            return Subtitles(form, language, tuple(kept), (f"more than {MOST_CUES:,} cues: the rest is left out",))
        kept.append(cue)
    return Subtitles(form, language, tuple(kept), ())


def _blocks(text: str) -> Iterator[Cue]:
    """Yield the cues of SubRip and WebVTT: a line with an arrow, and the lines after it up to an empty one."""
    start, lines, within = (0, 0), list[str](), False
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        arrow = _ARROW.match(line)
        if arrow is not None:
            start, lines, within = (_milliseconds(arrow.group(1)), _milliseconds(arrow.group(6))), [], True
        elif within and line.strip():
            lines.append(line)
        elif within:
            within = False
            words = _plain("\n".join(lines))
            if words:
                yield Cue(*start, words)


def _milliseconds(text: str) -> int:
    found = _TIME.match(text)
    assert found is not None  # the arrow's pattern holds it
    hours, minutes, seconds, rest = found.groups()
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def _plain(text: str) -> str:
    return html.unescape(_MARK.sub("", text)).strip()[:LONGEST_CUE]


class _Ttml:
    """What expat calls while it reads TTML; nothing outside the file is ever loaded."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.language = ""
        self.remarks: list[str] = []
        self.rates = {"f": 30.0, "t": 1.0}
        self._begins: list[float] = []
        self._words: list[str] | None = None
        self._end = -1.0
        self._depth = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        local = name.rpartition(":")[2]
        if local == "tt":
            self.language = said.get("lang", "")[:35]
            self.rates = {"f": _number(said.get("frameRate"), 30.0), "t": _number(said.get("tickRate"), 1.0)}
        base = self._begins[-1] if self._begins else 0.0
        begin = base + max(0.0, self._time(said.get("begin", "")))
        self._begins.append(begin)
        if local == "p" and self._words is None:
            self._words, self._depth = [], len(self._begins)
            end, lasts = self._time(said.get("end", "")), self._time(said.get("dur", ""))
            self._end = base + end if end >= 0 else begin + lasts if lasts >= 0 else -1.0
        elif local == "br" and self._words is not None:
            self._words.append("\n")

    def words(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def closed(self, _name: str) -> None:
        if self._words is not None and len(self._begins) == self._depth:
            text = "\n".join(" ".join(line.split()) for line in "".join(self._words).split("\n")).strip()
            if text and len(self.cues) < MOST_CUES:
                end = round(self._end * 1000) if self._end >= 0 else -1
                self.cues.append(Cue(round(self._begins[-1] * 1000), end, text[:LONGEST_CUE]))
            self._words = None
        self._begins.pop()

    def _time(self, text: str) -> float:
        clock, offset = _CLOCK.match(text), _OFFSET.match(text)
        if clock is not None:
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
            return whole + float(f"0.{fraction or 0}") + int(frames or 0) / self.rates["f"]
        if offset is not None:
            value, unit = float(offset.group(1)), offset.group(2)
            return value / self.rates[unit] if unit in self.rates else value * _UNITS[unit]
        return -1.0


_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def _number(text: str | None, otherwise: float) -> float:
    return float(text) if text and text.isdecimal() and len(text) < 10 and int(text) > 0 else otherwise


def _ttml(data: bytes) -> Subtitles:
    reader = _Ttml()
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.opened, reader.closed
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature
    except (xml.parsers.expat.ExpatError, _EntityDeclared) as error:
        reader.remarks.append(f"damaged: {error}")
    if len(reader.cues) >= MOST_CUES:
        reader.remarks.append(f"more than {MOST_CUES:,} cues: the rest is left out")
    return Subtitles("TTML", reader.language, tuple(reader.cues), tuple(reader.remarks))


class _EntityDeclared(ValueError):
    """A file that declares entities, by which a few bytes grow without bound, is read no further."""


def _no_entities(*_declared: object) -> None:
    raise _EntityDeclared("it declares entities, and was read no further")
