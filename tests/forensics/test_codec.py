"""The worker's lines: every record survives the way there and back, and nothing else gets through."""

from __future__ import annotations

import dataclasses
import json
import typing
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics import types
from forensics.codec import (
    CodecError,
    clean_text,
    decode_as,
    decode_finding,
    decode_line,
    encode,
    indented,
    parse_json,
    plain,
)
from forensics.description import MethodDescription
from forensics.detector import described
from forensics.registry import detectors

TEXT = st.text(max_size=40)
SMALL = st.integers(-(2**63), 2**64)
RATIO = st.fractions()
FLOAT = st.floats(allow_nan=False, allow_infinity=False)

st.register_type_strategy(Fraction, RATIO)
st.register_type_strategy(float, FLOAT)
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
st.register_type_strategy(int, SMALL)

RESULTS = st.builds(types.Result, outcome=st.one_of([st.from_type(kind) for kind in typing.get_args(types.Outcome)]))
LINES = st.one_of(RESULTS, st.from_type(types.Progress), st.from_type(types.Ended))


@given(LINES)
def test_every_line_survives_the_way_there_and_back(line: types.Line) -> None:
    assert decode_line(encode(line)) == line


@given(st.from_type(types.Finding))
def test_every_finding_survives_the_way_there_and_back(finding: types.Finding) -> None:
    assert decode_finding(encode(finding)) == finding


@given(LINES)
def test_equal_records_give_equal_lines_of_plain_ascii(line: types.Line) -> None:
    text = encode(line)
    assert text.isascii()
    assert "\n" not in text
    assert encode(decode_line(text)) == text


@given(LINES | st.from_type(types.Finding) | st.tuples(LINES, st.none(), st.booleans(), st.just(()), st.text()))
def test_indented_gives_what_the_library_gives(record: object) -> None:
    assert indented(record).decode("ascii") == json.dumps(plain(record), indent=1, sort_keys=True)


@pytest.mark.parametrize("value", [float("nan"), {"a": 1}, (1, object())])
def test_indented_refuses_what_has_no_place_in_a_record(value: object) -> None:
    with pytest.raises(CodecError):
        indented(value)


def test_a_list_may_be_as_long_as_the_log_of_a_large_case() -> None:
    many = tuple(range(100_001))
    assert decode_as(tuple[int, ...], indented(many).decode("ascii")) == many


@given(st.text())
def test_a_text_that_is_no_record_is_refused_with_a_codec_error(text: str) -> None:
    with pytest.raises(CodecError):
        decode_line(text)


@given(LINES, st.data())
def test_a_line_with_one_character_changed_is_another_record_or_refused(line: types.Line, data: st.DataObject) -> None:
    text = encode(line)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=126).filter(lambda c: c != text[place]))
    try:
        decoded = decode_line(text[:place] + other + text[place + 1 :])
    except CodecError:
        return
    # The decoded record may equal the first only where a number was written in another way (1.0 and 1.00).
    assert decoded != line or encode(decoded) == text


def test_a_description_of_before_there_were_grounds_is_still_read() -> None:
    told = described(next(one for one in detectors() if one.id == "discontinuity"))
    now = json.loads(encode(told))
    assert now.pop("grounds")
    assert decode_as(MethodDescription, json.dumps(now)) == dataclasses.replace(told, grounds=())
    now.pop("family")
    with pytest.raises(CodecError):
        decode_as(MethodDescription, json.dumps(now))


def test_there_is_one_zero() -> None:
    negative, zero = (encode(types.Result("m", "1", types.Measurement("q", value, "s"))) for value in (-0.0, 0.0))
    assert negative == zero
    assert "-0" not in negative


GOOD = encode(types.Result("m", "1", types.Measurement("q", 1.5, "s")))

LIARS = {
    "not a number": GOOD.replace("1.5", "NaN"),
    "infinity": GOOD.replace("1.5", "Infinity"),
    "a number that overflows": GOOD.replace("1.5", "1e999"),
    "null for a value": GOOD.replace("1.5", "null"),
    "a list for a value": GOOD.replace("1.5", "[1.5]"),
    "a whole number too large": GOOD.replace("1.5", "9" * 60),
    "a whole number of ten thousand digits": GOOD.replace("1.5", "9" * 10_000),
    "a key too many": GOOD.replace('{"is":"Result"', '{"extra":1,"is":"Result"'),
    "a key twice": GOOD.replace('{"is":"Result"', '{"is":"Result","is":"Result"'),
    "a key missing": GOOD.replace('"method":"m",', ""),
    "an unknown kind": GOOD.replace('"is":"Measurement"', '"is":"Opinion"'),
    "a kind that is a list": GOOD.replace('"is":"Measurement"', '"is":["Measurement"]'),
    "nested beyond measure": "[" * 100_000,
    "a lone surrogate": GOOD.replace('"q"', r'"\ud800"'),
    "a ratio over zero": GOOD.replace("1.5", '{"is":"Fraction","value":"1/0"}'),
    "a ratio not in lowest terms": GOOD.replace("1.5", '{"is":"Fraction","value":"2/4"}'),
    "a ratio with a sign below": GOOD.replace("1.5", '{"is":"Fraction","value":"1/-4"}'),
    "a ratio of other digits": GOOD.replace("1.5", '{"is":"Fraction","value":"\\u0661/4"}'),
    "a ratio without end": GOOD.replace("1.5", '{"is":"Fraction","value":"' + "1" * 100 + '/3"}'),
    "a bare value": "1",
    "two lines": GOOD + "\n" + GOOD,
}


@pytest.mark.parametrize("name", sorted(LIARS))
def test_a_liar_is_refused(name: str) -> None:
    with pytest.raises(CodecError):
        decode_line(LIARS[name])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"bytes", {"a": 1}])
def test_what_is_no_value_cannot_be_encoded(value: object) -> None:
    with pytest.raises(CodecError):
        encode(types.Result("m", "1", types.Measurement("q", value, "s")))  # type: ignore[arg-type] # the lie is the test


def test_a_lone_surrogate_is_written_out_and_not_lost() -> None:
    line = decode_line(encode(types.Result("m", "1", types.Tag("r", "g", "n", "a\udc80b"))))
    assert isinstance(line, types.Result)
    assert line.outcome == types.Tag("r", "g", "n", "a\\udc80b")
    assert clean_text("é\ud800") == "é\\ud800"


def test_a_line_that_is_too_long_is_refused_both_ways() -> None:
    with pytest.raises(CodecError, match="at most"):
        encode(types.Result("m", "1", types.Tag("r", "g", "n", "x" * 9_000_000)))
    with pytest.raises(CodecError, match="at most"):
        parse_json("[" + "1," * 5_000_000 + "1]")
    with pytest.raises(CodecError):
        decode_line(encode(types.Result("m", "1", types.Tag("r", "g", "n", "x" * 2_000_000))))
