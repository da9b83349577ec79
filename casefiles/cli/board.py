"""`assay board`: the claim, pairs of propositions, what is laid under them, and opinions with the objections."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import courtroom
from casefiles.board import Laid, OpinionGiven, template
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer
from casefiles.numbering import Numbered
from casefiles.propositions import AbsencePlaced, Aspect, Board, Claimed, Objection, Pair, Placement, Side
from casefiles.views import ExhibitId
from forensics.evaluation.scales import Kind

SIDES = {"h1": Side.H1, "h2": Side.H2, "neutral": Side.NEUTRAL, "not-applicable": Side.NOT_APPLICABLE}
ASPECTS = {aspect.value.split()[0]: aspect for aspect in Aspect}
SCALES: tuple[Kind, ...] = ("class", "strength")


@click.group()
def board() -> None:
    """Lay findings under pairs of propositions, and record opinions with everything that the board objects."""


@board.command("show")
@case_argument
@json_option
def show(case: Path, *, as_json: bool) -> None:
    """Show the board of CASE, the findings with their numbers, the objections and the history."""
    stands, objections, findings = courtroom.board(case)
    if as_json:
        print_json({"board": stands, "objections": objections, "findings": findings})
        return
    _show(stands, objections, findings)


@board.command("claim")
@case_argument
@click.option("--text", default="", help="The claim under examination, word for word; as it stands if left out.")
@click.option("--by", "claimed_by", default="", help="Who makes it.")
@click.option("--if-true", default="", help="What would be seen if it were true.")
@click.option("--if-not", default="", help="What would be seen if it were not.")
@click.option("--reason", required=True, help="Why it is stated anew.")
@json_option
def claim(case: Path, *, text: str, claimed_by: str, if_true: str, if_not: str, reason: str, as_json: bool) -> None:
    """State the claim of CASE, who makes it and what it lets expect; what stood stays in the history."""
    claimed_as = Claimed(claimed_by, if_true, if_not)
    _done(courtroom.state_claim(case, text, reason=reason, claimed_as=claimed_as, signer=signer()), as_json=as_json)


@board.command("newsroom")
@case_argument
@click.argument("exhibit")
@click.option("--wording", required=True, help="A wording of the newsroom scale, as its card prints it.")
@click.option("--because", required=True, help="Why, in words that can be answered for.")
@json_option
def newsroom(case: Path, *, exhibit: str, wording: str, because: str, as_json: bool) -> None:
    """Record an editor's decision on EXHIBIT for publication. It is no forensic result; only the card prints it."""
    made = courtroom.decide(case, ExhibitId(exhibit), wording, because=because, signer=signer())
    if as_json:
        print_json(made)
        return
    line(f"{made.row}: {made.exhibit} is {made.wording}, by {made.by}.")


@board.command("pair")
@case_argument
@click.argument("name")
@click.option("--h1", default="", help="The first proposition; the template's words if NAME is a template.")
@click.option("--h2", default="", help="The second proposition, which excludes the first.")
@click.option("--aspect", type=click.Choice(sorted(ASPECTS)), default=None, help="What an opinion under it is about.")
@click.option("--reason", default="", help="Why a pair that stands is worded anew.")
@json_option
def pair(case: Path, *, name: str, h1: str, h2: str, aspect: str | None, reason: str, as_json: bool) -> None:
    """Write the pair NAME of CASE. Templates: original, unaltered, camera, source, context."""
    if aspect is None or not h1 or not h2:
        start = template(name)
        written = Pair(name, ASPECTS[aspect] if aspect else start.aspect, h1 or start.h1, h2 or start.h2, "")
    else:
        written = Pair(name, ASPECTS[aspect], h1, h2, "")
    _done(courtroom.write_pair(case, written, reason=reason, signer=signer()), as_json=as_json)


@board.command("place")
@case_argument
@click.argument("pair_name", metavar="PAIR")
@click.argument("findings", nargs=-1, metavar="[F-0001]...")
@click.option("--side", type=click.Choice(sorted(SIDES)), required=True, help="What it supports, in your judgement.")
@click.option("--because", required=True, help="Why it is placed there.")
@click.option("--alternative", "alternatives", multiple=True, help="Another cause that was considered; repeatable.")
@click.option("--absence", "absences", multiple=True, help="Something looked for and not found; repeatable.")
@click.option("--rest", is_flag=True, help="Also every finding that nobody has laid under this pair.")
@json_option
def place(
    case: Path,
    *,
    pair_name: str,
    findings: Sequence[str],
    side: str,
    because: str,
    alternatives: Sequence[str],
    absences: Sequence[str],
    rest: bool,
    as_json: bool,
) -> None:
    """Lay findings of CASE, by their numbers, under PAIR. Laying one again replaces where it lay.

    A note of a person (as `assay note list` names it) can be laid there too.
    """
    laid = Laid(SIDES[side], because, tuple(alternatives))
    stands = courtroom.place(case, pair_name, findings, laid, signer=signer(), absences=absences, rest=rest)
    _done(stands, as_json=as_json)


@board.command("opine")
@case_argument
@click.argument("pair_name", metavar="PAIR")
@click.option("--towards", type=click.Choice(["h1", "h2", "neutral"]), required=True, help="neutral: inconclusive.")
@click.option("--class", "result_class", required=True, help="A class of the scale of classes, word for word.")
@click.option("--strength", required=True, help="A wording of the scale of strength, word for word.")
@click.option("--text", required=True, help="The opinion.")
@click.option("--others", default="", help="Which other views can be held, and why this one.")
@click.option("--dissent", default="", help="Your answer to what the board objects; both are printed.")
@json_option
def opine(case: Path, *, pair_name: str, towards: str, dissent: str, as_json: bool, **given: str) -> None:
    """Record your opinion under PAIR. The board refuses one that rests on one method, one family or an absence."""
    opinion = OpinionGiven(SIDES[towards], **given)
    _done(courtroom.opine(case, pair_name, opinion, signer=signer(), dissent=dissent), as_json=as_json)


@board.command("dissent")
@case_argument
@click.argument("opinion")
@click.option("--text", required=True, help="Why the opinion stands all the same, or why it does not.")
@json_option
def dissent(case: Path, *, opinion: str, text: str, as_json: bool) -> None:
    """Record a dissent about OPINION (such as O-0001): it is printed beside the objections that stand now."""
    _done(courtroom.dissent(case, opinion, text, signer=signer()), as_json=as_json)


@board.command("scale")
@case_argument
@click.argument("file", type=CASE)
@click.option("--kind", type=click.Choice(SCALES), required=True)
@json_option
def scale(case: Path, *, file: Path, kind: Kind, as_json: bool) -> None:
    """Use the scale in FILE (TOML, the form of the shipped scales) in CASE; it is printed beside every opinion."""
    _done(courtroom.choose_scale(case, kind, file, signer=signer()), as_json=as_json)


def _done(stands: Board, *, as_json: bool) -> None:
    if as_json:
        print_json(stands)
        return
    counts = f"{len(stands.pairs)} pairs, {len(stands.placements)} placements and {len(stands.opinions)} opinions"
    line(f"Recorded. The board has {counts}; {len(stands.history)} earlier entries stay in its history.")


def _show(stands: Board, objections: Sequence[Objection], findings: Sequence[Numbered]) -> None:
    line(f"Claim: “{stands.claim}”" if stands.claim else "No claim is recorded.")
    said = stands.claimed
    for words, text in (("made by", said.by), ("if true", said.if_true), ("if not", said.if_not)):
        if text:
            line(f"  {words}: {text}")
    for decision in stands.decisions:
        line(f"Newsroom, no forensic result: {decision.exhibit} is {decision.wording}, by {decision.by}.")
    heading("Findings, by their numbers in the report")
    for one in findings:
        line(f"  {one.number} {one.exhibit} {one.finding.method}: {one.finding.observation}")
    for pair in stands.pairs:
        heading(f"{pair.id} ({pair.aspect.value}), by {pair.written_by}")
        facts((("H1", pair.h1), ("H2", pair.h2)))
        table(
            ("what", "side", "because", "alternatives"),
            (
                (_what(one), one.side.value, one.because, "; ".join(one.alternatives))
                for one in stands.placements
                if one.pair == pair.id
            ),
        )
        for opinion in (one for one in stands.opinions if one.pair == pair.id):
            line(f"  {opinion.row} {opinion.by}: {opinion.result_class}; {opinion.towards.value}; {opinion.strength}")
            line(f"    {opinion.text}")
            for answer in opinion.dissents:
                line(f"    dissent of {answer.by}: {answer.text}")
    if objections:
        heading("The board objects")
        for objection in objections:
            line(f"  {objection.pair}: {objection.why}")
    for scale_used in (stands.classes, stands.strengths):
        line(f"Scale {scale_used.id}: {', '.join(band.wording for band in scale_used.bands)}")


def _what(placement: Placement) -> str:
    if isinstance(placement.what, AbsencePlaced):
        return f"absence of {placement.what.of}"
    return placement.what.number or f"{placement.what.ref} (no longer given)"
