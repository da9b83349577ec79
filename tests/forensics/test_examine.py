"""The whole of examine in the confined process: every step gives results, and no socket is ever tried."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forensics.confinement import Limits
from forensics.footage.demo import DemoFootage, make_demo
from forensics.types import C2paPresence, C2paReading, Element, Measurement, NotMeasured, Picture, Result, Series, Tag
from forensics.worker import Job, measure, path_code

WITHOUT_SOCKETS = """
import sys
from pathlib import Path
from forensics.confinement import Allowed, Limits, confine, program_paths
from forensics.examine import run
from forensics.types import Result
from forensics.worker import Job, path_code
scratch, exhibits = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
confine(Limits(), Allowed((*program_paths(), *exhibits), (scratch, Path("/dev/null"))), deadly=True)
results = 0
for exhibit in exhibits:
    job = Job("examine", path_code(exhibit), exhibit.name, path_code(scratch), (), Limits(), ())
    results += sum(isinstance(line, Result) for line in run(job))
print(results)
"""

ONE_SOCKET = """
import socket, sys
from pathlib import Path
from forensics.confinement import Allowed, Limits, confine, program_paths
confine(Limits(), Allowed(tuple(program_paths()), (Path(sys.argv[1]),)), deadly=True)
socket.socket()
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFootage:
    """Return the demonstration's clips."""
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def results(demo: DemoFootage, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """Return everything that is measured of the signed clip."""
    scratch = tmp_path_factory.mktemp("scratch")
    job = Job("examine", path_code(demo.signed), "disputed.mp4", path_code(scratch), (), Limits(), ())
    return [line for line in measure(job, cancelled=lambda: False) if isinstance(line, Result)]


def of(results: list[Result], kind: type) -> Iterator[object]:
    return (one.outcome for one in results if isinstance(one.outcome, kind))


def test_every_step_gives_its_results(results: list[Result]) -> None:
    methods = {result.method for result in results}
    assert {"worker", "container", "clocks", "c2pa", "media", "fingerprint", "pictures", "signals"} <= methods
    assert any(isinstance(one, Element) and one.kind == "moov" for one in of(results, Element))
    assert {one.reader for one in of(results, Tag) if isinstance(one, Tag)} >= {"ffmpeg"}
    tables = {one.quantity for one in of(results, Series) if isinstance(one, Series)}
    assert {"packets", "frames", "sound.level", "fingerprint.imagehash"} <= tables
    assert any(isinstance(one, Picture) for one in of(results, Picture))


def test_the_encoder_speaks_in_the_supplemental_messages(results: list[Result]) -> None:
    said = [
        one.value for one in of(results, Measurement) if isinstance(one, Measurement) and one.quantity == "encoder.name"
    ]
    assert any(str(value).startswith("x264") for value in said)


def test_nothing_failed_inside_a_method(results: list[Result]) -> None:
    reasons = [one.reason for one in of(results, NotMeasured) if isinstance(one, NotMeasured)]
    assert not [reason for reason in reasons if "the method failed" in reason]


def test_the_credential_is_read_dimension_by_dimension(results: list[Result]) -> None:
    (reading,) = of(results, C2paReading)
    assert isinstance(reading, C2paReading)
    assert reading.presence is C2paPresence.PRESENT
    answers = {one.name: one.result for one in reading.dimensions}
    assert answers["binding to the bytes"] == "matches"
    assert answers["trust"] == "trust was not evaluated"


@pytest.mark.skipif(sys.platform != "linux", reason="system call filters exist on Linux only")
def test_the_whole_of_examine_tries_no_socket(demo: DemoFootage, tmp_path: Path) -> None:
    # The filter ends the process at the first socket: that it comes to its end shows that there was none.
    files = [str(demo.signed), str(demo.copied), str(demo.changed)]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS, str(tmp_path), *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


@pytest.mark.skipif(sys.platform != "linux", reason="system call filters exist on Linux only")
def test_files_that_invite_to_the_network_are_examined_without_a_socket(shared_media: Path, tmp_path: Path) -> None:
    # A remote manifest, identities that name a web address, answers about revocation that could be asked for.
    inviting = (
        "c2pars_cloud.jpg",
        "real_aca_cawg_ica_trustmark.jpeg",
        "cawg_ica_success.jpg",
        "real_lightroom_remote.jpg",
    )
    files = [str(shared_media / "provenance" / name) for name in inviting]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS, str(tmp_path), *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="system call filters exist on Linux only")
def test_a_single_socket_would_have_ended_that_process(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ONE_SOCKET, str(tmp_path)], capture_output=True, check=False)
    assert done.returncode < 0
