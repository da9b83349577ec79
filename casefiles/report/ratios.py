"""Say what calibration packs give: the ratio of a score with its bounds, and everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.calibrations import Evaluated, Held
from casefiles.report.blocks import Block, Facts, Prose, Section, Text, code, quoted, words
from forensics.evaluation.calibration import Isotonic, words_of_cap
from forensics.evaluation.pack import Abstained

NOTE = (
    "A likelihood ratio says how much more often scores like this one came from the first kind of files than from the "
    "second, in the files of one trial. It is no probability of either proposition, it holds for that population only, "
    "and it concludes nothing. Ratios of methods of one family are not multiplied; the program multiplies none."
)


def ratio_words(one: Evaluated) -> str:
    """Say one outcome in a sentence."""
    score = "no score" if one.score is None else f"score {one.score:.4g}"
    match one.outcome:
        case Abstained(reason):
            return f"{score}: no ratio is given: {reason}."
        case ratio:
            times = 10 ** abs(ratio.log10)
            side = "H1 as from H2" if ratio.log10 >= 0 else "H2 as from H1"
            capped = " (brought down to what the trial can bear)" if ratio.was_capped else ""
            return (
                f"{score}: such a score came {times:.1f} times as often from {side} in the trial "
                f"(log10 LR {ratio.log10:+.2f}){capped}."
            )


def pack_words(held: Held) -> Sequence[tuple[str, str]]:
    """Return names and values of everything that a reader needs to judge a pack."""
    pack, made = held.pack, held.pack.calibration
    until = pack.generators_until or "no generators among the files, or no date given"
    sides = f"sides {pack.domain.least_side} to {pack.domain.greatest_side} pixels"
    domain = f"{', '.join(pack.domain.codecs)}; {sides if pack.domain.greatest_side else 'sound without pictures'}"
    kind = "isotonic" if isinstance(made.mapping, Isotonic) else "logistic"
    return (
        ("H1", pack.proposition_target),
        ("H2", pack.proposition_other),
        ("population", pack.population),
        ("generators until", until),
        ("files", f"{pack.files_target} of H1 in {pack.groups_target} independent groups; "
                  f"{pack.files_other} of H2 in {pack.groups_other}"),
        ("tried on", domain),
        ("reference data", f"SHA-256 over digest, group and label of every file: {pack.files_sha256}"),
        ("score", pack.score),
        ("calibration", f"{kind}; Cllr {made.cllr:.2f} bits held out by group, {abs(made.least_cllr):.2f} at best (1: "
                        "says nothing)"),
        ("cap", words_of_cap(made.cap)),
        ("range tried", f"scores {made.lowest_score:.4g} to {made.highest_score:.4g}"),
        ("made", pack.made),
        ("signed by", f"{held.signed_by}, key {held.key_id}"),
        ("pack", f"{held.id}, SHA-256 {held.sha256}; taken in by {held.by}, {held.made}: {held.reason}"),
    )  # fmt: skip


def ratios(found: Sequence[Evaluated]) -> Iterator[Section]:
    """Yield the part on likelihood ratios; without a pack in force it says that there is none."""
    if not found:
        note = Prose(Text("No calibration pack is in force in this case: every score in this report is a score."))
        yield Section(2, "Likelihood ratios", "ratios", (note,))
        return
    yield Section(2, "Likelihood ratios", "ratios", (Prose(Text(NOTE), "note"),))
    for one in found:
        title = f"{one.exhibit}: {one.held.pack.method} {one.held.pack.version}, pack {one.held.id}"
        rows = [("Outcome", words(ratio_words(one))), ("Examination", code(one.examination))]
        rows += [(name.capitalize() if name[0] != "H" else name, quoted(value)) for name, value in pack_words(one.held)]
        blocks: tuple[Block, ...] = (Facts(tuple(rows)),)
        yield Section(3, title, f"ratio-{one.exhibit}-{one.held.id}", blocks)
