"""`assay layer`: make something in a frame visible for looking, beside what content alone looks like in it."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_desk as verbs
from casefiles.cli.notes import write_new
from casefiles.cli.output import facts, line, print_json
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.pictures import png
from casefiles.player import PlayedFrame
from casefiles.views import ExhibitId
from forensics.media.layer_steps import FORMS, NEVER_WEIGHED


@click.command(epilog="Layers: " + "; ".join(FORMS.values()) + ". mean:FRAMES stands before any of them.")
@case_argument
@click.argument("exhibit")
@click.argument("steps")
@click.option("--frame", "index", type=int, required=True, help="The frame, counted from 0 in presentation order.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Write the layer to this new PNG file.")
@click.option(
    "--counterpart-out", type=click.Path(path_type=Path), default=None, help="Write its counterpart to this one."
)
@click.option("--keep", default="", metavar="WORDS", help="Keep both as stills of the case with this note.")
@json_option
def layer(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    steps: str,
    index: int,
    out: Path | None,
    counterpart_out: Path | None,
    keep: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Make a layer for looking of one frame of EXHIBIT of CASE, as in 'ela:90,15' or 'mean:2 > noise:12'.

    A layer is never weighed and no finding rests on one. Its counterpart is the same layer over the same frame with
    one history for all its parts: what shows in both is the content's.
    """
    if out is None and not keep:
        raise click.UsageError("say where the layer goes: --out FILE.png, or --keep WORDS")
    made = verbs.layer(case, ExhibitId(exhibit), index, steps)
    for path, picture in ((out, made.made), (counterpart_out, made.counterpart)):
        if path is not None:
            write_new(path, png(picture.rgb, picture.width, picture.height))
    notes = verbs.keep_layer(case, ExhibitId(exhibit), index, steps, text=keep, signer=signer()) if keep else ()
    if as_json:
        stills = [note.still for note in notes]
        print_json({"recipe": made.recipe, "counterpart": made.counterpart_recipe, "frame": index, "stills": stills})
        return
    facts([("layer", _made(made.made)), ("counterpart", _made(made.counterpart)), ("frame SHA-256", made.made.sha256)])
    for note in notes:
        line(f"{note.id} kept with the still {note.still}.")
    line(f"This is {NEVER_WEIGHED}.")


def _made(frame: PlayedFrame) -> str:
    return f"{frame.recipe} of frame {frame.index}, {frame.width} × {frame.height} pixels"
