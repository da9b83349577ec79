"""The main job through the command line, as a person or a script would give it: from files to a verified report."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from casefiles.cli.__main__ import COMMANDS, run
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

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
    """Return two seconds of footage."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    make(path, Scene(width=160, height=96, seed=5), plain(Fraction(25), Fraction(2)), Encoding(gop=10, bframes=0))
    return path


def parsed(text: str) -> Any:
    """Return what a command printed with --json."""
    return json.loads(text)


def test_the_demonstration_runs_the_whole_way_and_ends_by_naming_the_report(assay: Assay, tmp_path: Path) -> None:
    code, said, errors = assay("demo", tmp_path / "demo")
    assert (code, errors) == (0, "")
    reports = [Path(line.strip()) for line in said.splitlines() if "/exports/" in line]
    assert [path.name for path in reports] == ["report.pdf", "report.html", "report.json"]
    assert all(path.stat().st_size > 10_000 for path in reports)
    case = tmp_path / "demo" / "demonstration.assay"
    code, said, _ = assay("show", case, "--provenance", "--json")
    answers = [
        {one["name"]: one["result"] for one in each["value"][0]["dimensions"]}.get("binding to the bytes")
        for each in parsed(said)
    ]
    assert answers == ["matches", None, "does not match"]
    code, said, _ = assay("show", case, "--findings", "--json")
    # What the decoder makes of the damaged picture depends on its state, and with it how long the repeated run is.
    methods = [{one["method"] for one in each["value"]} for each in parsed(said)]
    assert all("repeated_frames" in found for found in methods)
    code, _, errors = assay("demo", tmp_path / "demo")
    assert code == 4
    assert "exists already" in errors


def test_a_case_goes_from_a_file_to_a_report_that_can_be_made_again(assay: Assay, clip: Path, tmp_path: Path) -> None:
    assert assay("init", "desk.assay", "--claim", "This happened.")[0] == 0
    code, said, _ = assay("acquire", "desk.assay", clip, "--from", "a reader", "--json")
    assert code == 0
    assert parsed(said)["acquired"][0]["acquisition"]["provided"]["received_from"] == "a reader"
    code, said, _ = assay("examine", "desk.assay", "--json")
    assert parsed(said)[0]["outcome"] == "complete"
    code, said, _ = assay("report", "desk.assay", "--json")
    assert code == 0
    first = parsed(said)
    code, said, _ = assay("verify", "desk.assay", "--json")
    assert (code, parsed(said)["problems"]) == (0, [])
    head = str(first["head"]["size"])
    code, said, _ = assay("report", "desk.assay", "--at", head, "--folder", tmp_path / "again", "--json")
    assert code == 0
    again = parsed(said)
    assert [(kind, sha256) for kind, _, sha256 in again["files"]] == [
        (kind, sha256) for kind, _, sha256 in first["files"]
    ]


def test_examining_twice_does_nothing_unless_an_exhibit_is_named(assay: Assay, clip: Path) -> None:
    assay("init", "desk.assay")
    assay("acquire", "desk.assay", clip)
    assert len(parsed(assay("examine", "desk.assay", "--json")[1])) == 1
    code, said, _ = assay("examine", "desk.assay")
    assert (code, said.startswith("Nothing to do")) == (0, True)
    assert parsed(assay("examine", "desk.assay", "E-0001", "--json")[1])[0]["id"] == "X-0002"


def test_two_examinations_of_one_file_measure_the_same(assay: Assay, clip: Path) -> None:
    assay("init", "desk.assay")
    assay("acquire", "desk.assay", clip)
    lines = []
    for _ in range(2):
        assay("examine", "desk.assay", "E-0001")
        lines.append(parsed(assay("show", "desk.assay", "E-0001", "--measurements", "--json")[1])[0]["value"])
    assert lines[0] == lines[1]


def test_every_way_of_showing_has_text_and_json(assay: Assay, clip: Path) -> None:
    assay("init", "desk.assay", "--claim", "It happened.")
    assay("acquire", "desk.assay", clip)
    assay("examine", "desk.assay")
    parts = ("--findings", "--provenance", "--container", "--tags", "--measurements", "--not-measured")
    for arguments in [(), ("E-0001",), *((part,) for part in parts), ("--events",), ("E-0001", "--series", "packets")]:
        code, said, errors = assay("show", "desk.assay", *arguments)
        assert (code, errors) == (0, "")
        assert said.strip()
        code, said, errors = assay("show", "desk.assay", *arguments, "--json")
        assert (code, errors) == (0, "")
        assert parsed(said) is not None


def test_bad_input_is_refused_with_a_line_an_advice_and_its_exit_code(assay: Assay, clip: Path, tmp_path: Path) -> None:
    assay("init", "desk.assay")
    (tmp_path / "folder").mkdir()
    cases = (
        (("show", "nothing.assay"), 3),
        (("show", tmp_path / "folder"), 3),
        (("init", "desk.assay"), 4),
        (("acquire", "desk.assay", "missing.mp4"), 8),
        (("acquire", "desk.assay", tmp_path / "folder"), 8),
        (("examine", "desk.assay", "E-0099"), 10),
        (("show", "desk.assay", "E-0099"), 10),
        (("report", "desk.assay", "--at", "77"), 10),
        (("acquire", "desk.assay", clip, "--declared", "xyz"), 2),
        (("nonsense",), 2),
    )
    for arguments, expected in cases:
        code, said, errors = assay(*arguments)
        assert (arguments, code) == (arguments, expected)
        assert "Traceback" not in said + errors
        assert (said + errors).strip()


def test_a_folder_among_the_files_does_not_hinder_the_others(assay: Assay, clip: Path, tmp_path: Path) -> None:
    assay("init", "desk.assay")
    (tmp_path / "folder").mkdir()
    code, said, _ = assay("acquire", "desk.assay", tmp_path / "folder", clip, "--json")
    assert code == 8
    assert [len(parsed(said)["acquired"]), len(parsed(said)["refused"])] == [1, 1]


def test_a_digest_that_the_sender_gave_is_compared_and_shown(assay: Assay, clip: Path) -> None:
    assay("init", "desk.assay")
    right, wrong = hashlib.md5(clip.read_bytes()).hexdigest(), "0" * 64
    code, said, _ = assay("acquire", "desk.assay", clip, "--declared", right, "--declared", f"sha256:{wrong}", "--json")
    compared = parsed(said)["acquired"][0]["acquisition"]["compared"]
    assert code == 0
    assert [(one["algorithm"], one["declared"] == one["computed"]) for one in compared] == [
        ("md5", True),
        ("sha256", False),
    ]


@pytest.mark.parametrize("victim", ["original", "event", "measurement", "picture", "report"])
def test_one_byte_changed_anywhere_is_reported_with_its_place(
    assay: Assay, clip: Path, tmp_path: Path, victim: str
) -> None:
    assay("init", "desk.assay")
    assay("acquire", "desk.assay", clip)
    assay("examine", "desk.assay")
    assay("report", "desk.assay", "--format", "json")
    case = tmp_path / "desk.assay"
    expected = {
        "original": lambda: change_file(next((case / "originals" / "sha256").glob("*/*"))),
        "picture": lambda: change_file(next((case / "derivatives" / "sha256").glob("*/*.png"))),
        "report": lambda: change_file(next((case / "exports").glob("*/report.json"))),
        "event": lambda: change_row(case, "event", "canon", "seq = 1", "event 1"),
        "measurement": lambda: change_row(
            case, "record", "line", "number = (SELECT min(number) FROM record WHERE kind = 'element')", "record"
        ),
    }[victim]()
    code, said, _ = assay("verify", case, "--json")
    assert code == 11
    problems = [f"{one['place']}: {one['what']}" for one in parsed(said)["problems"]]
    assert any(expected in problem for problem in problems), problems


def change_file(path: Path) -> str:
    """Change one byte in the middle of a file and return its name."""
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    path.chmod(0o444)
    return path.name


def change_row(case: Path, table: str, column: str, where: str, place: str) -> str:
    """Change one byte of a column behind the triggers' back and return how its place is called."""
    database = sqlite3.connect(case / "case.db")
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    ((value,),) = database.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchall()
    middle = len(value) // 2
    if isinstance(value, bytes):
        changed: object = value[:middle] + bytes([value[middle] ^ 1]) + value[middle + 1 :]
    else:
        changed = value[:middle] + chr(ord(value[middle]) ^ 1) + value[middle + 1 :]
    database.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (changed,))
    for _, sql in triggers:
        database.execute(sql)
    database.commit()
    database.close()
    return place


def test_a_case_that_was_moved_and_renamed_opens_and_verifies(assay: Assay, clip: Path, tmp_path: Path) -> None:
    assay("init", "desk.assay")
    assay("acquire", "desk.assay", clip)
    assay("examine", "desk.assay")
    (tmp_path / "elsewhere").mkdir()
    shutil.move(tmp_path / "desk.assay", tmp_path / "elsewhere" / "renamed.assay")
    code, said, _ = assay("verify", tmp_path / "elsewhere" / "renamed.assay", "--json")
    assert (code, parsed(said)["problems"]) == (0, [])
    assert assay("report", tmp_path / "elsewhere" / "renamed.assay", "--format", "html")[0] == 0


def test_hostile_names_reach_no_terminal_and_are_kept(assay: Assay, clip: Path, tmp_path: Path) -> None:
    assay("init", "desk.assay")
    names = [
        b"line\nbreak.mp4",
        b"red\x1b[31m.mp4",
        b"bytes\xff\xfe.mp4",
        "turned\u202e4pm.mp4".encode(),
        "فيديو 中文.mp4".encode(),
    ]
    for number, name in enumerate(names):
        source = os.fsencode(tmp_path) + b"/" + name
        path = Path(os.fsdecode(source))
        path.write_bytes(clip.read_bytes() + bytes(number))
        code, said, errors = assay("acquire", "desk.assay", path)
        assert code == 0
        assert not set(said + errors) & {"\x1b", "\u202e"}
    code, said, _ = assay("show", "desk.assay")
    assert code == 0
    assert "\x1b" not in said
    assert "中文" in said
    assert assay("examine", "desk.assay")[0] == 0
    assert assay("report", "desk.assay")[0] == 0


def test_without_a_key_and_without_anybody_to_ask_reading_works_and_writing_says_so(
    assay: Assay, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assay("init", "desk.assay")
    assay("acquire", "desk.assay", clip)
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "another home"))
    monkeypatch.delenv("ASSAY_PASSPHRASE")
    assert assay("show", "desk.assay")[0] == 0
    code, said, _ = assay("verify", "desk.assay", "--json")
    assert code == 0
    assert "event" not in parsed(said)["recorded"].split()[:1]
    code, _, errors = assay("examine", "desk.assay")
    assert code == 7
    assert "ASSAY_" in errors
    assert assay("report", "desk.assay")[0] == 6
    assert assay("report", "desk.assay", "--folder", tmp_path / "out", "--format", "json")[0] == 0


def test_a_wrong_passphrase_acquires_nothing_and_says_so_once(
    assay: Assay, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assay("init", "desk.assay")
    monkeypatch.setenv("ASSAY_PASSPHRASE", "another")
    code, said, errors = assay("acquire", "desk.assay", clip, clip)
    assert (code, said) == (7, "")
    assert errors.count("does not open the key of") == 1
    assert [path for path in Path("desk.assay").rglob("*") if path.is_file() and "incoming" in path.parts] == []
    assert "None yet" in assay("show", "desk.assay")[1]


def test_help_names_every_command(assay: Assay) -> None:
    code, said, _ = assay("--help")
    assert code == 0
    for name in COMMANDS:
        assert name in said
        assert assay(name, "--help")[0] == 0
