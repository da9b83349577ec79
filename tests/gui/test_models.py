"""The models keep Qt's rules and show what they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from forensics.types import Element
from gui.models.outline import TOP, Node, OutlineModel
from gui.models.rows import Heading, RowsModel
from gui.panes.container import nodes_of


def numbers_model() -> RowsModel[int]:
    return RowsModel(
        (Heading("Number", str, lambda n: n, right=True), Heading("Parity", lambda n: "odd" if n % 2 else "even"))
    )


def column_of(model: RowsModel[int], column: int) -> list[object]:
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_a_table_keeps_the_rules_empty_full_narrowed_and_sorted(qtmodeltester: ModelTester) -> None:
    model = numbers_model()
    qtmodeltester.check(model)
    model.set_rows(range(20))
    qtmodeltester.check(model)
    model.set_filter("odd")
    model.sort(0, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_a_table_sorts_numbers_as_numbers_and_narrows_by_any_column() -> None:
    model = numbers_model()
    model.set_rows([10, 9, 100, 1])
    model.sort(0)
    assert column_of(model, 0) == ["1", "9", "10", "100"]
    model.set_filter("ODD")
    assert column_of(model, 0) == ["1", "9"]
    model.sort(-1)
    model.set_filter("")
    assert column_of(model, 0) == ["10", "9", "100", "1"]
    assert model.total() == 4


def test_a_hundred_thousand_rows_cost_nothing_before_they_are_drawn() -> None:
    drawn: list[int] = []
    model: RowsModel[int] = RowsModel((Heading("Number", lambda n: str(drawn.append(n) or n)),))
    model.set_rows(range(100_000))
    assert model.rowCount() == 100_000
    assert not drawn


def test_an_outline_keeps_the_rules(qtmodeltester: ModelTester) -> None:
    model = OutlineModel(("What", "Size"))
    qtmodeltester.check(model)
    model.set_nodes(
        [Node(TOP, ("a", "1")), Node(0, ("b", "2")), Node(1, ("c", "3")), Node(0, ("d", "4")), Node(TOP, ("e", "5"))]
    )
    qtmodeltester.check(model)
    top = model.index(0, 0)
    assert model.rowCount(top) == 2
    assert model.data(model.index(1, 1, top)) == "4"
    assert model.number(model.index(1, 0, top)) == 3


def test_an_outline_refuses_a_child_before_its_parent() -> None:
    with pytest.raises(ValueError, match="names 1 as its parent"):
        OutlineModel(("What",)).set_nodes([Node(1, ("a",)), Node(TOP, ("b",))])


@given(parents=st.lists(st.integers(-1, 60), max_size=60))
def test_any_elements_make_an_outline_in_which_each_stands_once(parents: list[int]) -> None:
    elements = tuple(Element(n, parent, "box", n * 8, 8, 8) for n, parent in enumerate(parents))
    model = OutlineModel(("Element", "Offset", "Size", "Defined in"))
    model.set_nodes(nodes_of(elements))
    seen: list[int] = []
    waiting = [QModelIndex()]
    while waiting:
        above = waiting.pop()
        for row in range(model.rowCount(above)):
            index = model.index(row, 0, above)
            assert model.parent(index) == above
            seen.append(model.number(index))
            waiting.append(index)
    assert sorted(seen) == list(range(len(elements)))
