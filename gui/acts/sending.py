"""What leaves the desk as files: final report, cards, certificate, disclosure version, and packages, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casefiles import courtroom, verbs_custody, workbench
from casefiles.errors import EntryRefused
from casefiles.package.content import Wanted
from casefiles.report.certificates import TITLES, Kind
from gui.acts.declared import Act, AnyAct, At, Done
from gui.acts.words import Some, files_words, ids, of_exhibits, pairs
from gui.fields import Blank, Values
from gui.saying import tr
from gui.words import counted, one_line, size_words

PDF_PARTS = ("pdf", "html", "json")


def _formats() -> Blank:
    choices = tuple((one, one.upper()) for one in PDF_PARTS)
    return Blank("formats", tr("&Formats"), "\n".join(PDF_PARTS), choices=choices, asks="several", needed=True)


def _folder() -> Blank:
    return Blank("folder", tr("&Folder"), asks="folder", hint=tr("empty: the folder “exports” of the case"))


def _final(at: Some, given: Values) -> Done:
    from casefiles import signing
    from casefiles.reports import Finish

    brought = Path(given["pkcs12"]).expanduser() if given["pkcs12"] else None
    mine = (
        signing.brought(brought, given["passphrase"])
        if brought is not None
        else courtroom.credentials(given["passphrase"], signer=at.signer)
    )
    formats = tuple(given["formats"].split("\n"))
    made = courtroom.final_report(
        at.path, Finish(mine, given["authority"]), signer=at.signer, formats=formats, watcher=at.watcher
    )
    words = tr("The final report {id} is verified, frozen and signed.", id=made.id)
    return Done(words, files_words(made), made.folder)


FINAL: AnyAct = Act(
    "Final report…",
    "Verifies the whole case, freezes its report, signs the PDF (PAdES) and records its digest. It is refused while an "
    "objection of the board is not answered.",
    "Sign and write",
    lambda _at: (
        Blank(
            "passphrase", tr("&Passphrase"), asks="secret", needed=True, help=tr("Of your key, or of the file below.")
        ),
        Blank("pkcs12", tr("&Certificate"), asks="file", hint=tr("PKCS#12; empty: one made here with your key")),
        Blank("authority", tr("Time-&stamp authority"), hint=tr("an address; uses the network; may stay empty")),
        _formats(),
    ),
    _final,
    long=True,
)


def _cards(at: Some, given: Values) -> Done:
    folder = Path(given["folder"]).expanduser() if given["folder"] else None
    made = courtroom.cards(at.path, ids(given["exhibits"]), folder=folder)
    return Done(tr("{count} written.", count=counted(len(made.files), "card")), files_words(made), made.folder)


CARDS: AnyAct = Act(
    "Newsroom cards…",
    "One page in plain words of each exhibit, for a desk that must decide today.",
    "Write",
    lambda at: (of_exhibits(at, ticked=[at.exhibit], help=tr("None ticked: all.")), _folder()),
    _cards,
    signed=False,
)


def _certificate(at: Some, given: Values) -> Done:
    folder = Path(given["folder"]).expanduser() if given["folder"] else None
    kind: Kind = next(one for one in get_args(Kind) if one == given["kind"])
    made = courtroom.certificate(at.path, kind, folder=folder)
    return Done(tr("The draft is written. A lawyer completes it."), files_words(made), made.folder)


CERTIFICATE: AnyAct = Act(
    "Draft of a certificate…",
    "A draft for a lawyer of what a court asks for with digital evidence, filled with what the log holds.",
    "Write",
    lambda _at: (Blank("kind", tr("&Kind"), choices=tuple(TITLES.items())), _folder()),
    _certificate,
    signed=False,
)


def _disclose(at: Some, given: Values) -> Done:
    redactions = Path(given["redactions"]).expanduser()
    formats = tuple(given["formats"].split("\n"))
    made = courtroom.disclose(at.path, redactions, signer=at.signer, formats=formats, watcher=at.watcher)
    return Done(tr("The disclosure version {id} is written.", id=made.id), files_words(made), made.folder)


DISCLOSE: AnyAct = Act(
    "Disclosure version…",
    "The report with named texts and pictures taken out, each with its reason, tied to the digest of the whole report.",
    "Write",
    lambda _at: (
        Blank(
            "redactions",
            tr("What is taken &out"),
            asks="file",
            needed=True,
            help=tr("A TOML file: [[redact]] with text or picture, and reason."),
        ),
        _formats(),
    ),
    _disclose,
    long=True,
)


def _package(at: Some, given: Values) -> Done:
    wanted = Wanted(
        ids(given["exhibits"]),
        bool(given["without_originals"]),
        bool(given["zip"]),
        bool(given["without_restricted"]),
    )
    target = Path(given["target"]).expanduser()
    made = verbs_custody.package(at.path, target, wanted, signer=at.signer, watcher=at.watcher)
    text = pairs(
        ("Package", str(made.path)),
        ("SHA-256 of tagmanifest-sha256.txt", made.tagmanifest_sha256),
        ("Head", f"{made.head.size}, {made.head.root}"),
        ("Size", f"{size_words(made.octets)}, {made.files}"),
        ("Not in it", "\n  ".join(made.left_out)),
    )
    words = tr("{id} is packed. Tell the recipient this digest by another way than the package goes.", id=made.id)
    return Done(words, text, made.path.parent)


PACKAGE: AnyAct = Act(
    "Package…",
    "Packs originals, reports, custody log and proofs for another desk, a court or the other side. It holds verify.py, "
    "which checks all of it with nothing but Python.",
    "Pack",
    lambda at: (
        Blank("target", tr("&New folder or file"), asks="new folder", needed=True),
        of_exhibits(at, help=tr("None ticked: the whole case. Of exhibits that are not ticked nothing is disclosed.")),
        Blank("without_originals", tr("&Originals"), asks="tick", hint=tr("leave them out; their digests stay in")),
        Blank("without_restricted", tr("&Restricted values"), asks="tick", hint=tr("leave them out")),
        Blank("zip", tr("&ZIP"), asks="tick", hint=tr("one file instead of a folder")),
    ),
    _package,
    long=True,
)


def _import(at: At[object], given: Values) -> Done:
    target = Path(given["target"]).expanduser()
    if target.suffix != ".assay":
        target = target.with_name(f"{target.name}.assay")
    made = verbs_custody.import_package(
        Path(given["package"]).expanduser(),
        target,
        signer=at.signer,
        reason=given["reason"],
        despite_problems=bool(given["despite"]),
        watcher=at.watcher,
    )
    text = pairs(
        ("Case", str(made.summary.path)),
        ("Packed by", f"{made.packed_by}, {made.packed_key}"),
        ("SHA-256 of tagmanifest-sha256.txt", made.tagmanifest_sha256),
        ("Head", f"{made.head.size}, {made.head.root}"),
        ("Without original", ", ".join(made.without_originals)),
        ("Problems", "\n  ".join(f"{one.place}: {one.what}" for one in made.verification.problems)),
    )
    words = tr("The case {name} is made. Compare the digest with what the sender tells you.", name=made.summary.name)
    return Done(one_line(words, 400), text, case=made.summary.path)


IMPORT: AnyAct = Act(
    "Import a package…",
    "Makes a case of a package, with all its history. Every file, row, event and signature is checked first; the log "
    "goes on under your key.",
    "Check and import",
    lambda _at: (
        Blank("package", tr("&Package"), asks="file", needed=True, hint=tr("a ZIP; of a folder, its path")),
        Blank("target", tr("&New case"), asks="new folder", needed=True, hint="NAME.assay"),
        Blank("reason", tr("&Reason")),
        Blank(
            "despite", tr("Problems"), asks="tick", hint=tr("take it although something differs, on record"), later=True
        ),
    ),
    _import,
    needs="nothing",
    long=True,
)


def _folder_taken(at: Some, given: Values) -> Done:
    made = verbs_custody.acquire_folder(
        at.path, Path(given["folder"]).expanduser(), signer=at.signer, watcher=at.watcher
    )
    left = "\n".join(f"{place}: {one.reason}" for place, one in made.left_out)
    words = tr("{count} taken from {name}.", count=counted(len(made.acquired), "file"), name=one_line(made.name))
    return Done(words, left)


FOLDER: AnyAct = Act(
    "Add a folder…",
    "Copies every file of a folder into the case and records its structure. What cannot be taken is named with its "
    "reason. Examine the new exhibits afterwards.",
    "Add",
    lambda _at: (Blank("folder", tr("&Folder"), asks="folder", needed=True),),
    _folder_taken,
    long=True,
)


def _earlier(at: Some, given: Values) -> Done:
    if not given["at"].isdigit():
        raise EntryRefused(tr("the number of events is a whole number"), hint=tr("It stands in the report."))
    like = Path(given["like"]).expanduser() if given["like"] else None
    folder = Path(given["folder"]).expanduser()
    made = workbench.report(at.path, folder=folder, at=int(given["at"]), like=like, watcher=at.watcher)
    return Done(tr("The report of that head is made again. Compare the digests."), files_words(made), made.folder)


EARLIER: AnyAct = Act(
    "Make an earlier report again…",
    "Makes the report of an earlier head of the log again, byte for byte, to be compared with the one that was given.",
    "Write",
    lambda _at: (
        Blank("at", tr("&Events"), needed=True, hint=tr("the number of custody events that the report names")),
        Blank("like", tr("A final &JSON"), asks="file", hint=tr("gives the bytes that were signed; may stay empty")),
        Blank("folder", tr("&Folder"), asks="folder", needed=True),
    ),
    _earlier,
    signed=False,
    long=True,
)
