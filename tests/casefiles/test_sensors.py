"""A fingerprint has a device, a source and a person; an examination names the ones that it compared with."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from casefiles import sensors, workbench
from casefiles.case import Case
from casefiles.cli.__main__ import run
from casefiles.computations import computations
from casefiles.errors import EntryRefused, ExaminationFailed, UnknownItem
from casefiles.keys import Signer
from casefiles.replay import replay
from casefiles.sensors import SensorFingerprint, VouchedSensor
from casefiles.views import ExhibitId, Watcher

WORDS = "four plain words here"
SIDE = 512
VOUCHED = VouchedSensor("Camera no 1", "taken at the desk", "Ada Example")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return six pictures by one sensor, the last for the case."""
    folder = tmp_path_factory.mktemp("pictures")
    random = np.random.default_rng(2)
    pattern = random.normal(0, 1, (SIDE, SIDE))
    made = []
    for number in range(6):
        scene = cv2.resize(random.uniform(80, 180, (7, 7)).astype(np.float32), (SIDE, SIDE))
        seen = scene * (1 + 0.03 * pattern) + random.normal(0, 2, scene.shape)
        made.append(folder / f"{number}.png")
        cv2.imwrite(str(made[-1]), np.clip(np.rint(seen), 0, 255).astype(np.uint8))
    return made


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, pictures: list[Path]
) -> tuple[Path, Path, Signer, SensorFingerprint]:
    """Return a case with one picture, the home, the key, and the fingerprint made of the other five."""
    folder = tmp_path_factory.mktemp("sensors")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSAY_HOME", str(folder / "home"))
        signer = workbench.create_key("Ada Example", WORDS)
        path = folder / "c.assay"
        workbench.init(path, name="c", claim="", signer=signer)
        workbench.acquire(path, (pictures[5],), signer=signer)
        made = sensors.add(pictures[:5], VOUCHED)
    return path, folder / "home", signer, made


@pytest.fixture(autouse=True)
def _home(desk: tuple[Path, Path, Signer, SensorFingerprint], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(desk[1]))
    monkeypatch.setenv("ASSAY_PASSPHRASE", WORDS)


def test_a_fingerprint_keeps_who_vouched_for_which_pictures(
    desk: tuple[Path, Path, Signer, SensorFingerprint], capsys: pytest.CaptureFixture[str]
) -> None:
    made = desk[3]
    assert (made.device, made.by, made.pictures, made.width) == ("Camera no 1", "Ada Example", 5, SIDE)
    assert [one.name for one in made.files] == [f"{n}.png" for n in range(5)]
    assert run(["sensor", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["id"] == made.id


def test_an_exhibit_is_compared_by_name_and_the_replay_gives_the_same(
    desk: tuple[Path, Path, Signer, SensorFingerprint], capsys: pytest.CaptureFixture[str]
) -> None:
    path, _, signer, made = desk
    assert run(["sensor", "compare", str(path), "E-0001"]) == 0
    assert "agrees with the fingerprint" in capsys.readouterr().out
    (row,) = workbench.examinations_of(path, ExhibitId("E-0001"))
    facts = dict(row.environment)
    assert made.sha256 in facts[f"sensor fingerprint {made.id}"]
    with Case.open(path, signer=signer) as case:
        (again,) = replay(case, watcher=Watcher())
    assert (again.differs, again.outcome) == (0, "complete")


def test_without_being_asked_nothing_is_compared(desk: tuple[Path, Path, Signer, SensorFingerprint]) -> None:
    assert sensors.beside(()) == sensors.Beside()
    assert desk[3].id in [name for name, _ in sensors.beside(("sensor_noise",)).originals]


def test_what_is_no_fingerprint_is_refused_in_words(pictures: list[Path], tmp_path: Path) -> None:
    with pytest.raises(EntryRefused, match="who vouches"):
        sensors.add(pictures[:5], VouchedSensor("Camera", "", "Ada"))
    with pytest.raises(EntryRefused, match="too few"):
        sensors.add(pictures[:2], VOUCHED)
    with pytest.raises(EntryRefused, match="stands already"):
        sensors.add(pictures[:5], VOUCHED)
    with pytest.raises(EntryRefused, match="named twice"):
        sensors.add([pictures[0], pictures[0]], VOUCHED)
    text = tmp_path / "a.png"
    text.write_text("no picture")
    with pytest.raises(ExaminationFailed, match="file 1"):
        sensors.add([text], VOUCHED)
    with pytest.raises(UnknownItem):
        sensors.withdraw("sensor-none", by="Ada", reason="x")


def test_a_pattern_that_was_changed_is_refused_and_a_withdrawn_one_keeps_its_record(
    desk: tuple[Path, Path, Signer, SensorFingerprint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    shutil.copytree(desk[1], tmp_path / "home")
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    pattern = tmp_path / "home" / "sensors" / desk[3].id / "pattern.npy"
    pattern.chmod(0o600)
    pattern.write_bytes(pattern.read_bytes()[:-1] + b"x")
    with pytest.raises(EntryRefused, match="is not the one"):
        sensors.beside(("sensor_noise",))
    assert run(["sensor", "withdraw", desk[3].id, "--by", "Ada", "--reason", "another device"]) == 0
    assert sensors.own_sensors() == ()
    assert "another device" in sensors.every()[0].withdrawn
    assert ("sensor fingerprints", "none at hand") in sensors.beside(("sensor_noise",)).facts


def test_a_hum_is_held_against_a_log_and_kept_only_when_asked(
    tmp_path: Path, desk: tuple[Path, Path, Signer, SensorFingerprint], capsys: pytest.CaptureFixture[str]
) -> None:
    import datetime
    import wave

    signer, rate = desk[2], 4000
    random = np.random.default_rng(4)
    hertz = 50 + 0.02 * np.convolve(random.normal(0, 1, 400), np.ones(30) / 5, "same")
    heard = np.repeat(hertz[150:250], rate) + np.zeros(100 * rate)
    samples = 8000 * np.sin(2 * np.pi * np.cumsum(heard) / rate) + random.normal(0, 200, len(heard))
    sound, log = tmp_path / "hum.wav", tmp_path / "log.csv"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    start = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
    rows = [f"{(start + datetime.timedelta(seconds=n)).isoformat()},{value:.5f}" for n, value in enumerate(hertz)]
    log.write_text("\n".join(rows))
    path = tmp_path / "hum.assay"
    workbench.init(path, name="hum", claim="", signer=signer)
    workbench.acquire(path, (sound,), signer=signer)
    workbench.examine(path, signer=signer)
    command = ["hum", str(path), "E-0001", "--log", str(log), "--source", "a university", "--date", "2026-11-27"]
    assert run([*command, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kept"] is None
    best = datetime.datetime.fromisoformat(found["compared"]["best"]["at"])
    assert abs((best - start).total_seconds() - 154) <= 2  # the first value is of the first 8 s
    assert run([*command, "--keep"]) == 0
    assert "kept (event" in capsys.readouterr().out
    with Case.open(path) as case:
        (kept,) = computations(case)
    assert ("source of the log", "a university") in kept.sheet.given
    assert run([*command[:-1], "yesterday"]) == EntryRefused.exit_code
    log.write_text("x,y")
    assert run(command) == EntryRefused.exit_code
