"""The second half of the work through the command line: board, statements, review, replay, final report, drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from casefiles.cli.__main__ import run
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import loop, plain

Assay = Callable[..., tuple[int, str, str]]


@pytest.fixture
def assay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Assay:
    """Return what runs a command as an examiner with a key of the test's own: (exit code, output, errors)."""
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ASSAY_PASSPHRASE", "a passphrase of the test")
    monkeypatch.setenv("ASSAY_EXAMINER", "Test Examiner")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return footage in which a second is shown twice."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    timeline = loop(plain(Fraction(25), Fraction(4)), first=40, count=30, times=1)
    make(path, Scene(width=160, height=96, seed=5), timeline, Encoding(gop=25, bframes=0))
    return path


def parsed(text: str) -> Any:
    """Return what a command printed with --json."""
    return json.loads(text)


@pytest.fixture
def desk(assay: Assay, clip: Path) -> Assay:
    """Return the commands, with an examined case desk.assay."""
    assay("init", "desk.assay", "--claim", "It happened once.")
    assay("acquire", "desk.assay", clip)
    assert assay("examine", "desk.assay")[0] == 0
    return assay


def test_from_findings_to_a_signed_report(desk: Assay, tmp_path: Path) -> None:
    shown = parsed(desk("board", "show", "desk.assay", "--json")[1])
    numbers = [one["number"] for one in shown["findings"]]
    assert numbers[0] == "F-0001"
    assert desk("board", "pair", "desk.assay", "unaltered")[0] == 0
    words = ("--because", "it fits", "--alternative", "a player")
    assert desk("board", "place", "desk.assay", "unaltered", "F-0001", "--side", "h2", *words)[0] == 0
    assert desk("board", "place", "desk.assay", "unaltered", "--rest", "--side", "neutral", *words)[0] == 0
    opinion = ("--towards", "h2", "--class", "inconsistent with an original", "--strength", "weak support")
    text = ("--text", "The findings fit H2 better than H1.")
    code, _, errors = desk("board", "opine", "desk.assay", "unaltered", *opinion, *text)
    assert (code, "one method alone" in errors) == (18, True)
    dissent = ("--dissent", "I saw it by eye.")
    assert desk("board", "opine", "desk.assay", "unaltered", *opinion, *text, *dissent)[0] == 0
    code, said, _ = desk("report", "desk.assay", "--final", "--format", "pdf", "--json")
    assert code == 0
    final = Path(parsed(said)["files"][0][1])
    assert final.name == "final.pdf"
    assert b"/Sig" in final.read_bytes()
    events = str(parsed(said)["head"]["size"])
    attached = pypdfium2.PdfDocument(final)
    inside = {one.get_name(): one for one in map(attached.get_attachment, range(attached.count_attachments()))}
    (tmp_path / "final.json").write_bytes(bytes(inside["report.json"].get_data()))
    attached.close()
    again = ("--folder", tmp_path / "again", "--format", "pdf", "--json")
    code, said, errors = desk("report", "desk.assay", "--at", events, "--like", tmp_path / "final.json", *again)
    assert code == 0, errors
    before = Path(parsed(said)["files"][0][1]).read_bytes()
    assert final.read_bytes().startswith(before)
    assert desk("report", "desk.assay", "--like", tmp_path / "final.json")[0] == 2
    (tmp_path / "draft.json").write_text("{}")
    code, _, errors = desk("report", "desk.assay", "--at", events, "--like", tmp_path / "draft.json")
    assert (code != 0, "no report in JSON" in errors) == (True, True)
    assert desk("verify", "desk.assay")[0] == 0
    code, _, errors = desk("report", "desk.assay", "--final", "--card")
    assert code == 2


def test_every_command_has_text_and_json_and_says_what_is_wrong(desk: Assay, tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text('summary = "In short."\n[E-0001]\ngeneration = "A copy."\n')
    (tmp_path / "scale.toml").write_text("no scale")
    (tmp_path / "list.toml").write_text('[[redact]]\ntext = "Test Examiner"\nreason = "safety"\n')
    for arguments in (
        ("board", "claim", "desk.assay", "--text", "Other.", "--reason", "clearer"),
        ("board", "pair", "desk.assay", "x", "--h1", "A.", "--h2", "B.", "--aspect", "context"),
        ("board", "show", "desk.assay"),
        ("statement", "desk.assay", "--form", "form.toml"),
        ("statement", "desk.assay"),
        ("review", "desk.assay", "comment", "--text", "Read."),
        ("report", "desk.assay", "--redact", "list.toml", "--format", "json"),
    ):
        code, said, errors = desk(*arguments)
        assert (code, errors, bool(said.strip())) == (0, "", True), arguments
        reason = ("--reason", "again") if arguments[1] == "pair" else ()
        code, said, errors = desk(*arguments, *reason, "--json")
        assert (code, errors) == (0, ""), arguments
        assert parsed(said) is not None
    for heavy in (("certificate", "desk.assay", "fre902-14"), ("report", "desk.assay", "--card")):
        code, said, _ = desk(*heavy, "--json")
        assert (code, Path(parsed(said)["files"][0][1]).suffix) == (0, ".pdf")
    for arguments, expected in (
        (("board", "pair", "desk.assay", "nothing"), 10),
        (("board", "dissent", "desk.assay", "O-0009", "--text", "x"), 10),
        (("board", "scale", "desk.assay", "scale.toml", "--kind", "class"), 16),
        (("statement", "desk.assay", "--field", "colour", "--text", "x"), 10),
        (("statement", "desk.assay", "--form", "scale.toml"), 16),
        (("review", "desk.assay", "comment"), 16),
        (("replay", "desk.assay", "E-0009"), 10),
        (("report", "desk.assay", "--redact", "scale.toml"), 16),
        (("report", "desk.assay", "--final", "--pkcs12", "missing.p12"), 7),
    ):
        code, _, errors = desk(*arguments)
        assert code == expected, (arguments, errors)
        assert len(errors.strip().splitlines()) == 2


def test_a_blank_form_can_be_filled_and_given_back(desk: Assay, tmp_path: Path) -> None:
    code, form, _ = desk("statement", "desk.assay", "--blank-form")
    assert code == 0
    (tmp_path / "form.toml").write_text(form.replace('question = ""', 'question = "What does it show?"'), "utf-8")
    code, said, _ = desk("statement", "desk.assay", "--form", "form.toml", "--json")
    assert [(one["field"], one["text"]) for one in parsed(said)] == [("question", "What does it show?")]


def test_a_replay_gives_the_same_for_all_and_stands_in_the_report(desk: Assay) -> None:
    code, said, _ = desk("replay", "desk.assay", "--json")
    (made,) = parsed(said)
    assert (code, made["differs"], made["not_repeatable"]) == (0, 0, 0)
    assert desk("replay", "desk.assay", "--each")[1].count("SAME") > 50
    code, said, _ = desk("report", "desk.assay", "--format", "json", "--json")
    report = parsed(Path(parsed(said)["files"][0][1]).read_text("ascii"))
    (shown,) = report["persons"]["replays"]
    assert shown["lines_in_all"] == 0


def test_the_self_test_passes_and_a_case_takes_it_over(desk: Assay) -> None:
    code, said, _ = desk("selftest", "desk.assay", "--json")
    outcome = parsed(said)
    assert (code, all(check["passed"] for check in outcome["checks"])) == (0, True)
    assert len(outcome["checks"]) > 15
    assert desk("verify", "desk.assay")[0] == 0
