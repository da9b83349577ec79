"""The Merkle tree against the published reference roots, and proofs against trees of every small size."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.merkle import (
    Frontier,
    ProofRefused,
    check_consistency,
    check_inclusion,
    consistency_proof,
    frontier,
    inclusion_proof,
    leaf_hash,
    root,
)

# Test vectors of the Certificate Transparency project (merkle_tree_test) for the tree of RFC 6962.
ENTRIES = (
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = tuple(leaf_hash(entry) for entry in ENTRIES)
MANY = tuple(leaf_hash(bytes([number])) for number in range(65))


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root(()) == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 32, 33, 65])
def test_every_leaf_is_proved_to_stand_in_the_tree(size: int) -> None:
    for index in range(size):
        path = inclusion_proof(index, MANY[:size])
        check_inclusion(index, size, MANY[index], path, root(MANY[:size]))


@pytest.mark.parametrize("new_size", [1, 2, 3, 7, 8, 9, 31, 33, 65])
def test_every_earlier_tree_is_proved_to_begin_the_later_one(new_size: int) -> None:
    for size in range(1, new_size + 1):
        path = consistency_proof(size, MANY[:new_size])
        check_consistency(size, new_size, root(MANY[:size]), root(MANY[:new_size]), path)


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1), st.integers(0, 7))))
def test_a_proof_with_one_bit_changed_is_refused(case: tuple[int, int, int]) -> None:
    size, index, bit = case
    path = list(inclusion_proof(index, MANY[:size]))
    path[0] = bytes([path[0][0] ^ (1 << bit)]) + path[0][1:]
    with pytest.raises(ProofRefused):
        check_inclusion(index, size, MANY[index], path, root(MANY[:size]))


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1))))
def test_a_rewritten_beginning_is_not_proved(sizes: tuple[int, int]) -> None:
    new_size, size = sizes
    other = (leaf_hash(b"other"), *MANY[1:new_size])
    path = consistency_proof(size, other)
    with pytest.raises(ProofRefused):
        check_consistency(size, new_size, root(MANY[:size]), root(other), path)


@pytest.mark.parametrize("index", [-1, 8, 9])
def test_a_leaf_outside_the_tree_has_no_proof(index: int) -> None:
    with pytest.raises(ProofRefused):
        inclusion_proof(index, LEAVES)
    with pytest.raises(ProofRefused):
        check_inclusion(index, 8, LEAVES[0], (), root(LEAVES))


@pytest.mark.parametrize("size", [0, 9])
def test_a_tree_larger_than_the_tree_has_no_proof(size: int) -> None:
    with pytest.raises(ProofRefused):
        consistency_proof(size, LEAVES)
    with pytest.raises(ProofRefused):
        check_consistency(size, 8, root(LEAVES), root(LEAVES), ())


def test_proofs_that_are_too_long_are_refused() -> None:
    path = inclusion_proof(3, LEAVES)
    with pytest.raises(ProofRefused, match="too long"):
        check_inclusion(3, 8, LEAVES[3], (*path, *path), root(LEAVES))
    steps = consistency_proof(3, LEAVES)
    with pytest.raises(ProofRefused, match="too long"):
        check_consistency(3, 8, root(LEAVES[:3]), root(LEAVES), (*steps, *steps))


def test_two_trees_of_one_size_must_be_the_same() -> None:
    with pytest.raises(ProofRefused, match="differ"):
        check_consistency(8, 8, root(LEAVES), root(MANY[:8]), ())


def test_an_empty_proof_of_consistency_is_refused() -> None:
    with pytest.raises(ProofRefused, match="empty"):
        check_consistency(3, 8, root(LEAVES[:3]), root(LEAVES), ())


@given(st.integers(0, 64))
def test_a_frontier_grown_leaf_by_leaf_has_the_root_of_all(size: int) -> None:
    edge = Frontier()
    for leaf in MANY[:size]:
        edge = edge.add(leaf)
    assert edge == frontier(MANY[:size])
    assert edge.root() == root(MANY[:size])
