"""Bindings of rows: the fast encoding is RFC 8785, and the marks say which column changed."""

from __future__ import annotations

from hashlib import sha256

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from casefiles import binding
from casefiles.binding import Binding, Value
from casefiles.merkle import leaf_hash
from casefiles.merkle import root as merkle_root

COLUMNS = ("id", "name", "size", "salt")
VALUES = st.text() | st.integers(-(2**53) + 1, 2**53 - 1)
ROWS = st.fixed_dictionaries(dict.fromkeys(COLUMNS, VALUES))


@given(ROWS)
def test_the_digest_is_that_of_the_canonical_form(row: dict[str, Value]) -> None:
    expected = sha256(rfc8785.dumps(["table", dict(row)])).hexdigest()
    assert binding.bind("table", COLUMNS, row).digest == expected


@given(ROWS, st.sampled_from(COLUMNS[:3]), st.text(min_size=1))
def test_the_changed_column_is_named(row: dict[str, Value], column: str, more: str) -> None:
    before = binding.bind("table", COLUMNS, row)
    after = binding.bind("table", COLUMNS, {**row, column: f"{row[column]}{more}"})
    assert before.digest != after.digest
    assert set(binding.changed_columns(COLUMNS, before, after)) <= {column}


def test_a_number_and_the_same_digits_as_text_are_different() -> None:
    one = {"id": "a", "name": "", "size": 1, "salt": ""}
    assert binding.bind("t", COLUMNS, one).digest != binding.bind("t", COLUMNS, {**one, "size": "1"}).digest


def test_a_row_of_another_table_has_another_digest() -> None:
    row: dict[str, Value] = {"id": "a", "name": "", "size": 1, "salt": ""}
    assert binding.bind("t", COLUMNS, row).digest != binding.bind("u", COLUMNS, row).digest


def test_a_salt_hides_the_content() -> None:
    row: dict[str, Value] = {"id": "a", "name": "", "size": 1, "salt": "00"}
    other = {**row, "salt": "01"}
    one, two = binding.bind("t", COLUMNS, row), binding.bind("t", COLUMNS, other)
    assert one.digest != two.digest
    assert one.marks != two.marks


def test_a_damaged_row_has_no_digest_and_no_column_is_named() -> None:
    row: dict[str, Value] = {"id": "\udcff", "name": "", "size": 1, "salt": ""}
    found = binding.rebind("t", COLUMNS, row)
    assert found == Binding(binding.UNREADABLE, "")
    assert binding.changed_columns(COLUMNS, Binding("00", "abcd" * 4), found) == ()


@given(ROWS)
def test_a_binding_comes_back_from_its_text(row: dict[str, Value]) -> None:
    bound = binding.bind("t", COLUMNS, row)
    assert binding.parse(bound.text()) == bound


def test_a_run_of_rows_is_bound_by_their_merkle_root() -> None:
    assert binding.root(["a", "b"]) == merkle_root([leaf_hash(b"a"), leaf_hash(b"b")]).hex()
