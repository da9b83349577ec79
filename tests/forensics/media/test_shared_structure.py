"""Every file of the shared media is read to its last byte, or says why not."""

from __future__ import annotations

from pathlib import Path

from forensics.codec import encode
from forensics.types import Result
from tests.forensics.media.handmade import everything, refused, values

NO_MEDIA = {".md", ".csv", ".pem", ".cfg"}
NESTED = "hostile_nested_moov.mp4"


def test_every_shared_file_is_walked_to_its_last_byte(shared_media: Path) -> None:
    paths = [path for path in shared_media.rglob("*") if path.is_file() and path.suffix not in NO_MEDIA]
    assert len(paths) > 250
    unread = []
    for path in sorted(paths):
        outcomes = everything(path.read_bytes(), path.name)
        for outcome in outcomes:
            encode(Result("container", "1", outcome))
        found = values(outcomes)
        if refused(outcomes, "container.structure") or found.get("container.bytes_unaccounted") != 0:
            unread.append(path.name)
    assert unread == [NESTED]


def test_a_camera_file_tells_its_known_values(shared_media: Path) -> None:
    path = next(shared_media.rglob("*52571ae4__video.mov"))
    found = values(everything(path.read_bytes(), path.name))
    assert found["container.format"] == "QuickTime"
    assert found["clock.moov/meta/ilst.com_apple_quicktime_creationdate.utc"] == "2015-01-19T20:45:11Z"
