"""Recognise speech with a local engine and a model that the user names; runs in the worker, without any network.

Two engines, each an extra of the package: faster-whisper (Whisper: A. Radford et al., Robust Speech Recognition via
Large-Scale Weak Supervision, 2022) and pocketsphinx (CMU Sphinx). What they answer is machine text: such engines also
write fluent words where nobody spoke. A word's confidence is what the engine says of itself, 0 to 100.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from forensics.types import Column, Line, Measurement, NotMeasured, Progress, Result, Series, StreamLocus
from forensics.worker import Job, coded_path

if TYPE_CHECKING:  # loaded in the worker only: the names of results are read elsewhere too
    import av

METHOD, VERSION = "speech", "1"
LINES, ENGINE = "speech.lines", "speech.engine"
COLUMNS = (Column("starts", "ms"), Column("ends", "ms"), Column("text", "text"), Column("confidence", "%, per word"))
WHISPER, SPHINX = "faster-whisper", "pocketsphinx"
EXTRAS = {WHISPER: "speech", SPHINX: "speech-small"}
MODULES = {WHISPER: "faster_whisper", SPHINX: "pocketsphinx"}
RATE = 16_000
MOST_SECONDS = 24 * 3600
LONGEST_TEXT = 10_000
_BLOCK, _SEEK = 600 * RATE, 30 * RATE
"""Samples recognised at once; in the last of them the quietest tenth of a second is where a block is cut."""
_LONGEST_UTTERANCE = 30 * RATE
_GAP = 0.05
"""Seconds that sound may come late before silence is put in between."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their time in seconds from the start of what was given, and a confidence each, 0 to 100."""

    start: float
    end: float
    text: str
    confidences: tuple[int, ...]


Recogniser = Callable[[Floats], Iterator[Said]]


def engine_of(model: Path) -> str:
    """Return which engine a model's folder is for, '' for none that is known."""
    if (model / "model.bin").is_file() and (model / "config.json").is_file():
        return WHISPER
    return SPHINX if any(model.glob("*.dict")) and any(model.glob("*/mdef")) else ""


def run(job: Job) -> Iterator[Line]:
    """Yield what was recognised in the first stream of sound as tables, and which engine did it; or why there is none.

    Options: 'model' (its folder, coded as a path), 'language' ('' for what the engine finds).
    """
    model = coded_path(job.option("model"))
    engine = engine_of(model)
    try:
        recognise = (_whisper if engine == WHISPER else _sphinx)(model, job.option("language"))
    except ImportError as error:
        yield _not(f"{engine} cannot be loaded ({error}): pip install 'assay[{EXTRAS.get(engine, '')}]'")
        return
    except (RuntimeError, ValueError, OSError) as error:
        yield _not(f"{engine} does not accept the model: {str(error)[:300]}")
        return
    yield Result(METHOD, VERSION, Measurement(ENGINE, f"{engine} {importlib.metadata.version(engine)}", "text"))
    count, heard = 0, 0.0
    import av

    with av.open(str(coded_path(job.exhibit)), metadata_errors="backslashreplace") as container:
        stream = next(iter(container.streams.audio), None)
        if stream is None or stream.codec_context is None:
            yield _not("no stream of sound that FFmpeg decodes")
            return
        for start, block in _blocks(container, stream):
            rows = []
            yield Progress("recognising speech", round(start), 0, "seconds")
            for said in recognise(block):
                words = " ".join(str(one) for one in said.confidences)
                begins, ends = round((start + said.start) * 1000), round((start + said.end) * 1000)
                rows.append((begins, ends, said.text[:LONGEST_TEXT], words))
                yield Progress("recognising speech", round(start + said.end), 0, "seconds")
            if rows:
                yield Result(METHOD, VERSION, Series(LINES, COLUMNS, count, tuple(rows), StreamLocus(stream.index)))
            count += len(rows)
            heard += len(block) / RATE
            if heard > MOST_SECONDS:
                yield _not("more than a day of sound; what follows was not recognised")
                return
    if not count:
        yield _not(f"the engine found no words in {heard:.1f} s of sound")


def _not(reason: str) -> Result:
    return Result(METHOD, VERSION, NotMeasured(LINES, reason))


def _blocks(container: av.container.InputContainer, stream: av.AudioStream) -> Iterator[tuple[float, Floats]]:
    """Yield (time in seconds, mono samples at RATE) of sound, cut where it is quiet; gaps in time become silence."""
    import av

    resampler = av.AudioResampler("flt", "mono", RATE)
    held: list[Floats] = []
    begins: float | None = None
    taken = given = 0
    for frame in container.decode(stream):
        assert isinstance(frame, av.AudioFrame)
        at = float(frame.pts * frame.time_base) if frame.pts is not None and frame.time_base else None
        begins = (at or 0.0) if begins is None else begins
        missing = 0.0 if at is None else at - begins - taken / RATE
        parts = [part.to_ndarray().reshape(-1).astype(np.float32) for part in resampler.resample(frame)]
        if _GAP < missing < 600:
            parts.insert(0, np.zeros(round(missing * RATE), np.float32))
        held += parts
        taken += sum(map(len, parts))
        if taken - given >= _BLOCK:
            whole = np.concatenate(held)
            cut = _quiet(whole)
            yield begins + given / RATE, whole[:cut]
            held, given = [whole[cut:]], given + cut
    held += [part.to_ndarray().reshape(-1).astype(np.float32) for part in resampler.resample(None)]
    if begins is not None and (rest := np.concatenate(held)).size:
        yield begins + given / RATE, rest


def _quiet(samples: Floats) -> int:
    tenth = RATE // 10
    tail = samples[-_SEEK:]
    loud = (tail[: len(tail) // tenth * tenth].reshape(-1, tenth) ** 2).mean(axis=1)
    return len(samples) - len(tail) + int(loud.argmin()) * tenth + tenth // 2


def _whisper(model: Path, language: str) -> Recogniser:
    library: Any = importlib.import_module(MODULES[WHISPER])
    if not (model / "tokenizer.json").is_file():
        raise ValueError("its folder holds no tokenizer.json, and nothing is fetched")
    loaded = library.WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)

    def recognise(samples: Floats) -> Iterator[Said]:
        found, _about = loaded.transcribe(
            samples, language=language or None, word_timestamps=True, vad_filter=True, condition_on_previous_text=False
        )
        for one in found:
            words = [(word.word.strip(), _percent(word.probability)) for word in one.words or () if word.word.strip()]
            if words:
                yield Said(one.start, one.end, " ".join(word for word, _ in words), tuple(sure for _, sure in words))

    return recognise


def _sphinx(model: Path, _language: str) -> Recogniser:
    library: Any = importlib.import_module(MODULES[SPHINX])
    sound = next(model.glob("*/mdef")).parent
    words = next(iter(sorted(model.glob("*.dict"))))
    texts = [one for one in sorted(model.glob("*.lm.bin")) if "phone" not in one.name]
    if not texts:
        raise ValueError("its folder holds no language model (*.lm.bin)")
    decoder = library.Decoder(
        hmm=str(sound), dict=str(words), lm=str(texts[0]), samprate=RATE, cmn="batch", loglevel="FATAL"
    )

    def recognise(samples: Floats) -> Iterator[Said]:
        ends = library.Endpointer(sample_rate=RATE)
        data = (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
        uttered, begun = b"", 0.0
        for first in range(0, len(data), ends.frame_bytes):
            piece = data[first : first + ends.frame_bytes]
            last = first + ends.frame_bytes >= len(data)
            was = ends.in_speech
            speech = ends.end_stream(piece) if last else ends.process(piece)
            if speech and not uttered:
                begun = first / 2 / RATE if was else ends.speech_start
            uttered += speech or b""
            if uttered and (last or not ends.in_speech or len(uttered) >= 2 * _LONGEST_UTTERANCE):
                yield from _uttered(decoder, begun, uttered)
                uttered = b""

    return recognise


def _uttered(decoder: Any, begun: float, speech: bytes) -> Iterator[Said]:
    decoder.start_utt()
    decoder.process_raw(speech, full_utt=True)  # at once, so that the mean of this speaker is known from the start
    decoder.end_utt()
    parts = [(one.word.split("(")[0], _percent(one.prob)) for one in decoder.seg() or () if one.word[:1] not in "<[+"]
    if parts:
        text, sure = " ".join(word for word, _ in parts), tuple(sure for _, sure in parts)
        yield Said(begun, begun + len(speech) / 2 / RATE, text, sure)


def _percent(probability: float) -> int:
    return round(100 * min(1.0, max(0.0, float(probability))))
