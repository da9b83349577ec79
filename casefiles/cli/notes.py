"""`assay note` and `assay twoup`: what an examiner marks on frames, and two exhibits held beside each other."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from casefiles import verbs_desk as verbs
from casefiles.aligning import By
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.comparing import ByFrame, ByTime, Manner, Together, speed_words
from casefiles.errors import EntryRefused, StorageFailed
from casefiles.marking import Annotation, Drawing, Point, Shape, drawing_words, values_words
from casefiles.pictures import png
from casefiles.report.loci import locus_words
from casefiles.verbs_copies import alignment
from casefiles.views import ExhibitId
from forensics.media.recipe import FORMS

RECIPE = click.option("--recipe", default="", metavar="STEPS", help="Steps in order, as in 'mean:2 > levels:16,235,1'.")


@click.group()
def note() -> None:
    """Keep notes on frames, and stills with how they were made."""


@note.command("add", epilog="Steps of a recipe: " + "; ".join(FORMS.values()) + ".")
@case_argument
@click.argument("exhibit")
@click.option("--frame", "index", type=int, required=True, help="The frame, counted from 0 in presentation order.")
@click.option("--until", type=int, default=None, help="The last frame, for a note on a range.")
@click.option("--text", required=True, help="What you say of it.")
@click.option("--shape", type=click.Choice([one.value for one in Shape]), default=None, help="What is drawn.")
@click.option("--at", "points", multiple=True, metavar="X,Y", help="A point of the shape, in pixels of the frame.")
@click.option("--still", is_flag=True, help="Keep the picture too, as a derivative with its digest.")
@RECIPE
@json_option
def add(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    index: int,
    until: int | None,
    text: str,
    shape: str | None,
    points: tuple[str, ...],
    still: bool,  # noqa: FBT001 - click calls it by name
    recipe: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Keep a note on a frame or a range of EXHIBIT (E-0001 …) of CASE; with --still also the picture.

    A recipe only ever works on the still. No step invents detail; the same recipe gives the same pixels again.
    """
    if recipe and not still:
        raise click.UsageError("--recipe goes with --still")
    plain = Shape.RANGE if until is not None else Shape.FRAME
    drawing = Drawing(Shape(shape) if shape else plain, tuple(_point(one) for one in points))
    made = verbs.annotate(
        case,
        ExhibitId(exhibit),
        index,
        text=text,
        signer=signer(),
        drawing=drawing,
        until=until,
        still=still,
        recipe=recipe,
    )
    if as_json:
        print_json(made)
        return
    pairs = [("note", made.id), ("at", locus_words(made.at)), ("frame SHA-256", made.frame_sha256)]
    pairs += [("pixels", values_words(made))] if made.values else []
    pairs += [("drawn", drawing_words(made.drawing)), ("recorded", f"event {made.event}")]
    facts(pairs + ([("still", made.still)] if made.still else []))


@note.command("list")
@case_argument
@click.argument("exhibit", required=False)
@json_option
def list_(case: Path, exhibit: str | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the notes and stills of CASE, or of one EXHIBIT."""
    found = verbs.notes(case, ExhibitId(exhibit) if exhibit else None)
    if as_json:
        print_json(found)
        return
    if not found.notes:
        line("  None yet: `assay note add CASE EXHIBIT --frame N --text …`.")
        return
    titles = ("id", "exhibit", "frame", "drawn", "by", "still", "words")
    table(titles, map(_cells, found.notes))
    for still in found.stills:
        line(f"  {still.id}  {still.path}  SHA-256 {still.sha256}")
        line(f"       {still.recipe}")


def _cells(one: Annotation) -> tuple[str, ...]:
    frames = str(one.at.index) if one.until is None else f"{one.at.index}–{one.until.index}"
    return (one.id, one.exhibit, frames, drawing_words(one.drawing), one.by, one.still, one.text)


def _point(text: str) -> Point:
    x, _, y = text.partition(",")
    if not (x.strip().isascii() and x.strip().isdigit() and y.strip().isascii() and y.strip().isdigit()):
        raise click.UsageError(f"a point is X,Y in pixels of the frame, not {text!r}")
    return Point(int(x), int(y))


def _together(case: Path, first: ExhibitId, second: ExhibitId, by: str, offset: str) -> Together:
    if by in (By.PICTURES, By.SOUND):
        return alignment(case, first, second).together(By(by))
    try:
        return ByFrame(int(offset)) if by == "frame" else ByTime(Fraction(offset))
    except (ValueError, ZeroDivisionError):
        raise click.UsageError(f"{offset!r} is no offset by {by}") from None


@click.command()
@case_argument
@click.argument("first")
@click.argument("second")
@click.option("--frame", "index", type=int, required=True, help="The frame of FIRST, counted from 0.")
@click.option(
    "--by",
    type=click.Choice(["frame", "time", *(one.value for one in By)]),
    default="time",
    show_default=True,
    help="What goes together: the same number, the same time, or what the alignment of pictures or of sound gives.",
)
@click.option(
    "--offset", default="0", help="Added for SECOND: frames, or seconds as in 0.04 or 1/25.", show_default=True
)
@click.option(
    "--show",
    "manner",
    type=click.Choice([one.value for one in Manner]),
    default=Manner.DIFFERENCE.value,
    show_default=True,
    help="How both are shown.",
)
@click.option("--gain", type=int, default=1, show_default=True, help="Multiplies the difference.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Write the picture to this PNG file.")
@json_option
def twoup(  # noqa: PLR0917 - click calls it by name
    case: Path,
    first: str,
    second: str,
    index: int,
    by: str,
    offset: str,
    manner: str,
    gain: int,
    out: Path | None,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Hold a frame of exhibit FIRST against the one of SECOND that goes with it, pixel by pixel."""
    together = _together(case, ExhibitId(first), ExhibitId(second), by, offset)
    made = verbs.pair(case, ExhibitId(first), ExhibitId(second), index, together, manner=Manner(manner), gain=gain)
    if out is not None:
        write_new(out, png(made.rgb, made.width, made.height))
    if as_json:
        print_json(
            {
                "first": made.first.index,
                "second": made.second.index,
                "first_sha256": made.first.sha256,
                "second_sha256": made.second.sha256,
                "differing_pixels": made.differing,
                "largest_difference": made.largest,
                "mean_difference": made.mean,
                "words": made.words,
            }
        )
        return
    facts(
        [("together", speed_words(together)), ("compared", made.words), ("mean difference", f"{made.mean:.4f} of 255")]
    )


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; raise EntryRefused, StorageFailed."""
    if path.exists():
        raise EntryRefused(f"{path} exists already", hint="Name a file that is not there yet.")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be written: {error.strerror}") from error
