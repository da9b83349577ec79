"""Evaluate the reference library by leaving one source out: `python -m benchmarks.reference_library MEDIA [--write]`.

MEDIA is a folder with manifest.csv files as described in docs/reference-library.md. Every file is held against the
references of all other sources; what its nearest reference says is compared with what the manifest says of it.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from forensics.media.clocks import read_clocks
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.reference.compare import CONSISTENT, MIN_FILES, MIN_SOURCES, ClassRatio, compare, family, likeness
from forensics.reference.entries import Origin, OriginKind, Reference
from forensics.reference.signature import NoStructure, StructureSignature, Trait, signature
from forensics.types import Element, Measurement, Outcome, Tag

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "reference-library.md"
NONE = "no reference"
WORDS = (("Lavf", "FFmpeg"), ("PyAV", "FFmpeg"), ("HandBrake", "HandBrake"), ("GoPro", "GoPro"))
STATED = (("Lavf", "FFmpeg"), ("MEncoder", "MEncoder"), ("Canon", "Canon"), ("Google", "Google"))
"""What a file states as its writing program, for rows whose manifest names only the encoder of the pictures."""
WRITERS = ("©too", "MuxingApp", "ISFT")


@dataclass(frozen=True, slots=True)
class Case:
    """One file: its writer as listed ('' where neither manifest nor file says it), its source, its signature."""

    file: str
    set: str
    origin: str
    listed: str
    source: str
    last_byte: str
    signature: StructureSignature | None

    def kind(self) -> str:
        """Return the origin with the family of the format: one program's MP4 tells nothing of its Matroska."""
        assert self.signature is not None
        return f"{self.origin} ({family(self.signature.format)})"

    def reference(self) -> Reference:
        """Return the file as a reference would stand in the library."""
        assert self.signature is not None
        digest = hashlib.sha256(self.file.encode()).hexdigest()
        return Reference(
            Origin(OriginKind.PROGRAM, self.origin, ""), self.source, "manifest", "", "", digest, 0, self.signature
        )


def _origin(row: dict[str, str], stated: str) -> str:
    """Return the writer that a row lists; what only the structure would tell is never used."""
    listed = f"{row.get('encoder', '')} {row.get('notes', '')}"
    for mark, name in WORDS:
        if mark in row.get("encoder", ""):
            return name
    if "android" in listed.lower():
        return "Android"
    if "Core Media" in row.get("encoder", "") or "iPhone" in listed or "macOS" in listed:
        return "Apple"
    if row.get("group", "").startswith("D70"):
        return "Nikon D70"
    if "ILCE-7M3" in row["file"]:
        return "Sony"
    return next((name for mark, name in STATED if mark in stated), "")


def _read(path: Path) -> list[Outcome]:
    size = path.stat().st_size
    with path.open("rb") as file:
        outcomes = list(read_structure(file, size))
        elements = [one for one in outcomes if isinstance(one, Element)]
        outcomes += read_tags(file, size, elements)
    outcomes += read_clocks(elements, [one for one in outcomes if isinstance(one, Tag)], name=path.name)
    return outcomes


def _rows(media: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for folder in ("detection", "provenance", "copies"):
        with (media / folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
            yield from ((folder, row) for row in csv.DictReader(file))


def cases(media: Path) -> list[Case]:
    """Return every file of the manifests once, the detection set first, since its rows say most of the origin."""
    found: dict[str, Case] = {}
    for folder, row in _rows(media):
        path = media / row["file"]
        if row["file"] in found or not path.is_file():
            continue
        outcomes = _read(path)
        stated = " ".join(one.value for one in outcomes if isinstance(one, Tag) and one.name in WRITERS)
        values = {one.quantity: one.value for one in outcomes if isinstance(one, Measurement)}
        try:
            made = signature(outcomes)
        except NoStructure:
            made = None
        source = "made here" if row.get("group") == "made" or row.get("source_repo", "").startswith("made") else (
            row.get("source_repo") or row.get("source", "").split("@")[0]
        )  # fmt: skip
        walked = {True: "yes", False: "no"}.get(bool(values.get("container.walked_to_last_byte")), "")
        origin = _origin(row, stated)
        listed = row.get("label") or row.get("kind") or "copy"
        found[row["file"]] = Case(
            row["file"], folder, origin, listed, source.removeprefix("github:"),
            walked if made is not None else "no structure", made,
        )  # fmt: skip
    return list(found.values())


def without_names(made: StructureSignature) -> StructureSignature:
    """Return a signature without handler names too, in which some writers put their own name."""
    return replace(made, traits=tuple(one for one in made.traits if not _names_writer(one)))


def _names_writer(trait: Trait) -> bool:
    return trait.place.endswith("hdlr") and trait.name in ("name", "name_length", "manufacturer")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library of the other sources says of one file."""

    case: Case
    nearest: str
    likeness: float
    has_reference: bool


def answers(known: Sequence[Case]) -> list[Answer]:
    """Hold every file against the files of all other sources."""
    made = []
    for case in known:
        assert case.signature is not None
        others = [one for one in known if one.source != case.source]
        rows = [(likeness(case.signature, one.signature)[0], one.kind()) for one in others if one.signature]
        best = max(rows, default=(0.0, NONE))
        made.append(Answer(case, best[1] if best[0] else NONE, best[0], any(case.kind() == name for _, name in rows)))
    return made


def threshold(given: Sequence[Answer]) -> float:
    """Return the likeness just above the greatest at which a file without a reference resembled another origin."""
    wrong = [one.likeness for one in given if one.nearest != one.case.kind()]
    return round(max(wrong, default=0.0) + 0.01, 2)


def nested(given: Sequence[Answer]) -> dict[str, float]:
    """Return for each source the threshold that the answers of all other sources give."""
    sources = {one.case.source for one in given}
    return {source: threshold([one for one in given if one.case.source != source]) for source in sources}


def _decided(one: Answer, limit: float) -> str:
    return one.nearest if one.likeness >= limit else NONE


def _accuracy(given: Sequence[Answer], limits: dict[str, float]) -> list[str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sources: dict[str, set[str]] = defaultdict(set)
    for one in given:
        counts[one.case.kind()][_decided(one, limits[one.case.source])] += 1
        sources[one.case.kind()].add(one.case.source)
    lines = [
        "| origin (format) | files | sources | reference from another source | right | answers |",
        "|---|---|---|---|---|---|",
    ]
    with_reference, without = [], []
    for origin in sorted(counts, key=lambda name: (-len(sources[name]), name)):
        total, has = sum(counts[origin].values()), len(sources[origin]) > 1
        right = counts[origin][origin if has else NONE] / total
        (with_reference if has else without).append(right)
        told = ", ".join(f"{name} {count}" for name, count in counts[origin].most_common())
        row = (origin, total, len(sources[origin]), "yes" if has else "no", f"{right:.2f}", told)
        lines.append("| " + " | ".join(map(str, row)) + " |")
    macro = sum(with_reference) / len(with_reference)
    none = sum(without) / len(without)
    lines += [
        "",
        f"Macro recall over the {len(with_reference)} origins that have a reference from another source: "
        f"**{macro:.2f}**. "
        f"“No reference”, macro over the {len(without)} origins that have none: **{none:.2f}**.",
    ]
    return lines


def _ratios(known: Sequence[Case]) -> list[str]:
    """Say how often the ratio for an origin points the right way when the file's own source is left out."""
    seen: dict[str, list[tuple[bool, ClassRatio]]] = defaultdict(list)
    few: Counter[str] = Counter()
    for case in known:
        assert case.signature is not None
        others = [one.reference() for one in known if one.source != case.source]
        for ratio in compare(case.signature, others).ratios:
            name = ratio.label.removeprefix("program: ")
            if ratio.log10_ratio is None:
                few[name] += 1
            else:
                seen[name].append((name == case.origin, ratio))
    lines = [
        "| origin | files of it: ratio above 1 | files of others: ratio below 1 | greatest ratio allowed |",
        "|---|---|---|---|",
    ]
    for name, rows in sorted(seen.items()):
        ours = [one.log10_ratio or 0.0 for own, one in rows if own]
        theirs = [one.log10_ratio or 0.0 for own, one in rows if not own]
        bound = 10 ** max(one.held_within for _, one in rows)
        lines.append(
            f"| {name} | {sum(one > 0 for one in ours)} of {len(ours)} | "
            f"{sum(one < 0 for one in theirs)} of {len(theirs)} | {bound:.0f} |"
        )
    lines += ["", "Not enough files for a ratio: " + ", ".join(sorted(set(few) - set(seen))) + "."]
    return lines


def _unseen(every: Sequence[Case], known: Sequence[Case]) -> list[str]:
    """Count what the shipped threshold does on the files that were not used to choose it, and name what went wrong."""
    right, none, wrong = 0, 0, []
    for case in every:
        if case.set == "detection" or case.signature is None:
            continue
        like, nearest = max(
            ((likeness(case.signature, one.signature)[0], one.kind()) for one in known if one.signature),
            default=(0.0, NONE),
        )
        if like < CONSISTENT:
            none += 1
        elif nearest == case.kind():
            right += 1
        else:
            wrong.append(f"- {case.file} ({case.origin or 'writer not stated'}) is {like:.2f} like {nearest}")
    total = right + none + len(wrong)
    return [f"Of {total} further files {right} are near to their writer, {none} have no reference, and:", *wrong]


def _table(every: Sequence[Case], known: Sequence[Case]) -> Iterator[str]:
    yield "| file | parsed to the last byte | listed as | writer as listed | nearest reference of another source |"
    yield "|---|---|---|---|---|"
    for case in every:
        nearest = "–"
        if case.signature is not None:
            rows = [
                (likeness(case.signature, one.signature)[0], one.origin, one.file)
                for one in known
                if one.source != case.source and one.signature
            ]
            best = max(rows, default=(0.0, "", ""))
            if best[0]:
                word = best[1] if best[0] >= CONSISTENT else f"{NONE} (nearest {best[1]}"
                nearest = f"{word}, {best[0]:.2f}{'' if best[0] >= CONSISTENT else ')'}"
            else:
                nearest = f"{NONE} of this format"
        yield f"| {case.file} | {case.last_byte} | {case.listed} | {case.origin or 'not stated'} | {nearest} |"


def document(media: Path) -> str:
    """Return the page with the figures of a run."""
    every = cases(media)
    known = [one for one in every if one.set == "detection" and one.origin and one.signature is not None]
    strict = [replace(one, signature=without_names(one.signature)) for one in known if one.signature is not None]
    parts = [
        _HEAD.format(
            consistent=CONSISTENT,
            files_needed=MIN_FILES,
            sources_needed=MIN_SOURCES,
            files=len(every),
            detection=len(known),
            sources=len({one.source for one in known}),
        )
    ]
    for title, chosen in (("Container without statements", known), ("Without handler names either", strict)):
        given = answers(chosen)
        limits = dict.fromkeys({one.case.source for one in given}, CONSISTENT)
        parts += [f"## {title}", f"Threshold as shipped, {CONSISTENT}:", *_accuracy(given, limits)]
        inner = nested(given)
        parts += [
            f"Threshold chosen anew for each source on the other sources alone (between {min(inner.values())} and "
            f"{max(inner.values())}):",
            *_accuracy(given, inner),
        ]
    parts += ["## Likelihood ratios", _RATIOS, *_ratios(known), "## Files that the choices were not made on"]
    parts += [*_unseen(every, known), "## Every file", _EVERY, *_table(every, known)]
    return "\n".join(_spaced(parts)).lstrip("\n") + "\n"


def _spaced(parts: Sequence[str]) -> Iterator[str]:
    """Put an empty line around everything that is no table row, as Markdown wants it."""
    previous = "|"
    for part in parts:
        if not (part[:1] == previous[:1] and part[:1] in "|-") and part and previous:
            yield ""
        yield part
        previous = part


_HEAD = """# The reference library

<!-- Written by `python -m benchmarks.reference_library MEDIA --write`. -->

## How it works

A *structure signature* holds how a file is written: which elements stand in it, in which order and nesting, brands,
versions and flags, timescales, handler names, the order of its tracks, parameter sets of the encoder, and what programs
state of themselves. What only says what was filmed is left out: dates, durations, sizes, offsets, bit rates, picture
sizes, rotation, places, titles. Which fields are kept stands in one list (`forensics/reference/kept.py`); what the list
does not name is left out. A signature carries its version, and signatures of different versions are not compared.

A *reference* is the signature of a file whose origin a person vouches for: a device and its firmware, a program and its
version, a platform's download, or a generator; with the file's SHA-256, where it was had (the *source*), who vouches,
and when. References stand in `references/library.jsonl` in the user's home: one canonical JSON line each, with the
digest of the line before it, so that a line changed, taken out or added in between is refused. Nothing is overwritten:
a reference that was vouched for wrongly is withdrawn by a further line. Whoever cuts the file at its end leaves no
trace in it: keep the digest that `assay reference list` prints, or an export. The program ships no reference.

    assay reference add CLIP.MP4 --kind device --name "Maker Model" --version 1.2 --source "my own" --by "Jane Doe"
    assay reference add --exhibit CASE E-0001 --kind platform ...
    assay reference compare CASE E-0002          the nearest references, and what differs, side by side
    assay reference export OUT.jsonl             assay reference import OUT.jsonl --by "Omar Haddad"

*Likeness* is the share of container traits that two files have in common (Jaccard), counted over the tracks that both
have. From {consistent} on the answer is “consistent with what was last written by …”, with the references named; below
it is “no reference”. It speaks of the program that wrote the file last and of nothing before; anybody can write any
structure. A *likelihood ratio* is given for an origin only where the library holds {files_needed} files from
{sources_needed} sources of it and of the others, with the counts; it is held within what so many sources can support.

## The evaluation

A structure signature is made of each of {files} files of the project's test media. The program ships no library: the
figures below say how well nearest references tell the program that wrote a file last, when all files of the same
source (repository) are left out. Files are only compared within a family of formats, so each origin counts once for
each of them. {detection} files from {sources} sources of the detection set have a writer that the
manifest lists, or that the file states itself.

What the figures are worth: the origin that counts as right is mostly a statement in the file (an encoder tag), which
anybody can write; the statements themselves are left out of the comparison. Most files come from FFmpeg. The other
origins are few files from few sources, so their recalls have wide intervals (2 of 2 is compatible with a true recall of
0.34). The choice of what is compared (container alone, tracks that both files have) and the shipped threshold were made
on these same files; the second table of each section repeats the choice of the threshold without the source that is
judged. Other material will give other figures."""
_RATIOS = """For each file, the ratio of each origin against all others in a library without the file's source. A ratio
needs 10 files from 3 sources on both sides, and is held within the number of sources plus one."""
_EVERY = """“Nearest” is taken from files of the detection set whose writer is known, without those of the same source.
A file whose origin has no other source here should say “no reference”. Files that were signed after FFmpeg wrote them
are still near to FFmpeg's."""


def main(arguments: Sequence[str]) -> int:
    """Print the page, or write it."""
    text = document(Path(arguments[0]))
    if "--write" in arguments:
        DOCUMENT.write_text(text, "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
