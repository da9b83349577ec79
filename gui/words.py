"""Values in the words of the window; text of a file with everything visible that would not be seen."""

from __future__ import annotations

import re
from fractions import Fraction

from casefiles.report.escape import shortened, visible
from forensics.types import Cell, Progress, Unread
from gui.saying import tr

SHORT = 300
LONG = 20_000
_TIME = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,12}(?:[.,]\d{1,12})?|\d{1,12}/\d{1,12})", re.ASCII)


def one_line(text: str, limit: int = SHORT) -> str:
    """Return untrusted text for one line of a table or a label."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text  # nothing in it could be unseen: a table of a hundred thousand rows is sorted by what is returned
    return visible(shortened(text, limit))


def paragraphs(text: str, limit: int = LONG) -> str:
    """Return untrusted text for a reading field, its line ends kept."""
    return "\n".join(visible(line) for line in shortened(text, limit).split("\n"))


def size_words(size: int) -> str:
    """Return bytes as '1,234,567 bytes (1.2 MB)'; MB is a million bytes."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return tr("{size:,} bytes ({value:.1f} {name})", size=size, value=size / unit, name=name)
    return tr("{size:,} bytes", size=size)


def value_words(value: Cell, unit: str) -> str:
    """Return a measured value with its unit; units '1' and 'text' are not written."""
    match value:
        case Unread(reason):
            return tr("not read: {reason}", reason=one_line(reason))
        case bool():
            words = tr("yes") if value else tr("no")
        case Fraction() if value.denominator != 1:
            words = f"{value.numerator}/{value.denominator} ≈ {float(value):.6g}"
        case int():
            words = f"{value:,}"
        case str():
            words = one_line(value)
        case _:
            words = f"{value}"
    return words if unit in ("1", "text", "hex", "") else f"{words} {unit}"


def parse_time(text: str) -> Fraction | None:
    """Return exact seconds from '12.5', '1:02.5', '0:01:02.5' or '25/24'; None where the text is no time."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    try:
        exact = Fraction(seconds.replace(",", "."))
    except ZeroDivisionError:
        return None
    return exact + 60 * int(minutes or 0) + 3600 * int(hours or 0)


def progress_words(progress: Progress) -> str:
    """Return how far a step has come, in one line."""
    if progress.total > 0:
        return tr(
            "{step}: {done:,} of {total:,} {unit}",
            step=one_line(progress.step),
            done=progress.done,
            total=progress.total,
            unit=progress.unit,
        )
    return f"{one_line(progress.step)}: {progress.done:,} {progress.unit}" if progress.done else one_line(progress.step)


def counted(count: int, one: str, many: str = "") -> str:
    """Return '1 finding' or '3 findings'."""
    return f"{count:,} {tr(one) if count == 1 else tr(many or one + 's')}"


def clock_words(milliseconds: int) -> str:
    """Return a time of day or of a film as '0:01:02.345'."""
    seconds, rest = divmod(abs(milliseconds), 1000)
    sign = "-" if milliseconds < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def milliseconds(count: int) -> Fraction:
    """Return milliseconds as exact seconds."""
    return Fraction(count, 1000)
