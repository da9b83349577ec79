"""The first page says in plain words what is known, what is not, and what to do; it concludes nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casefiles.firstpage import CAUTION, Section, first_page
from casefiles.views import (
    AcquisitionRow,
    ComparedDigest,
    DigestRow,
    ExaminationId,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    FileTimes,
    Provided,
)
from forensics.types import Assurance, Finding, Measurement, NotMeasured, Result, Signal, WholeFile

ROW = ExhibitRow(
    ExhibitId("E-0001"), "clip.mp4", 1000, (DigestRow("sha256", "ab" * 32, ""),), "originals/x", 1, None, "", "", 0, 0
)
ACQUISITION = AcquisitionRow(
    "A-0001", ROW.id, "clip.mp4", "clip.mp4", "file", FileTimes("", "", "", ""), Provided(received_from="a reader"),
    (), "Ada", "machine", "clock", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z", 1,
)  # fmt: skip
EXAMINATION = ExaminationRow(ExaminationId("X-0001"), ROW.id, "", "", "Ada", "complete", 1, 1, 1, (), 2)
UNEXAMINED = ExhibitDetail(ROW, (ACQUISITION,), None, (), (), (), ())


def examined(*outcomes: Measurement | NotMeasured | Signal, findings: tuple[Finding, ...] = ()) -> ExhibitDetail:
    results = tuple(Result("method", "1", outcome) for outcome in outcomes)
    return replace(UNEXAMINED, examination=EXAMINATION, results=results, findings=findings)


def finding(observation: str) -> Finding:
    return Finding("m", "1", "c", observation, (WholeFile(),), (), ("an innocent reason",), ("a limit",))


def section(detail: ExhibitDetail, heading: str) -> Section:
    return next(part for part in first_page(detail) if part.heading == heading)


def test_before_an_examination_it_says_that_nothing_is_known_and_to_examine() -> None:
    assert section(UNEXAMINED, "What speaks from the file").lines == ()
    assert "before the exhibit is examined" in section(UNEXAMINED, "What speaks from the file").nothing
    assert section(UNEXAMINED, "What to do next").lines[0].startswith("Examine it")


def test_a_senders_digest_is_compared_in_words() -> None:
    compared = (ComparedDigest("sha256", "ab", "ab"), ComparedDigest("md5", "01", "02"))
    detail = replace(UNEXAMINED, acquisitions=(replace(ACQUISITION, compared=compared),))
    words = "\n".join(section(detail, "What was preserved").lines)
    assert "sha256 that the sender gave is the same" in words
    assert "md5 that the sender gave DIFFERS" in words


def test_no_digest_from_the_sender_is_said_to_leave_the_way_open() -> None:
    assert any(
        "nothing says that it arrived as it was sent" in x for x in section(UNEXAMINED, "What was preserved").lines
    )


def test_silence_of_the_file_supports_nothing() -> None:
    assert CAUTION in section(examined(), "What speaks from the file").nothing
    assert CAUTION in section(examined(), "What to do next").lines


def test_findings_statements_and_gaps_are_told_each_in_its_section() -> None:
    signal = Signal("label", "made with a program", Assurance.UNSIGNED, "anybody with the file", "little")
    detail = examined(signal, NotMeasured("sound", "there is none"), findings=(finding("30 frames come twice"),))
    speaks = section(detail, "What speaks from the file").lines
    assert any("30 frames come twice" in line for line in speaks)
    assert any("not signed; could be written by anybody" in line for line in speaks)
    assert section(detail, "What could not be measured").lines == ("sound: there is none",)


def test_gaps_are_told_by_reason_and_what_is_no_gap_is_left_out() -> None:
    clocks = [
        NotMeasured(f"clock.mvhd.{name}.utc", "the writer did not set it") for name in ("creation", "modification")
    ]
    asked = NotMeasured("coded_blocks", "it runs only when it is asked for (few questions need it)")
    judging = NotMeasured("structure_marks", "It watches no packets, pictures or sound; it judges the tags.")
    sound = [NotMeasured(f"method_{n}", "no stream of sound") for n in range(6)]
    assert section(examined(*clocks, asked, judging, *sound), "What could not be measured").lines == (
        "2 times that the container can hold: the writer did not set it",
        "method_0, method_1, method_2, method_3 and 2 more: no stream of sound",
        "Methods that run only when you ask for them: coded_blocks.",
    )


def test_a_sentence_knows_its_template_so_that_it_can_be_said_in_another_language() -> None:
    line = section(examined(NotMeasured("sound", "there is none")), "What could not be measured").lines[0]
    assert (line.template, line.values) == ("{names}: {reason}", {"names": "sound", "reason": "there is none"})
    assert line.template.format(**line.values) == line


def test_an_examination_that_ended_early_is_to_be_repeated() -> None:
    detail = replace(examined(), examination=replace(EXAMINATION, outcome="ended early: it hung"))
    assert "ended early: it hung" in section(detail, "What to do next").lines[0]


def test_long_lists_are_cut_and_say_so() -> None:
    detail = examined(findings=tuple(finding(f"observation {n}") for n in range(40)))
    assert section(detail, "What speaks from the file").lines[-1] == "… and 28 more findings: see their own page."


@given(text=st.text(max_size=200))
def test_hostile_text_comes_out_visible_and_on_one_line(text: str) -> None:
    detail = examined(NotMeasured(text, text), findings=(finding(text),))
    for part in first_page(detail):
        for line in part.lines:
            assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", line)


def test_the_page_uses_no_word_that_concludes() -> None:
    signal = Signal("label", "statement", Assurance.SIGNED, "key holder", "little")
    words = " ".join(
        f"{part.heading} {part.nothing} {' '.join(part.lines)}"
        for detail in (UNEXAMINED, examined(signal, NotMeasured("q", "r"), findings=(finding("o"),)))
        for part in first_page(detail)
    ).lower()
    for word in ("fake", "authentic", "genuine", "tampered", "manipulated", "proves", "verdict", "probability"):
        assert word not in words
