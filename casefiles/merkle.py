"""The Merkle tree of RFC 6962 (section 2.1, the same in RFC 9162): roots, inclusion proofs, consistency proofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

Hash = bytes


class ProofRefused(ValueError):
    """A proof does not lead to the root that it is held against."""


def leaf_hash(entry: bytes) -> Hash:
    """Return SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Return SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a growing tree: the roots of its perfect subtrees, largest first, as (height, hash)."""

    size: int = 0
    peaks: tuple[tuple[int, Hash], ...] = ()

    def add(self, leaf: Hash) -> Frontier:
        """Return the frontier after one more leaf hash."""
        peaks = list(self.peaks)
        height, node = 0, leaf
        while peaks and peaks[-1][0] == height:
            node = node_hash(peaks.pop()[1], node)
            height += 1
        return Frontier(self.size + 1, (*peaks, (height, node)))

    def root(self) -> Hash:
        """Return the root; of no leaves it is SHA-256 of nothing."""
        if not self.peaks:
            return sha256(b"").digest()
        node = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            node = node_hash(left, node)
        return node


class Growing:
    """The right edge of a tree that grows by very many leaves: as ``Frontier``, in place and several times faster."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[Hash] = []

    @classmethod
    def after(cls, edge: Frontier) -> Growing:
        """Return a tree that goes on where a frontier stands."""
        grown = cls()
        grown.size, grown._peaks = edge.size, [node for _, node in edge.peaks]
        return grown

    def copy(self) -> Growing:
        """Return another that goes on where this one stands."""
        grown = Growing()
        grown.size, grown._peaks = self.size, self._peaks.copy()
        return grown

    def frontier(self) -> Frontier:
        """Return the right edge as it stands: a perfect subtree for each 1 of the size in binary."""
        heights = [height for height in range(self.size.bit_length()) if self.size >> height & 1]
        return Frontier(self.size, tuple(zip(reversed(heights), self._peaks, strict=True)))

    def add(self, leaf: Hash) -> None:
        """Add one leaf hash: every 1 at the end of the size in binary is a perfect subtree that it completes."""
        rest, peaks = self.size, self._peaks
        while rest & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            rest >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> Hash:
        """Return the root; of no leaves it is SHA-256 of nothing."""
        if not self._peaks:
            return sha256(b"").digest()
        node = self._peaks[-1]
        for left in self._peaks[-2::-1]:
            node = sha256(b"\x01" + left + node).digest()
        return node


def frontier(leaves: Iterable[Hash]) -> Frontier:
    """Return the frontier of leaf hashes."""
    edge = Frontier()
    for leaf in leaves:
        edge = edge.add(leaf)
    return edge


def root(leaves: Iterable[Hash]) -> Hash:
    """Return the root of leaf hashes."""
    return frontier(leaves).root()


class Tree:
    """A tree of leaf hashes that remembers the roots of its parts, so that many proofs cost little more than one."""

    def __init__(self, leaves: Sequence[Hash]) -> None:
        self._leaves = leaves
        self._known: dict[tuple[int, int], Hash] = {}

    def root(self, low: int, high: int) -> Hash:
        """Return the root over the leaves from ``low`` up to but without ``high``."""
        if high - low == 1:
            return self._leaves[low]
        if low == high:
            return sha256(b"").digest()
        known = self._known.get((low, high))
        if known is None:
            middle = low + _split(high - low)
            known = self._known[low, high] = node_hash(self.root(low, middle), self.root(middle, high))
        return known

    def inclusion(self, index: int) -> tuple[Hash, ...]:
        """Return the audit path of leaf ``index`` (RFC 6962, 2.1.1)."""
        if not 0 <= index < len(self._leaves):
            raise ProofRefused(f"no leaf {index} in a tree of {len(self._leaves)}")
        path: list[Hash] = []
        low, high = 0, len(self._leaves)
        while high - low > 1:
            middle = low + _split(high - low)
            if index < middle:
                path.append(self.root(middle, high))
                high = middle
            else:
                path.append(self.root(low, middle))
                low = middle
        return tuple(reversed(path))

    def consistency(self, size: int) -> tuple[Hash, ...]:
        """Return the proof that the tree of the first ``size`` leaves begins this one (RFC 6962, 2.1.2)."""
        if not 0 < size <= len(self._leaves):
            raise ProofRefused(f"no tree of {size} in a tree of {len(self._leaves)}")
        path: list[Hash] = []
        low, high, whole = 0, len(self._leaves), True
        while size != high:
            middle = low + _split(high - low)
            if size <= middle:
                path.append(self.root(middle, high))
                high = middle
            else:
                path.append(self.root(low, middle))
                low, whole = middle, False
        if not whole:
            path.append(self.root(low, high))
        return tuple(reversed(path))


def inclusion_proof(index: int, leaves: Sequence[Hash]) -> tuple[Hash, ...]:
    """Return the audit path of leaf ``index`` in the tree of ``leaves`` (RFC 6962, 2.1.1)."""
    return Tree(leaves).inclusion(index)


def consistency_proof(size: int, leaves: Sequence[Hash]) -> tuple[Hash, ...]:
    """Return the proof that the tree of the first ``size`` leaves begins the tree of all (RFC 6962, 2.1.2)."""
    return Tree(leaves).consistency(size)


def check_inclusion(index: int, size: int, leaf: Hash, path: Sequence[Hash], expected: Hash) -> None:
    """Raise ProofRefused unless ``path`` leads from ``leaf`` at ``index`` to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise ProofRefused(f"no leaf {index} in a tree of {size}")
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ProofRefused("the proof is too long")
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    if last or node != expected:
        raise ProofRefused(f"the proof of leaf {index} does not lead to the root")


def check_consistency(size: int, new_size: int, old: Hash, new: Hash, path: Sequence[Hash]) -> None:
    """Raise ProofRefused unless the tree with root ``old`` begins the one with root ``new`` (RFC 9162, 2.1.4.2)."""
    if not 0 < size <= new_size:
        raise ProofRefused(f"no tree of {size} in a tree of {new_size}")
    if size == new_size:
        if path or old != new:
            raise ProofRefused("two trees of one size differ")
        return
    steps = list(path)
    if size & (size - 1) == 0:
        steps.insert(0, old)
    if not steps:
        raise ProofRefused("the proof is empty")
    place, last = size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise ProofRefused("the proof is too long")
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    if last or first != old or second != new:
        raise ProofRefused(f"the tree of {size} does not begin the tree of {new_size}")


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)
