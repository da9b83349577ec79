"""A second reader runs confined, or not at all; whatever it answers is bounded text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from forensics import outside
from forensics.outside import READERS, read_with
from forensics.types import NotMeasured, Tag
from tests.forensics.media.handmade import clip

linux = pytest.mark.skipif(sys.platform != "linux", reason="the confinement of other programs needs Linux")


@pytest.fixture
def exhibit(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(clip("mp4"))
    return path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what puts a script of this interpreter in the place of ExifTool."""

    def put(text: str) -> None:
        place = tmp_path / "programs" / "exiftool"
        place.parent.mkdir()
        monkeypatch.setattr(outside, "FOLDERS", (str(place.parent),))
        place.write_text(f"#!{sys.executable} -S\n{text}\n")
        place.chmod(0o755)

    return put


def _reason(exhibit: Path, reader: str = "exiftool") -> str:
    (result,) = read_with(reader, exhibit)
    assert isinstance(result.outcome, NotMeasured)
    return result.outcome.reason


def test_an_unknown_reader_and_one_that_is_not_installed_say_so(exhibit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no second reader of this name" in _reason(exhibit, "other")
    monkeypatch.setattr(outside, "FOLDERS", ("/nowhere",))
    assert "is not installed" in _reason(exhibit)


@linux
def test_what_a_reader_prints_becomes_tags_with_its_version(exhibit: Path, stand_in: Callable[[str], None]) -> None:
    stand_in(
        "import json, sys\nprint(json.dumps([{'SourceFile': sys.argv[-1], 'ExifTool:ExifToolVersion': 1.5,"
        "'System:FileName': 'x', 'QuickTime:CreateDate': '2020:01:01 00:00:00', 'Keys:List': ['a', 2]}]))"
    )
    results = list(read_with("exiftool", exhibit))
    assert {(one.method, one.version) for one in results} == {("exiftool", "1.5")}
    tags = [one.outcome for one in results if isinstance(one.outcome, Tag)]
    assert [(tag.group, tag.name, tag.value) for tag in tags] == [
        ("QuickTime", "CreateDate", "2020:01:01 00:00:00"),
        ("Keys", "List", "a, 2"),
    ]


@linux
@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import os; os.fork()",
        "open({beside!r})",
        "open({beside!r}, 'w')",
        "import subprocess; subprocess.run(['/bin/true'], check=True)",
        "import os; os.kill(os.getppid(), 9)",
    ],
)
def test_a_reader_cannot_leave_its_confinement(
    exhibit: Path, stand_in: Callable[[str], None], attempt: str, tmp_path: Path
) -> None:
    beside = tmp_path / "secret.txt"
    beside.write_text("secret")
    text = attempt.format(beside=str(beside))
    stand_in(
        f"try:\n    {text}\nexcept OSError as error:\n"
        "    raise SystemExit(f'refused {type(error).__name__}')\nprint('[]')"
    )
    assert "refused" in _reason(exhibit)
    assert beside.read_text() == "secret"


@linux
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("print('hello')", "no JSON"),
        ('print(\'[{"a": 1, "a": 2}]\')', "no JSON"),
        ("print('[' * 100000)", "no JSON"),
        ("print('[]')", "read no tag"),
        ("print('{\"media\": [1, null, {}]}')", "read no tag"),
        ("import os, signal; os.abort()", "ended with status"),
    ],
)
def test_a_lying_reader_becomes_a_reason(
    exhibit: Path, stand_in: Callable[[str], None], text: str, reason: str
) -> None:
    stand_in(text)
    assert reason in _reason(exhibit)


@linux
def test_a_reader_that_prints_without_end_is_stopped(
    exhibit: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("while True:\n    print('x' * 1000000)")
    assert "more than" in _reason(exhibit) or "no JSON" in _reason(exhibit)


@linux
def test_a_reader_that_hangs_is_ended(
    exhibit: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "SECONDS", 2)
    stand_in("import time\ntime.sleep(60)")
    assert "no answer within" in _reason(exhibit)


@pytest.mark.parametrize("reader", sorted(READERS))
def test_the_real_reader_reads_a_real_clip(exhibit: Path, reader: str) -> None:
    if not any(os.access(f"{folder}/{reader}", os.X_OK) for folder in outside.FOLDERS):
        pytest.skip(f"{reader} is not installed")
    results = list(read_with(reader, exhibit))
    assert all(one.method == reader for one in results)
    assert len(results) > 10
