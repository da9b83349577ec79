"""Let another program read an exhibit's tags as a second reader, in a confined process of its own.

The examining worker may start no program. A second reader runs in another child, which confines itself in the same
way save that it may become one other program (execve), and then does: no network, no new process by fork, nothing
readable but the exhibit and the system's programs, nothing writable but an empty folder. Where a system cannot
confine it so, no other program is run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forensics.codec import CodecError, Json, clean_text, decode_as, encode, parse_json
from forensics.confinement import Allowed, Limits, confine, program_paths
from forensics.starting import command
from forensics.types import NotMeasured, Result, Tag
from forensics.worker import coded_path, path_code

METHOD, VERSION = "second reader", "1"
FOLDERS = ("/usr/bin", "/usr/local/bin", "/bin")
"""Where a second reader is looked for: the confinement lets programs of the system be read, and no others."""
SECONDS = 120
MAX_ANSWER = 8 * 1024 * 1024
MAX_TAGS = 20_000
MAX_VALUE = 10_000
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
_LIMITS = Limits(processor_seconds=60, file_bytes=MAX_ANSWER + 1)


@dataclass(frozen=True, slots=True)
class OutsideJob:
    """What the child is asked to become: a program with its arguments, on one exhibit."""

    program: str
    arguments: tuple[str, ...]
    exhibit: str
    scratch: str
    limits: Limits
    after: tuple[str, ...] = ()
    """Arguments that follow the exhibit."""


@dataclass(frozen=True, slots=True)
class _Reader:
    arguments: tuple[str, ...]
    tags: Callable[[Json], Iterator[Tag]]
    version: Callable[[Json], str]


def read_with(reader: str, exhibit: Path) -> Iterator[Result]:
    """Yield the tags that another installed program reads, or a NotMeasured with the reason why there are none."""
    if reader not in READERS:
        yield _not(reader, f"no second reader of this name is known: {', '.join(sorted(READERS))}")
        return
    program = installed(reader)
    if program is None:
        yield _not(reader, f"{reader} is not installed in {', '.join(FOLDERS)}")
        return
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        job = OutsideJob(
            str(program), READERS[reader].arguments, path_code(exhibit), path_code(Path(scratch)), _LIMITS
        )  # fmt: skip
        answer = become(job, scratch)
    if isinstance(answer, str):
        yield _not(reader, answer)
        return
    try:
        untrusted = parse_json(answer.decode("utf-8", "backslashreplace"))
    except CodecError as error:
        yield _not(reader, f"its answer is no JSON that can be read ({error})")
        return
    version = READERS[reader].version(untrusted)
    count = 0
    for count, tag in enumerate(READERS[reader].tags(untrusted), start=1):
        if count > MAX_TAGS:
            yield _not(reader, f"tags beyond the first {MAX_TAGS} are not listed")
            return
        yield Result(reader, version, tag)
    if count == 0:
        yield _not(reader, "it read no tag")


def _not(reader: str, reason: str) -> Result:
    return Result(METHOD, VERSION, NotMeasured(f"tags.{reader}", reason))


def installed(program: str) -> Path | None:
    """Return where a program of the system stands, None where it is not installed."""
    return next((Path(folder, program) for folder in FOLDERS if Path(folder, program).is_file()), None)


def become(job: OutsideJob, scratch: str) -> bytes | str:
    """Return what the program printed, or the reason why it printed nothing that can be used.

    It prints into files, whose size the limits of the child bound.
    """
    with Path(scratch, "answer").open("w+b") as answer, Path(scratch, "errors").open("w+b") as errors:
        try:
            process = subprocess.run(
                command("forensics.outside"),
                input=encode(job).encode("ascii") + b"\n",
                stdout=answer,
                stderr=errors,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": scratch, "HOME": scratch, "PYTHONUTF8": "1"}
                | _ONE_THREAD,
                cwd=scratch,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it gave no answer within {SECONDS} s and was ended"
        except OSError as error:
            return f"it could not be started: {error.strerror}"
        answer.seek(0)
        errors.seek(0)
        untrusted, said = answer.read(MAX_ANSWER + 1), errors.read(4096).decode("utf-8", "backslashreplace")
    if len(untrusted) > MAX_ANSWER:
        return f"it answered more than {MAX_ANSWER} bytes"
    if not untrusted:
        last = said.strip().splitlines()[-1:]
        return f"it ended with status {process.returncode}" + (f": {clean_text(last[0][:300])}" if last else "")
    return untrusted


def _text(value: Json) -> str:
    text = ", ".join(_text(one) for one in value[:100]) if isinstance(value, list) else str(value)
    return clean_text(text[:MAX_VALUE])


def _exiftool(untrusted: Json) -> Iterator[Tag]:
    """Read `exiftool -j -G1`: one object of 'Group:Name' to value; what it says of the file system is left out."""
    for one in untrusted if isinstance(untrusted, list) else ():
        for key, value in one.items() if isinstance(one, dict) else ():
            group, _, name = key.partition(":")
            if group not in ("SourceFile", "System", "ExifTool", "Composite") and not isinstance(value, dict):
                yield Tag("exiftool", clean_text(group[:200]), clean_text(name[:200]), _text(value))


def _exiftool_version(untrusted: Json) -> str:
    first = untrusted[0] if isinstance(untrusted, list) and untrusted else None
    return _text(first.get("ExifTool:ExifToolVersion", "unknown")) if isinstance(first, dict) else "unknown"


_UNSTORED = ("@type", "Count", "Stream", "CompleteName", "Folder", "FileName", "FileExtension", "File_", "UniqueID")


def _mediainfo(untrusted: Json) -> Iterator[Tag]:
    """Read `mediainfo --Output=JSON`: an object for the file and one for each stream; file names are left out."""
    media = untrusted.get("media") if isinstance(untrusted, dict) else None
    tracks = media.get("track") if isinstance(media, dict) else None
    for track in tracks if isinstance(tracks, list) else ():
        if not isinstance(track, dict):
            continue
        order = str(track.get("StreamOrder", ""))
        group = f"stream {order}" if order.isdigit() else _text(track.get("@type", ""))
        for name, value in (*track.items(), *_extra(track)):
            if not name.startswith(_UNSTORED) and not isinstance(value, dict):
                yield Tag("mediainfo", group, clean_text(name[:200]), _text(value))


def _extra(track: Mapping[str, Json]) -> tuple[tuple[str, Json], ...]:
    extra = track.get("extra")
    return tuple(extra.items()) if isinstance(extra, dict) else ()


def _mediainfo_version(untrusted: Json) -> str:
    library = untrusted.get("creatingLibrary") if isinstance(untrusted, dict) else None
    return _text(library.get("version", "unknown")) if isinstance(library, dict) else "unknown"


READERS = {
    # An empty configuration first: ExifTool would otherwise look for one in its user's home.
    "exiftool": _Reader(
        ("-config", "", "-j", "-G1", "-n", "-charset", "UTF8", "-api", "largefilesupport=1"),
        _exiftool,
        _exiftool_version,
    ),
    "mediainfo": _Reader(("--Output=JSON",), _mediainfo, _mediainfo_version),
}  # fmt: skip


def _main() -> None:
    job = decode_as(OutsideJob, sys.stdin.buffer.readline(1 << 20).decode("ascii"))
    exhibit, scratch = coded_path(job.exhibit), coded_path(job.scratch)
    allowed = Allowed((*program_paths(), Path(job.program), exhibit), (scratch, Path("/dev/null")))
    in_force = " ".join(confine(job.limits, allowed, programs=True))
    if "Landlock" not in in_force or "system call filter" not in in_force:
        sys.exit("this system cannot confine another program, so none is run")
    os.execve(job.program, [job.program, *job.arguments, os.fspath(exhibit), *job.after], dict(os.environ))  # noqa: S606 - no shell


if __name__ == "__main__":
    _main()
