"""What an examiner marks on a frame or a range and says of it, and stills: pictures kept with how they were made.

An annotation names its frame by exhibit, stream, index, time and the SHA-256 of the decoded planes, so that anybody can
find the same frame again without this program. It is a person's note and never a measurement.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casefiles.binding import Value
from casefiles.case import DERIVATIVES, Case
from casefiles.change import Change
from casefiles.derived import keep
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.pictures import MEDIA_TYPE, png
from casefiles.player import FrameSource, PlayedFrame
from casefiles.report.loci import locus_words
from casefiles.unfinished import placing_derivatives
from casefiles.views import Derivative, ExhibitId
from forensics.codec import CodecError, decode_as, encode
from forensics.media.recipe import NotARecipe, parse, written
from forensics.types import FrameLocus

LONGEST_TEXT = 20_000
QUANTITY = "still"


class Shape(StrEnum):
    """What is drawn; the points of a shape lie in pixels of the decoded frame, origin top left."""

    FRAME = "frame"
    RANGE = "range"
    BOX = "box"
    ARROW = "arrow"
    TEXT = "text"
    MEASURE = "measure"
    ANGLE = "angle"


_POINTS = {
    **{Shape.FRAME: 0, Shape.RANGE: 0, Shape.TEXT: 1, Shape.BOX: 2, Shape.ARROW: 2, Shape.MEASURE: 2, Shape.ANGLE: 3},
}
_VALUED = (Shape.TEXT, Shape.MEASURE, Shape.ANGLE)
"""Shapes at whose points the pixels' values are kept."""
Rgb = tuple[int, int, int]
"""Red, green and blue of a pixel, 0 to 255, of the decoded frame under the matrix and range that the frame names."""


@dataclass(frozen=True, slots=True)
class Point:
    """A pixel of the decoded frame."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape with its points: corners of a box, ends of an arrow or a measure, the place of a text.

    An angle lies at its second point, between the first and the third.
    """

    shape: Shape
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ValuedDrawing:
    """A drawing as it is stored with the values of the pixels at its points."""

    shape: Shape
    points: tuple[Point, ...]
    values: tuple[Rgb, ...]


WHOLE_FRAME = Drawing(Shape.FRAME, ())


@dataclass(frozen=True, slots=True)
class Annotation:
    """One note; ``until`` is the last frame of a range, else None. ``still`` is the derivative made with it, or ''."""

    id: str
    exhibit: ExhibitId
    at: FrameLocus
    frame_sha256: str
    until: FrameLocus | None
    drawing: Drawing
    text: str
    still: str
    made: str
    by: str
    event: int
    values: tuple[Rgb, ...] = ()
    """Of the pixels at the points of a text, a measure or an angle; none for notes of before they were kept."""


def length(drawing: Drawing) -> float:
    """Return the distance between the ends of a measure or an arrow, in pixels of the decoded frame."""
    first, last = drawing.points[0], drawing.points[-1]
    return float(((last.x - first.x) ** 2 + (last.y - first.y) ** 2) ** 0.5)


def angle(drawing: Drawing) -> float:
    """Return the angle at the second of three points, in degrees from 0 to 180 in the plane of the frame."""
    first, corner, last = drawing.points
    one = math.atan2(first.y - corner.y, first.x - corner.x)
    two = math.atan2(last.y - corner.y, last.x - corner.x)
    turned = abs(math.degrees(one - two)) % 360
    return min(turned, 360 - turned)


def values_words(note: Annotation) -> str:
    """Return the values of the pixels that a note points at, '' for none."""
    return "; ".join(
        f"({point.x}, {point.y}): R {red} G {green} B {blue}"
        for point, (red, green, blue) in zip(note.drawing.points, note.values, strict=False)
    )


def drawing_words(drawing: Drawing) -> str:
    """Return a shape in words, in pixels of the decoded frame."""
    places = [f"({point.x}, {point.y})" for point in drawing.points]
    match drawing.shape:
        case Shape.FRAME:
            return "the whole frame"
        case Shape.RANGE:
            return "a range of frames"
        case Shape.TEXT:
            return f"text at {places[0]}"
        case Shape.BOX:
            first, last = drawing.points
            return f"box {abs(last.x - first.x) + 1} × {abs(last.y - first.y) + 1} pixels, {places[0]} to {places[1]}"
        case Shape.ARROW:
            return f"arrow from {places[0]} to {places[1]}"
        case Shape.MEASURE:
            return f"{length(drawing):.2f} pixels from {places[0]} to {places[1]}"
        case Shape.ANGLE:
            return f"{angle(drawing):.2f}° at {places[1]} between {places[0]} and {places[2]}"


def annotate(
    case: Case,
    exhibit: ExhibitId,
    frames: FrameSource,
    index: int,
    *,
    text: str,
    drawing: Drawing = WHOLE_FRAME,
    until: int | None = None,
    still: bool = False,
    recipe: str = "",
) -> Annotation:
    """Keep a note on a frame, or on the frames from it to ``until``; with ``still`` also its picture, by ``recipe``.

    Raise EntryRefused, UnknownItem, FramesUnavailable, CaseNotWritable, StorageFailed.
    """
    case.require_writable()
    case.row(exhibit)
    _check(text, drawing, index, until)
    steps = _recipe(recipe)
    frame = frames.frame(index, steps if still else "")
    _inside(drawing, frame)
    at, values = _locus(frames, frame), _values(drawing, frames.frame(index) if still and steps else frame)
    last = _locus(frames, frames.frame(until)) if until is not None else None
    assert case.signer is not None  # require_writable saw one
    action = "still and note" if still else "note"
    with placing_derivatives(case), case.change(action, item=exhibit, body={"frame": index}) as change:
        made = _kept_still(case, exhibit, at, frame) if still else {}
        identifier, picture = change.next_id("annotation"), _store_still(change, made)
        change.insert(
            "annotation",
            {
                "id": identifier,
                "exhibit": exhibit,
                "frame": encode(at),
                "frame_sha256": frame.sha256,
                "until": encode(last) if last is not None else "",
                "drawing": encode(ValuedDrawing(drawing.shape, drawing.points, values) if values else drawing),
                "text": text,
                "still": picture,
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return next(one for one in notes(case, exhibit) if one.id == identifier)


def notes(case: Case, exhibit: ExhibitId | None = None) -> tuple[Annotation, ...]:
    """Return the notes on an exhibit, or on all, oldest first; those that were erased are not among them."""
    where, values = ("WHERE exhibit = ?", (exhibit,)) if exhibit is not None else ("", ())
    rows = case.store.rows(f"SELECT * FROM annotation {where} ORDER BY event, id", values)  # noqa: S608 - fixed texts
    return tuple(_annotation(row) for row in rows)


def stills(case: Case, exhibit: ExhibitId | None = None) -> tuple[Derivative, ...]:
    """Return the stills of an exhibit, or of all, oldest first."""
    sql = "SELECT * FROM derivative WHERE quantity = ? AND examination = '' ORDER BY id"
    found = (_derivative(row) for row in case.store.rows(sql, (QUANTITY,)))
    return tuple(one for one in found if exhibit in (None, one.parent))


def _check(text: str, drawing: Drawing, index: int, until: int | None) -> None:
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise EntryRefused(f"a note has words, at most {LONGEST_TEXT:,} characters", hint="Say what is seen there.")
    if len(drawing.points) != _POINTS[drawing.shape]:
        raise EntryRefused(
            f"a {drawing.shape.value} has {_POINTS[drawing.shape]} points, not {len(drawing.points)}",
            hint="Give each point as X,Y in pixels of the frame.",
        )
    if until is not None and until < index:
        raise EntryRefused(f"a range goes on from its first frame: {until} lies before {index}", hint="Swap them.")


def _inside(drawing: Drawing, frame: PlayedFrame) -> None:
    for point in drawing.points:
        if not (0 <= point.x < frame.width and 0 <= point.y < frame.height):
            raise EntryRefused(
                f"the point ({point.x}, {point.y}) lies outside the frame of {frame.width} × {frame.height} pixels",
                hint="Points count from the top left pixel, which is 0,0.",
            )


def _recipe(recipe: str) -> str:
    try:
        return written(parse(recipe))
    except NotARecipe as error:
        raise EntryRefused(str(error), hint="For the steps: `assay note add --help`.") from error


def _locus(frames: FrameSource, frame: PlayedFrame) -> FrameLocus:
    return FrameLocus(frames.facts.stream, frame.index, frame.at)


def _kept_still(case: Case, exhibit: ExhibitId, at: FrameLocus, frame: PlayedFrame) -> dict[str, Value]:
    """Put a still into the case's folder and return its row."""
    content = png(frame.rgb, frame.width, frame.height)
    digest = hashlib.sha256(content).hexdigest()
    pixels = hashlib.sha256(frame.rgb).hexdigest()
    path = f"{DERIVATIVES}/sha256/{digest[:2]}/{digest}.png"
    keep((content,), case.path / path)
    return {
        "examination": "",
        "parent": exhibit,
        "quantity": QUANTITY,
        "recipe": f"frame {frame.sha256}; {frame.colour}; RGB pixels {pixels}",
        "media_type": MEDIA_TYPE,
        "width": frame.width,
        "height": frame.height,
        "sha256": digest,
        "path": path,
        "locus_words": locus_words(at),
    }


def _store_still(change: Change, row: Mapping[str, Value]) -> str:
    if not row:
        return ""
    identifier = change.next_id("derivative")
    change.insert("derivative", {**row, "id": identifier})
    return identifier


def _values(drawing: Drawing, frame: PlayedFrame) -> tuple[Rgb, ...]:
    if drawing.shape not in _VALUED:
        return ()
    starts = [(point.y * frame.width + point.x) * 3 for point in drawing.points]
    return tuple((frame.rgb[at], frame.rgb[at + 1], frame.rgb[at + 2]) for at in starts)


def _drawing(text: str) -> tuple[Drawing, tuple[Rgb, ...]]:
    """Return a stored drawing and its values; those of before values were kept have none."""
    try:
        found = decode_as(ValuedDrawing, text)
    except CodecError:
        return decode_as(Drawing, text), ()
    return Drawing(found.shape, found.points), found.values


def _annotation(row: Mapping[str, object]) -> Annotation:
    try:
        drawing, values = _drawing(str(row["drawing"]))
        return Annotation(
            str(row["id"]),
            ExhibitId(str(row["exhibit"])),
            decode_as(FrameLocus, str(row["frame"])),
            str(row["frame_sha256"]),
            decode_as(FrameLocus, str(row["until"])) if row["until"] else None,
            drawing,
            str(row["text"]),
            str(row["still"]),
            str(row["made"]),
            str(row["by"]),
            int(str(row["event"])),
            values,
        )
    except CodecError as error:
        raise EntryRefused(f"the note {row['id']} of the case is damaged", hint="Run `assay verify`.") from error


def _derivative(row: Mapping[str, object]) -> Derivative:
    return Derivative(
        str(row["id"]),
        ExhibitId(str(row["parent"])),
        str(row["quantity"]),
        str(row["recipe"]),
        str(row["media_type"]),
        int(str(row["width"])),
        int(str(row["height"])),
        str(row["sha256"]),
        str(row["path"]),
        str(row["locus_words"]),
    )


def still_path(case: Case, identifier: str) -> Path:
    """Return where a still lies; raise UnknownItem."""
    for one in stills(case):
        if one.id == identifier:
            return case.derivative_path(one)
    raise UnknownItem(f"the case has no still {identifier}", hint="List them with `assay note list CASE`.")


def spans(kept: Sequence[Annotation]) -> tuple[tuple[float, float, str], ...]:
    """Return where notes lie in time: seconds of the first and the last frame, and the words."""
    return tuple(
        (float(one.at.at.seconds), float((one.until or one.at).at.seconds), f"{one.id}: {one.text}") for one in kept
    )
