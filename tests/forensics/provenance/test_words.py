"""Every answer about a manifest has its own meaning, also where two questions answer with the same word."""

from __future__ import annotations

from enum import StrEnum

import pytest

from forensics.provenance import words

ANSWERS = [
    kind
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, words.Question)
]


@pytest.mark.parametrize(
    "word", [word for kind in ANSWERS for word in kind], ids=lambda w: f"{type(w).__name__}.{w.name}"
)
def test_every_answer_has_a_meaning(word: StrEnum) -> None:
    assert words.meaning(word).endswith(".")


def test_no_two_answers_to_different_questions_share_a_meaning() -> None:
    meanings = [words.meaning(word) for kind in ANSWERS for word in kind]
    assert len(set(meanings)) == len(meanings)


def test_the_same_word_means_what_its_question_asks() -> None:
    assert "time" in words.meaning(words.TimeStamp.NONE)
    assert "identity" in words.meaning(words.Identity.NONE)
    assert "file" in words.meaning(words.Ingredients.NONE)
    assert "watermark" in words.meaning(words.SoftBinding.NONE)
