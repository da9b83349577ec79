"""Timecode: hours, minutes, seconds and frames counted at a constant rate from the first time, 0 (SMPTE ST 12-1).

It is counted here, from presentation times and the rate that the file states; it is not a timecode that a camera wrote.
"""

from __future__ import annotations

import re
from fractions import Fraction

_FORM = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})([:;])(\d{1,3})")
_DROPPING = {Fraction(30000, 1001): 2, Fraction(60000, 1001): 4}
"""Numbers that drop-frame counting leaves out at the start of each minute but every tenth."""


def timecode(seconds: Fraction, rate: Fraction) -> str:
    """Return h:mm:ss:ff, with ';' before the frames where counting drops numbers; '' where there is no rate."""
    if rate <= 0 or rate > 1000 or seconds < 0:
        return ""
    number, base, drop = round(seconds * rate), round(rate) or 1, _DROPPING.get(rate, 0)
    if drop:
        tens, rest = divmod(number, base * 600 - drop * 9)
        number += drop * 9 * tens + drop * max(0, (rest - drop) // (base * 60 - drop))
    whole, frame = divmod(number, base)
    minutes, second = divmod(whole, 60)
    width = max(2, len(str(base - 1)))
    return f"{minutes // 60}:{minutes % 60:02d}:{second:02d}{';' if drop else ':'}{frame:0{width}d}"


def parse_timecode(text: str, rate: Fraction) -> Fraction | None:
    """Return the seconds at which a timecode stands; None where the text is none at this rate."""
    found = _FORM.fullmatch(text.strip())
    if found is None or rate <= 0 or rate > 1000:
        return None
    hours, minutes, seconds, sign, frames = found.groups()
    base, drop = round(rate) or 1, _DROPPING.get(rate, 0)
    if int(minutes) > 59 or int(seconds) > 59 or int(frames) >= base or (sign == ";") != bool(drop):
        return None
    passed = int(hours) * 60 + int(minutes)
    number = (passed * 60 + int(seconds)) * base + int(frames) - drop * (passed - passed // 10)
    return None if number < 0 else Fraction(number) / rate
