"""The propositions board as the case keeps it: rows with events, replaced by later ones, never edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles import methods, newsroom
from casefiles.board_history import history
from casefiles.case import Case
from casefiles.errors import EntryRefused, OpinionRefused, UnknownItem
from casefiles.numbering import Numbered, located, named, numbered
from casefiles.observed import FAMILY, METHOD, observed
from casefiles.propositions import (
    TEMPLATES,
    AbsencePlaced,
    Aspect,
    Board,
    Claimed,
    Dissent,
    FindingPlaced,
    Opinion,
    Pair,
    Placement,
    Side,
    against,
)
from casefiles.superseding import Row, current, ids, rows_of
from forensics.codec import CodecError, clean_text, decode_as, encode
from forensics.evaluation.scales import Kind, Scale, ScaleError, parse, scale

LARGEST_FILE = 256 * 1024
CLASSES, STRENGTHS = "swgde-23-v-001", "enfsi-2015"


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """What a person states under a pair."""

    towards: Side
    result_class: str
    strength: str
    text: str
    others: str = ""


def board(case: Case) -> Board:
    """Return the board as it stands, with the history of everything that was replaced."""
    findings = (*numbered(case), *observed(case))
    pairs = rows_of(case, "pair")
    standing = {row["id"]: row["name"] for row in current(pairs)}
    placements = rows_of(case, "placement")
    opinions = rows_of(case, "opinion")
    dissents = rows_of(case, "dissent")
    return Board(
        claim=claim(case),
        pairs=tuple(_pair(row) for row in current(pairs)),
        placements=tuple(
            _placement(row, standing[row["pair"]], findings) for row in current(placements) if row["pair"] in standing
        ),
        opinions=tuple(
            _opinion(row, standing[row["pair"]], dissents) for row in current(opinions) if row["pair"] in standing
        ),
        classes=_scale(case, "class", CLASSES),
        strengths=_scale(case, "strength", STRENGTHS),
        history=tuple(history(case, standing)),
        claimed=claimed(case),
        decisions=newsroom.decisions(case),
    )


def claim(case: Case) -> str:
    """Return the claim under examination in the words that stand now."""
    stated = current(rows_of(case, "claim"))
    return stated[-1]["text"] if stated else case.summary().claim


def claimed(case: Case) -> Claimed:
    """Return who makes the claim and what was said would be seen if it were true, and if it were not."""
    stated = current(rows_of(case, "claim"))
    return Claimed(*(stated[-1][name] for name in ("claimed_by", "if_true", "if_not"))) if stated else Claimed()


def state_claim(case: Case, text: str, *, reason: str, claimed_as: Claimed = Claimed()) -> Board:  # noqa: B008 - frozen
    """State the claim anew, which supersedes what stood; raise EntryRefused without words or reason.

    What ``claimed_as`` leaves empty stays as it stood; so does the claim's text where ``text`` is ''.
    """
    words, before, was = text or claim(case), current(rows_of(case, "claim")), claimed(case)
    if not words.strip() or not reason.strip():
        raise EntryRefused("a claim has words, and there is a reason to change it", hint="Give --text and --reason.")
    content = {
        "text": words,
        "claimed_by": claimed_as.by or was.by,
        "if_true": claimed_as.if_true or was.if_true,
        "if_not": claimed_as.if_not or was.if_not,
        "reason": reason,
    }
    _add(case, "claim", content, before[-1:], reason=reason)
    return board(case)


def write_pair(case: Case, pair: Pair, *, reason: str = "") -> Board:
    """Write a pair of propositions, or another wording of one; raise EntryRefused.

    What was laid under the wording before does not move to the new one: it stays in the history.
    """
    if not pair.id.strip() or not pair.h1.strip() or not pair.h2.strip() or pair.h1.strip() == pair.h2.strip():
        raise EntryRefused("a pair has a name and two propositions that differ", hint="Give both --h1 and --h2.")
    before = [row for row in current(rows_of(case, "pair")) if row["name"] == pair.id]
    if before and not reason.strip():
        raise EntryRefused(f"the pair {pair.id} stands already", hint="Say with --reason why it is worded anew.")
    content = {"name": pair.id, "aspect": pair.aspect.value, "h1": pair.h1, "h2": pair.h2, "reason": reason}
    _add(case, "pair", content, before, reason=reason)
    return board(case)


def template(name: str) -> Pair:
    """Return a pair to start from; raise UnknownItem."""
    for pair in TEMPLATES:
        if pair.id == name:
            return pair
    raise UnknownItem(f"no template {name}", hint=f"The templates are {', '.join(pair.id for pair in TEMPLATES)}.")


@dataclass(frozen=True, slots=True)
class Laid:
    """How something is laid under a pair."""

    side: Side
    because: str
    alternatives: tuple[str, ...] = ()


def place(case: Case, pair: str, numbers: Sequence[str], laid: Laid, *, absences: Sequence[str] = ()) -> Board:
    """Lay findings and notes, by number, and absences under a pair, in one event; raise UnknownItem, EntryRefused."""
    if not laid.because.strip() or not (numbers or absences):
        raise EntryRefused("a placement names what is placed and says why", hint="Give a finding and --because.")
    row, findings = _standing_pair(case, pair), (*numbered(case), *observed(case))
    families = {**methods.families(case), METHOD: FAMILY}
    entries = [
        {"kind": "finding", "what": one.ref, "sha256": one.sha256, "method": one.finding.method}
        | {"family": families.get(one.finding.method, "")}
        for one in (named(findings, number) for number in dict.fromkeys(numbers))
    ] + [{"kind": "absence", "what": of, "sha256": "", "method": "", "family": ""} for of in absences]
    before = [one for one in current(rows_of(case, "placement")) if one["pair"] == row["id"]]
    common = {"pair": row["id"], "side": laid.side.value, "because": laid.because}
    common["alternatives"] = _listed(laid.alternatives)
    with case.change("board.placement", item=pair, body={"side": laid.side.value, "placed": len(entries)}) as change:
        for entry in entries:
            key = "sha256" if entry["kind"] == "finding" else "what"
            earlier = [one for one in before if (one["kind"], one[key]) == (entry["kind"], entry[key])]
            change.insert(
                "placement",
                common
                | entry
                | {"id": change.next_id("placement"), "supersedes": ids(earlier), "made": change.at, "by": _by(case)},
            )
    return board(case)


def unplaced(case: Case, pair: str) -> tuple[str, ...]:
    """Return the numbers of the findings that nobody has laid under a pair; raise UnknownItem."""
    _standing_pair(case, pair)
    placed = {
        one.what.number for one in board(case).placements if one.pair == pair and isinstance(one.what, FindingPlaced)
    }
    return tuple(one.number for one in numbered(case) if one.number not in placed)


def opine(case: Case, pair: str, given: OpinionGiven, *, dissent: str = "") -> Board:
    """Record an opinion; raise OpinionRefused where the board objects and no dissent answers it, UnknownItem.

    With a dissent the opinion is kept together with every objection and the dissent, and all are printed.
    """
    row = _standing_pair(case, pair)
    case.require_writable()
    given = replace(given, text=clean_text(given.text), others=clean_text(given.others))
    opinion = Opinion(
        pair, given.towards, given.result_class, given.strength, given.text, _by(case), others=given.others
    )
    why = tuple(against(opinion, board(case), [one.number for one in numbered(case)]))
    if why and not dissent.strip():
        raise OpinionRefused(" ".join(why))
    before = [one for one in current(rows_of(case, "opinion")) if one["pair"] == row["id"]]
    content = {
        "pair": row["id"],
        "towards": given.towards.value,
        "result_class": given.result_class,
        "strength": given.strength,
        "text": given.text,
        "others": given.others,
        "objections": _listed(why),
    }
    identifier = _add(case, "opinion", content, before, item=pair)
    if why:
        _dissent(case, identifier, dissent, why)
    return board(case)


def dissent(case: Case, opinion: str, text: str) -> Board:
    """Record a dissent from what the board says of an opinion; it answers the objections that stand now."""
    if not text.strip():
        raise EntryRefused("a dissent has words", hint="Give --text.")
    stands = board(case)
    found = next((one for one in stands.opinions if one.row == opinion), None)
    if found is None:
        raise UnknownItem(f"no opinion {opinion} stands on the board", hint="List them with `assay board show CASE`.")
    _dissent(case, opinion, text, tuple(against(found, stands, [one.number for one in numbered(case)])))
    return board(case)


def choose_scale(case: Case, kind: Kind, untrusted: str) -> Board:
    """Use another scale, given as TOML of the shipped form, for classes or strengths; raise EntryRefused."""
    try:
        chosen = next(one for one in parse(untrusted) if one.kind == kind)
    except (ScaleError, StopIteration) as error:
        raise EntryRefused(f"the file holds no scale of kind {kind}: {error}") from error
    before = [row for row in current(rows_of(case, "scale_choice")) if row["kind"] == kind]
    content = encode(chosen)
    digest = hashlib.sha256(content.encode()).hexdigest()
    _add(case, "scale_choice", {"kind": kind, "content": content, "sha256": digest}, before, item=chosen.id)
    return board(case)


def read_scale_file(path: Path) -> str:
    """Return the text of a file of scales; raise EntryRefused."""
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_FILE:
            raise EntryRefused(f"{path.name} is larger than {LARGEST_FILE:,} bytes")
        return content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EntryRefused(f"{path.name} cannot be read as text") from error


def _dissent(case: Case, opinion: str, text: str, answers: tuple[str, ...]) -> None:
    with case.change("board.dissent", item=opinion) as change:
        change.insert(
            "dissent",
            {
                "id": change.next_id("dissent"),
                "opinion": opinion,
                "text": text,
                "answers": _listed(answers),
                "made": change.at,
                "by": _by(case),
            },
        )


def _add(
    case: Case, table: str, content: dict[str, str], before: Sequence[Row], *, item: str = "", reason: str = ""
) -> str:
    """Add one row that supersedes those before it, with an event of its own; return its id."""
    with case.change(f"board.{table}", reason=reason) as change:
        identifier = change.next_id(table)
        change.concern(item or identifier)
        change.record(entry=identifier, supersedes=ids(before))
        change.insert(
            table, {"id": identifier, **content, "supersedes": ids(before), "made": change.at, "by": _by(case)}
        )
    return identifier


def _listed(texts: Iterable[str]) -> str:
    return json.dumps([clean_text(text) for text in texts])


def _by(case: Case) -> str:
    return case.signer.name if case.signer else ""


def _standing_pair(case: Case, name: str) -> Row:
    for row in current(rows_of(case, "pair")):
        if row["name"] == name:
            return row
    raise UnknownItem(f"the board has no pair {name}", hint="Write one first: `assay board pair CASE NAME`.")


def _pair(row: Row) -> Pair:
    return Pair(
        row["name"],
        Aspect(row["aspect"]),
        row["h1"],
        row["h2"],
        row["by"],
        row["id"],
        row["made"],
    )


def _placement(row: Row, pair: str, findings: Sequence[Numbered]) -> Placement:
    what: FindingPlaced | AbsencePlaced = AbsencePlaced(row["what"])
    if row["kind"] == "finding":
        now = located(findings, row["what"], row["sha256"])
        what = FindingPlaced(now.number if now else "", row["method"], row["family"], row["what"])
    return Placement(
        pair=pair,
        what=what,
        side=Side(row["side"]),
        because=row["because"],
        alternatives=tuple(json.loads(row["alternatives"])),
        by=row["by"],
        row=row["id"],
        made=row["made"],
        event=int(row["event"]),
    )


def _opinion(row: Row, pair: str, dissents: Sequence[Row]) -> Opinion:
    return Opinion(
        pair=pair,
        towards=Side(row["towards"]),
        result_class=row["result_class"],
        strength=row["strength"],
        text=row["text"],
        by=row["by"],
        dissents=tuple(
            Dissent(
                one["text"],
                tuple(json.loads(one["answers"])),
                one["by"],
                one["id"],
                one["made"],
            )
            for one in dissents
            if one["opinion"] == row["id"]
        ),
        others=row["others"],
        row=row["id"],
        made=row["made"],
        event=int(row["event"]),
    )


def _scale(case: Case, kind: Kind, otherwise: str) -> Scale:
    chosen = [row for row in current(rows_of(case, "scale_choice")) if row["kind"] == kind]
    if not chosen:
        return scale(otherwise)
    try:
        return decode_as(Scale, chosen[-1]["content"])
    except CodecError as error:
        raise EntryRefused(
            f"the scale {chosen[-1]['id']} of the case is damaged", hint="Run `assay verify`."
        ) from error
