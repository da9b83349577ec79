"""The register is complete, dated and sourced; additions add, corrections name what they replace."""

from __future__ import annotations

import datetime

import pytest

from forensics.generators.claims import ClaimField, ClaimKind, Register
from forensics.generators.register import RegisterError, builtin, load_register, parse_family

FAMILIES = {
    "openai-sora", "openai-sora-2", "google-veo", "runway-gen-4", "runway-gen-4.5", "meta-movie-gen", "pika", "luma",
    "kling", "seedance", "adobe-firefly",
}  # fmt: skip
ADDITION = """
schema = 1
id = "openai-sora"
name = "OpenAI Sora"
maker = "OpenAI"

[[claim]]
id = "frame-rate-2"
field = "frame rate"
value = "24 or 30 frames a second"
kind = "real deployment"
source = "our own files"
source_date = "2026-11"
reviewed = 2026-11-20
replaces = "frame-rate"
"""


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_every_family_of_the_mission_stands(register: Register) -> None:
    assert {family.id for family in register.families} == FAMILIES


def test_every_claim_has_a_source_a_date_and_one_of_the_five_kinds(register: Register) -> None:
    assert len(ClaimKind) == 5
    for family in register.families:
        for claim in family.claims:
            assert claim.source
            assert claim.source_date
            assert datetime.date(2024, 1, 1) < claim.reviewed <= datetime.date(2026, 11, 22)


def test_nothing_is_left_out_and_unknown_is_written(register: Register) -> None:
    for family in register.families:
        assert {claim.field for claim in family.standing()} == set(ClaimField)
    runway = register.family("runway-gen-4.5")
    assert runway is not None
    assert {c.field for c in runway.claims if c.unknown} >= {ClaimField.FRAME_RATE, ClaimField.CONTAINER}


def test_the_ends_of_access_are_kept(register: Register) -> None:
    sora = register.family("openai-sora-2")
    assert sora is not None
    access = next(c for c in sora.claims if c.field is ClaimField.ACCESS)
    assert "2026-04-26" in access.value
    assert access.valid_until == "2026-09-24"


def test_a_claim_grows_stale_at_the_set_age(register: Register) -> None:
    family = register.families[0]
    claim = family.claims[0]
    on_time = claim.reviewed + datetime.timedelta(days=family.stale_after_days)
    assert not family.is_stale(claim, on_time)
    assert family.is_stale(claim, on_time + datetime.timedelta(days=1))


def test_a_correction_adds_and_replaces_without_removing(register: Register) -> None:
    changed = load_register(added=[("ours.toml", ADDITION)])
    sora, before = changed.family("openai-sora"), register.family("openai-sora")
    assert sora is not None
    assert before is not None
    assert len(sora.claims) == len(before.claims) + 1
    standing = [c for c in sora.standing() if c.field is ClaimField.FRAME_RATE]
    assert [(c.value, c.by) for c in standing] == [("24 or 30 frames a second", "ours.toml")]
    assert changed.sha256 != register.sha256


def test_the_state_of_the_register_has_one_digest(register: Register) -> None:
    assert load_register().sha256 == register.sha256
    assert load_register(builtin()).sha256 == register.sha256


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("schema = 1", "schema = 2"), "schema must be"),
        (('kind = "real deployment"', 'kind = "rumour"'), "must be one of"),
        (('source = "our own files"', 'source = " "'), "source is missing"),
        (("reviewed = 2026-11-20", 'reviewed = "2026-11-20"'), "must be a date"),
        (('id = "frame-rate-2"', 'id = "Frame Rate"'), "small letters"),
        (('replaces = "frame-rate"', 'replaced = "frame-rate"'), "unknown keys"),
        (('value = "24', 'value = 24 #"'), "must be a text"),
        (("[[claim]]", "[[claim"), "no TOML"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_with_the_reason(change: tuple[str, str], message: str) -> None:
    assert change[0] in ADDITION
    with pytest.raises(RegisterError, match=message):
        parse_family("ours.toml", ADDITION.replace(*change))


def test_a_new_family_must_say_what_it_does_not_know() -> None:
    with pytest.raises(RegisterError, match="write 'unknown'"):
        load_register([("new.toml", ADDITION.replace('replaces = "frame-rate"', ""))])


def test_a_replacement_of_nothing_is_refused() -> None:
    with pytest.raises(RegisterError, match="does not stand there"):
        load_register(added=[("ours.toml", ADDITION.replace('"frame-rate"\n', '"no-such"\n'))])
