"""The library of fingerprints on this machine: what it holds, looking a clip up, giving entries to another desk."""

from __future__ import annotations

from pathlib import Path

from casefiles import verbs_copies
from casefiles.library import LibraryEntry
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import pairs
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import counted, one_line


def _read(_path: Path, _exhibit: ExhibitId) -> Listed[LibraryEntry]:
    found = verbs_copies.library_list()
    return Listed(found, "" if found else tr("The library is empty. Take cases in that may be looked up."))


def _words(row: LibraryEntry) -> str:
    return pairs(
        ("Entry", row.id),
        ("File", row.name),
        ("Case", f"{row.case_name} {row.case_path}".strip()),
        ("Exhibit", row.exhibit),
        ("Length", f"{row.seconds:.1f} s"),
        ("SHA-256", row.sha256),
        ("Whom to ask", row.contact),
        ("Added", row.added),
    )


def _add(at: At[LibraryEntry], given: Values) -> Done:
    source = Path(given["file"]).expanduser() if given["file"] else at.path
    made = verbs_copies.library_add(source, watcher=at.watcher)
    return Done(tr("{count} taken in.", count=counted(len(made), "entry", "entries")))


def _find(at: At[LibraryEntry], given: Values) -> Done:
    found = verbs_copies.find(Path(given["clip"]).expanduser(), watcher=at.watcher)
    lines: list[str] = []
    for hit in found.hits:
        lines.append(f"{hit.entry.id}  {one_line(hit.entry.name)}  {one_line(hit.entry.case_name)} {hit.entry.exhibit}")
        lines += [f"  {one_line(f'{said.words} {said.evidence}', 600)}" for said in hit.relation.statements]
        lines += [tr("  ask: {contact}", contact=one_line(hit.entry.contact))] if hit.entry.contact else []
    words = tr(
        "{clip}: found in {hits} of {held} entries.",
        clip=one_line(found.clip, 100),
        hits=len(found.hits),
        held=found.held,
    )
    return Done(
        words, "\n".join(filter(None, (*lines, one_line(found.remark, 1000)))) or tr("Nothing follows from that.")
    )


def _remove(at: At[LibraryEntry], _given: Values) -> Done:
    gone = verbs_copies.library_remove(at.marked.id)
    return Done(tr("{id} is taken out.", id=gone.id))


def _give(at: At[LibraryEntry], given: Values) -> Done:
    target = Path(given["target"]).expanduser()
    said = verbs_copies.library_give(at.marked.id, target, contact=given["contact"], nameless=bool(given["nameless"]))
    return Done(tr("Written; it holds fingerprints and no footage."), _words(said), target.parent)


def _share(at: At[LibraryEntry], given: Values) -> Done:
    names, nameless = [at.marked.id], bool(given["nameless"])
    made = verbs_copies.library_share(names, contact=given["contact"], nameless=nameless)
    return Done(tr("Shared; it holds fingerprints and no footage."), "\n\n".join(map(_words, made)))


def _take_back(at: At[LibraryEntry], _given: Values) -> Done:
    verbs_copies.library_withdraw([at.marked.id])
    return Done(tr("{id} is taken back from the shared library.", id=at.marked.id))


def _shared(_at: At[LibraryEntry], _given: Values) -> Done:
    found = verbs_copies.library_shared()
    lines = [f"{one.id}  {one_line(one.name)}  {one_line(one.case_name)}  {one_line(one.contact)}" for one in found]
    return Done(
        tr("The shared library holds {count}.", count=counted(len(found), "entry", "entries")), "\n".join(lines)
    )


def _connect(_at: At[LibraryEntry], given: Values) -> Done:
    if not given["address"]:
        return Done(tr("{address} is looked into no more.", address=verbs_copies.library_disconnect()))
    held = verbs_copies.library_connect(given["address"])
    return Done(tr("The shared library holds {count}.", count=counted(held, "entry", "entries")))


def _take(_at: At[LibraryEntry], given: Values) -> Done:
    made = verbs_copies.library_take(Path(given["source"]).expanduser(), by=given["by"])
    return Done(tr("{id} is taken in.", id=made.id))


LIBRARY: Book[LibraryEntry] = Book(
    "Library",
    "Fingerprints of cases that opted in, and of reference footage, belong here.\n\nMake or open a case.",
    "It holds no footage and stands on this machine. A clip is looked up without being taken into the case.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("File", lambda row: one_line(row.name)),
        Heading("Case", lambda row: one_line(row.case_name)),
        Heading("Exhibit", lambda row: row.exhibit, fixed=True),
        Heading("Length", lambda row: f"{row.seconds:.1f} s", lambda row: row.seconds, right=True),
    ),
    (120, 0, 140, 80, 80),
    1,
    _read,
    _words,
    (
        (
            "&Look a clip up…",
            Act(
                "Look a clip up…",
                "Where in the library a clip is found. That it is not found shows nothing.",
                "Look up",
                lambda _at: (Blank("clip", tr("&Clip"), asks="file", needed=True),),
                _find,
                needs="nothing",
                signed=False,
                long=True,
            ),
        ),
        (
            "&Take in…",
            Act(
                "Take into the library…",
                "The examined exhibits of this case, or a file of reference footage.",
                "Take in",
                lambda _at: (Blank("file", tr("&File"), asks="file", hint=tr("empty: this case")),),
                _add,
                signed=False,
                long=True,
            ),
        ),
        (
            "&Give…",
            Act(
                "Give an entry to another desk…",
                "Fingerprints only: never footage, nor where the case stands.",
                "Write",
                lambda _at: (
                    Blank("target", tr("&New file"), asks="new file", needed=True),
                    Blank("contact", tr("&Whom to ask")),
                    Blank("nameless", tr("&Names"), asks="tick", hint=tr("leave out names of file, case and exhibit")),
                ),
                _give,
                signed=False,
                of_row=True,
            ),
        ),
        (
            "Take from another &desk…",
            Act(
                "Take an entry from another desk…",
                "An entry that another desk wrote for you.",
                "Take in",
                lambda _at: (
                    Blank("source", tr("&File"), asks="file", needed=True),
                    Blank("by", tr("&From"), hint=tr("who gave it, where the file does not say")),
                ),
                _take,
                signed=False,
            ),
        ),
        (
            "&Share…",
            Act(
                "Share an entry…",
                "Gives fingerprints to the library that desks share: never footage, nor where the case stands.",
                "Share",
                lambda _at: (
                    Blank("contact", tr("&Whom to ask"), needed=True),
                    Blank("nameless", tr("&Names"), asks="tick", hint=tr("leave out names of file, case and exhibit")),
                ),
                _share,
                signed=False,
                of_row=True,
            ),
        ),
        (
            "Take &back…",
            Act(
                "Take an entry back…",
                "Other desks find it no more; what they have found stays with them.",
                "Take back",
                lambda _at: (),
                _take_back,
                signed=False,
                of_row=True,
            ),
        ),
        (
            "Shared &entries…",
            Act(
                "Shared entries…",
                "What the library that desks share holds. It is asked over the network.",
                "Ask now",
                lambda _at: (),
                _shared,
                signed=False,
            ),
        ),
        (
            "Shared &library…",
            Act(
                "Connect a shared library…",
                "Clips are looked up in the library of other desks too. The address is kept on this machine.",
                "Connect",
                lambda _at: (Blank("address", tr("&Address"), hint=tr("empty: this desk's library only")),),
                _connect,
                signed=False,
            ),
        ),
        (
            "&Remove…",
            Act(
                "Take an entry out…",
                "It can be taken in again from its case.",
                "Take out",
                lambda _at: (),
                _remove,
                signed=False,
                of_row=True,
            ),
        ),
    ),
)
