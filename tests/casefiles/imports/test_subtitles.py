"""Subtitles give words with times, whatever their form, and bad bytes give nothing worse than fewer cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.imports.subtitles import Cue, parse

SRT = (
    b"1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>It rains</i>\r\nand pours\r\n\r\n"
    b"2\r\n01:00:00,5 --> 01:00:01,000\r\n{\\an8}Stop\r\n"
)
VTT = (
    b"\xef\xbb\xbfWEBVTT\nLanguage: en-GB\n\nNOTE no cue\n\nid\n"
    b"00:01.000 --> 00:02.500 line:0\n<v Ann>It rains &amp; pours\n"
)
TTML = (
    b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xml:lang="de"'
    b' xmlns:p="http://www.w3.org/ns/ttml#parameter" p:frameRate="25">'
    b'<body begin="1s"><div><p begin="00:00:01.500" end="00:00:02:05">Es<br/>regnet</p>'
    b'<p begin="500ms" dur="2s"><span>Halt</span></p></div></body></tt>'
)


def test_subrip_webvtt_and_ttml_are_read() -> None:
    assert parse(SRT) is not None
    assert [(cue.start, cue.end, cue.text) for cue in parse(SRT).cues] == [  # type: ignore[union-attr] # asserted
        (1000, 2500, "It rains\nand pours"),
        (3_600_500, 3_601_000, "Stop"),
    ]
    vtt, ttml = parse(VTT), parse(TTML)
    assert vtt is not None
    assert (vtt.form, vtt.language, vtt.cues) == ("WebVTT", "en-GB", (Cue(1000, 2500, "It rains & pours"),))
    assert ttml is not None
    assert (ttml.form, ttml.language) == ("TTML", "de")
    assert ttml.cues == (Cue(2500, 3200, "Es\nregnet"), Cue(1500, 3500, "Halt"))


def test_entities_of_a_hostile_ttml_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tt><body><p begin="1s">&b;</p></body></tt>'
    said = parse(bomb)
    assert said is not None
    assert said.cues == ()
    assert "entities" in said.remarks[0]


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x00\x00\x18ftypmp42", b"WEBVTT", b"<html><p>x</p></html>"])
def test_what_is_no_subtitle_gives_no_cue(data: bytes) -> None:
    said = parse(data)
    assert said is None or said.cues == ()


@given(st.sampled_from([SRT, VTT, TTML]), st.integers(0, 400), st.binary(max_size=4))
def test_damaged_subtitles_raise_nothing(data: bytes, place: int, noise: bytes) -> None:
    parse(data[:place] + noise + data[place + len(noise) :])
    parse(data[:place])
