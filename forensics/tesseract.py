"""Read the words in pictures with Tesseract where it is installed, in a confined process that may become only it.

What it answers is machine text: words with the confidence that Tesseract itself states (0 to 100), and their boxes.
Confidence is that of the program in its own words; it was not tested here how often words of a given confidence are
right. Tesseract: R. Smith, An Overview of the Tesseract OCR Engine, ICDAR 2007; tesseract-ocr.github.io.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from forensics.codec import clean_text
from forensics.confinement import Limits
from forensics.outside import MAX_ANSWER, OutsideJob, become, installed
from forensics.worker import path_code

PROGRAM = "tesseract"
DATA_FOLDERS = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
AT_ONCE = 8
"""Pictures that one process reads."""
LONGEST_WORD = 200
_LANGUAGES = re.compile(r"[A-Za-z]{3}(?:_[A-Za-z]{1,12}){0,2}(?:\+[A-Za-z]{3}(?:_[A-Za-z]{1,12}){0,2}){0,5}")
_LIMITS = Limits(processor_seconds=240, file_bytes=MAX_ANSWER + 1)
_SPARSE = "11"
"""Page segmentation: as much text as can be found, in no particular order; pictures are no pages of print."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with Tesseract's confidence in it, 0 to 100."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class WordLine:
    """Words that stand beside each other, with their common box in pixels of the picture as shown."""

    words: tuple[Word, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Engine:
    """The installed Tesseract: its program, the folder of its language data, and what identifies both in words."""

    program: Path
    data: Path
    languages: str
    named: str


class NoReader(Exception):
    """Text cannot be read; the message says what to install or to write."""


def engine(languages: str, scratch: Path) -> Engine:
    """Return the installed Tesseract for languages such as 'eng' or 'eng+deu'; raise NoReader where it is missing."""
    program = installed(PROGRAM)
    if program is None:
        raise NoReader("Tesseract is not installed: install the package tesseract-ocr of the system")
    if not _LANGUAGES.fullmatch(languages):
        raise NoReader(f"{languages[:60]!r} names no languages: write codes of Tesseract such as eng or eng+deu")
    wanted = languages.split("+")
    for folder in map(Path, DATA_FOLDERS):
        files = [folder / f"{one}.traineddata" for one in wanted]
        if all(file.is_file() for file in files):
            break
    else:
        raise NoReader(f"Tesseract has no data for {languages}: install tesseract-ocr-LANGUAGE of the system")
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    data = "; ".join(f"{file.name} SHA-256 {digest}" for file, digest in zip(files, digests, strict=True))
    said = _answer(program, scratch, scratch / "none", ("--version",), ())
    version = said.decode("utf-8", "replace").split("\n", 1)[0] if isinstance(said, bytes) else PROGRAM
    return Engine(program, folder, languages, f"{clean_text(version[:80])}; {data}")


def read_pictures(reader: Engine, pictures: Sequence[Path], scratch: Path) -> list[list[WordLine]]:
    """Return the lines of words in each of at most AT_ONCE PNG files in ``scratch``; raise NoReader for no answer."""
    listing = scratch / "pictures.txt"
    listing.write_bytes(b"".join(os.fsencode(one) + b"\n" for one in pictures))
    options = ("--tessdata-dir", str(reader.data), "-l", reader.languages, "--psm", _SPARSE, "tsv")
    answer = _answer(reader.program, scratch, listing, (), ("stdout", *options))
    if isinstance(answer, str):
        raise NoReader(f"Tesseract: {answer}")
    found: list[list[WordLine]] = [[] for _ in pictures]
    for page, line in _lines(answer.decode("utf-8", "replace")):
        if 1 <= page <= len(found):
            found[page - 1].append(line)
    return found


def _answer(
    program: Path, scratch: Path, exhibit: Path, before: tuple[str, ...], after: tuple[str, ...]
) -> bytes | str:
    job = OutsideJob(str(program), before, path_code(exhibit), path_code(scratch), _LIMITS, after)
    return become(job, str(scratch))


def _lines(untrusted: str) -> Iterator[tuple[int, WordLine]]:
    """Yield (page, line) of Tesseract's table: level, page, block, par, line, word, left, top, w, h, conf, text."""
    key: tuple[str, ...] = ()
    words: list[Word] = []
    boxes: list[tuple[int, int, int, int]] = []
    for row in csv.reader(untrusted.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != "5" or not row[11].strip():
            continue
        try:
            left, top, width, height = (int(one) for one in row[6:10])
            confidence = min(100.0, max(0.0, float(row[10])))
        except ValueError:
            continue
        if tuple(row[1:5]) != key:
            yield from _line(key, words, boxes)
            key, words, boxes = tuple(row[1:5]), [], []
        words.append(Word(clean_text(row[11].strip()[:LONGEST_WORD]), confidence))
        boxes.append((left, top, left + width, top + height))
    yield from _line(key, words, boxes)


def _line(
    key: tuple[str, ...], words: list[Word], boxes: list[tuple[int, int, int, int]]
) -> Iterator[tuple[int, WordLine]]:
    if not words or not key[0].isdecimal():
        return
    left, top = min(one[0] for one in boxes), min(one[1] for one in boxes)
    right, bottom = max(one[2] for one in boxes), max(one[3] for one in boxes)
    yield int(key[0]), WordLine(tuple(words), left, top, right - left, bottom - top)
