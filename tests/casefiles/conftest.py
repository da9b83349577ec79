"""Cases, examiners and clocks for the tests of the case folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casefiles import keys, vault
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.views import Provided
from forensics.codec import encode
from forensics.types import Finding, Measurement, Result

PASSPHRASE = "four plain words here"
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class SteppingClock:
    """A clock that moves on by one second at each reading."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        """Return the next second."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def state(self) -> str:
        """Return what the system would say."""
        return "set by the test"


@pytest.fixture(scope="session")
def jane(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """Return an examiner; made once, because a key costs half a second on purpose."""
    return keys.create(tmp_path_factory.mktemp("jane"), name="Jane Doe", passphrase=PASSPHRASE)


@pytest.fixture(scope="session")
def omar(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    """Return another examiner."""
    return keys.create(tmp_path_factory.mktemp("omar"), name="Omar Haddad", passphrase=PASSPHRASE)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Return a source of 200,000 bytes that repeat nowhere."""
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"".join(number.to_bytes(4, "big") for number in range(50_000)))
    return path


@pytest.fixture
def make_case(tmp_path: Path, jane: Signer) -> Iterator[Callable[[str], Case]]:
    """Return what makes a new empty case; all are closed at the end."""
    opened: list[Case] = []

    def make(name: str) -> Case:
        case = Case.create(
            tmp_path / f"{name}.assay", name=name, claim="It rained.", signer=jane, clock=SteppingClock()
        )
        opened.append(case)
        return case

    yield make
    for case in opened:
        case.close()


@pytest.fixture
def case(make_case: Callable[[str], Case]) -> Case:
    """Return an empty case."""
    return make_case("storm")


def fill(case: Case, clip: Path) -> None:
    """Put an exhibit with an examination into a case: a row or more in every table that the main job fills."""
    acquired = vault.acquire(case, clip, Provided(received_from="a reader", source="mail", note="as attachment"))
    exhibit = acquired.exhibit.id
    with case.change("examine", item=exhibit) as change:
        change.insert(
            "examination",
            {
                "id": "X-0001",
                "exhibit": exhibit,
                "started": "2026-03-01T12:00:00Z",
                "ended": "2026-03-01T12:01:00Z",
                "by": "Jane Doe",
                "outcome": "complete",
                "results": 5,
                "findings": 1,
                "not_measured": 0,
                "environment": '{"assay":"0.1.0"}',
            },
        )
        change.insert_many(
            "record",
            (
                {
                    "examination": "X-0001",
                    "number": number,
                    "kind": "measurement",
                    "method": "container",
                    "quantity": "media.streams",
                    "line": LINE.replace("12345", str(12345 + number)),
                }
                for number in range(5)
            ),
        )
        change.insert("finding", {"examination": "X-0001", "number": 0, "code": "gap", "line": FINDING})


LINE = encode(Result("container", "1", Measurement("media.streams", 12345, "1")))
FINDING = encode(Finding("container", "1", "gap", "One gap.", (), ("media.streams",), ("a pause",), ()))


@pytest.fixture
def filled(case: Case, clip: Path) -> Case:
    """Return a case with one exhibit and one examination."""
    fill(case, clip)
    return case
