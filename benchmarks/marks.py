"""Try pictures of known marks on the clips of ``detection/manifest.csv``: the table of visible_marks.

    python -m benchmarks.marks SHARED_MEDIA FOLDER [MINUTES]

A picture of each maker's mark is cut from the temporal median of the first clip that bears it (places below, found by
eye) and compared with every other clip that bears it, and with those that bear none, at most MOST_OF_GROUP of a group.
FOLDER/scores.jsonl keeps what was measured: it can be stopped and gone on with. Clips with marks come first, then the
first of each group without, the second, and so on; after MINUTES the table holds what was measured. It goes to
docs/methods/trials/visible_marks-VERSION.marks.md.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import av
import cv2
import numpy as np

from casefiles.companions import joined
from casefiles.examinations import Beside, measure_file
from forensics.codec import encode
from forensics.detectors.mark_findings import LIKE, VERSION
from forensics.detectors.mark_pictures import MARKS_FILE, GivenMark, GivenMarks
from forensics.evaluation.separation import Scored, auc, clopper_pearson
from forensics.methods import ONLY
from forensics.types import Measurement
from forensics.worker import path_code

PLACES = {  # x, y, width, height in pixels of the first clip that bears the mark
    "Runway G icon (colour)": (234, 124, 18, 17),
    "PIKA": (231, 132, 24, 12),
    "PYoCo": (431, 479, 75, 29),
    "yellow hexagon": (442, 220, 61, 57),
    "Floor33 Pictures": (862, 10, 150, 56),
}
CARDS = Path(__file__).resolve().parents[1] / "docs" / "methods" / "trials"
STILLS = {".jpg", ".jpeg", ".png"}
MOST_OF_GROUP = 3


def cut(path: Path, place: tuple[int, int, int, int]) -> tuple[bytes, float]:
    """Return a mark cut from the median of a clip's frames as PNG, and its longest side as a share of the frame's."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="bgr24") for n, frame in enumerate(container.decode(video=0)) if n < 80]
    middle = np.median(np.stack(frames[::2]), axis=0).astype(np.uint8)
    x, y, width, height = place
    part = middle[y : y + height, x : x + width]
    return bytes(cv2.imencode(".png", part)[1]), max(part.shape[:2]) / max(middle.shape[:2])


def main(media: Path, folder: Path, minutes: float) -> None:
    """Measure every clip once with all mark pictures and print the table."""
    folder.mkdir(parents=True, exist_ok=True)
    with (media / "detection" / "manifest.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if Path(row["file"]).suffix.lower() not in STILLS]
    given, sources = [], set()
    for mark, place in PLACES.items():
        first = next(row for row in rows if row["visible_mark"] == mark)
        content, share = cut(media / first["file"], place)
        target = folder / f"{mark.split()[0]}.png"
        target.write_bytes(content)
        sources.add(first["file"])
        digest = hashlib.sha256(content).hexdigest()
        given.append(GivenMark(mark, mark, "this trial", "2026", digest, share, path_code(target)))
    files = Beside(
        scratch_files=((MARKS_FILE, encode(GivenMarks(tuple(given)))),),
        originals=tuple((one.id, folder / f"{one.id.split()[0]}.png") for one in given),
    )
    beside = joined((files, Beside(options=((ONLY, "visible_marks"),))))
    scores: dict[str, list[Scored]] = defaultdict(list)
    kept = folder / "scores.jsonl"
    lines_kept = kept.read_text("utf-8").splitlines() if kept.exists() else []
    known = {one["file"]: one["scores"] for one in map(json.loads, lines_kept) if one["version"] == VERSION}
    until = time.monotonic() + 60 * minutes
    for row in in_turns(rows):
        if row["file"] in sources:
            continue
        if row["file"] not in known:
            if time.monotonic() > until:
                break
            known[row["file"]] = measured(media / row["file"], beside)
            with kept.open("a", encoding="utf-8") as stream:
                line = {"file": row["file"], "version": VERSION, "scores": known[row["file"]]}
                stream.write(json.dumps(line) + "\n")
            print(row["file"], known[row["file"]], flush=True)
        for name, score in known[row["file"]].items():
            if row["visible_mark"] in ("", name):
                scores[name].append(Scored(row["file"], row["group"], row["visible_mark"] == name, score))
    table = list(lines(scores))
    print("\n".join(table))
    CARDS.mkdir(parents=True, exist_ok=True)
    for stale in CARDS.glob("visible_marks-*.marks.md"):
        stale.unlink()
    (CARDS / f"visible_marks-{VERSION}.marks.md").write_text("\n".join(table) + "\n", "utf-8")


def in_turns(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return the clips with a mark, then at most MOST_OF_GROUP of each group without, the first of each first."""
    seen: Counter[str] = Counter()
    turns: list[tuple[int, dict[str, str]]] = []
    for row in rows:
        if row["visible_mark"]:
            turns.append((0, row))
        else:
            seen[row["group"]] += 1
            if seen[row["group"]] <= MOST_OF_GROUP:
                turns.append((seen[row["group"]], row))
    return [row for _, row in sorted(turns, key=lambda turn: turn[0])]


def measured(path: Path, beside: Beside) -> dict[str, float]:
    """Return the similarity of a clip to each mark picture that it was compared with."""
    found: dict[str, float] = {}
    name = ""
    for result in measure_file(path, beside=beside).results:
        one = result.outcome
        if isinstance(one, Measurement) and one.quantity == "visible_marks.compared_with":
            name = str(one.value).partition(";")[0]
        if isinstance(one, Measurement) and one.quantity == "visible_marks.similarity" and name:
            found[name] = float(one.value)
    return found


def lines(scores: dict[str, list[Scored]]) -> list[str]:
    """Return the table."""
    made = [
        f"# Known marks by visible_marks {VERSION}, at its threshold of {LIKE}",
        "",
        "| mark | clips with it (groups) | lowest | clips without (groups) | highest | AUC | named | others named |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for mark in PLACES:
        with_it, without = ([one for one in scores[mark] if one.target is side] for side in (True, False))
        a, b = ([one.score for one in side] for side in (with_it, without))
        if not a or not b:
            made.append(f"| {mark} | {len(a)} | not measured yet | {len(b)} | | | | |")
            continue
        groups = [len({one.group for one in side}) for side in (with_it, without)]
        wrong = sum(score >= LIKE for score in b)
        bound = clopper_pearson(wrong, len(b))
        made.append(
            f"| {mark} | {len(a)} ({groups[0]}) | {min(a):.2f} | {len(b)} ({groups[1]}) | {max(b):.2f} | "
            f"{auc(a, b):.3f} | {sum(score >= LIKE for score in a)} | {wrong}, at most {bound.high:.1%} |"
        )
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else float("inf"))
