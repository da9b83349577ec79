"""Find which list vouches for a claim's signer.

The library has one place for all anchors, so a list of time-stamp authorities given to it vouches for claim
signers too (measured with c2pa-python 0.38.1: the C2PA TSA list alone makes Google's and OpenAI's signers
'trusted'). Each list is therefore asked by itself, and a time-stamp list never counts as an answer.
"""

from __future__ import annotations

from forensics.provenance import manifest_json as mj
from forensics.provenance import statuses as codes
from forensics.provenance.library import Answer, Library
from forensics.provenance.trust import ANCHORS, TrustList, TrustRole, TrustSettings


class Vouching:
    """The lists of one setting, each ready to be asked for a signer; contexts are made when first needed."""

    def __init__(self, trust: TrustSettings) -> None:
        self._trust = trust
        self._libraries: dict[tuple[str, ...], Library] = {}

    def lists(self, store: bytes) -> tuple[str, ...]:
        """Return the names of the lists that lead to the active signer of a store that the library trusts.

        A list vouches when it is enough alone, or when it is enough beside the time-stamp lists and these alone
        are not (an expired certificate needs its time-stamp's authority).
        """
        signers = tuple(entry for entry in self._trust.lists if entry.role in ANCHORS)
        if not store:
            return _some_of(signers)
        by_time_stamps = self._trusts(store, self._trust.only(TrustRole.TIME_STAMP))
        found = [
            entry.name
            for entry in signers
            if self._trusts(store, self._trust.only(entry=entry))
            or (not by_time_stamps and self._trusts(store, self._trust.only(TrustRole.TIME_STAMP, entry=entry)))
        ]
        if found or by_time_stamps:
            return tuple(found)
        return _some_of(signers)

    def _trusts(self, store: bytes, trust: TrustSettings) -> bool:
        key = tuple(entry.sha256 for entry in trust.lists)
        if key not in self._libraries:
            self._libraries[key] = Library(trust)
        answer = self._libraries[key].read_store(store)
        if not isinstance(answer, Answer):
            return False
        found = codes.statuses(mj.record(answer.report, "validation_results", "activeManifest"))
        return found.succeeded("signingCredential.trusted")


def _some_of(signers: tuple[TrustList, ...]) -> tuple[str, ...]:
    """Return one entry that names all lists, for a signer that only several of them together lead to."""
    names = ", ".join(entry.name for entry in signers)
    return (f"several together: {names}",) if len(signers) > 1 else tuple(entry.name for entry in signers)
