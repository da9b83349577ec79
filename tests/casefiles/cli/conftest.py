"""Running commands as an examiner with a key of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casefiles import keys
from casefiles.cli.__main__ import run

PASSPHRASE = "a passphrase of the test"


@dataclass(frozen=True)
class Said:
    """What a command left: exit code, output and errors."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return what was printed with --json."""
        assert self.code == 0, self.err
        return json.loads(self.out)


Desk = Callable[..., Said]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the homes of two examiners; made once, because a key costs half a second on purpose."""
    made = {name: tmp_path_factory.mktemp(name.split()[0]) for name in ("Jane Doe", "Omar Haddad")}
    for name, home in made.items():
        keys.create(home, name=name, passphrase=PASSPHRASE)
    return made


@pytest.fixture
def desk(
    tmp_path: Path, homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Return what runs a command, as Jane Doe unless ``by`` names Omar Haddad."""
    monkeypatch.setenv("ASSAY_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path, by: str = "Jane Doe") -> Said:
        monkeypatch.setenv("ASSAY_HOME", str(homes[by]))
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture
def desk_case(desk: Desk, tmp_path: Path) -> Path:
    """Return a case of Jane's with one exhibit."""
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"".join(number.to_bytes(4, "big") for number in range(50_000)))
    assert desk("init", "desk.assay", "--claim", "It rained.").code == 0
    assert desk("acquire", "desk.assay", clip, "--from", "a reader").code == 0
    return tmp_path / "desk.assay"
