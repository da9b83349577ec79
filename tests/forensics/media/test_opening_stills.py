"""A still picture is decoded whatever it is called, and by a demuxer that reads this one file only."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from forensics.media.opening import CannotOpen, open_media


@pytest.mark.parametrize(
    "name", ["picture.jpg", "picture001.jpg", "picture.png", "picture%03d.png", "picture.tiff", "p.webp"]
)
def test_a_still_is_opened_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    suffix = Path(name).suffix
    made, path = tmp_path / f"made{suffix}", tmp_path / name
    cv2.imwrite(str(made), np.full((48, 64, 3), 90, np.uint8))
    made.rename(path)
    (tmp_path / "picture002.jpg").write_bytes(b"another")
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        assert opened.container.format.name.endswith("_pipe")
        frames = list(opened.container.decode(video=0))
    assert [(frame.width, frame.height) for frame in frames] == [(64, 48)]


def test_a_text_that_is_called_a_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_text("no picture at all")
    with pytest.raises(CannotOpen):
        open_media(path, path.stat().st_size)
