"""Trust lists are dated evidence: named, counted, and refused when they are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from forensics.codec import decode_as, encode
from forensics.provenance.trust import TrustListError, TrustRole, TrustSettings, load_trust, trust_list
from tests.forensics.provenance.files import own_root, published


def test_the_published_lists_are_known_by_their_digest(shared_media: Path) -> None:
    found = {entry.name: entry for entry in published(shared_media).lists}
    official = found["C2PA Trust List"]
    assert (official.role, official.dated, official.certificates) == (TrustRole.OFFICIAL, "2026-08-05", 30)
    assert found["C2PA TSA Trust List"].certificates == 22
    assert found["Interim Trust List, anchors"].certificates == 27
    assert found["Interim Trust List, signers"].certificates == 117
    assert found["Interim Trust List, purposes"].role is TrustRole.PURPOSES
    assert "conformance-public" in official.source


def test_an_unknown_list_has_no_date_unless_one_is_stated() -> None:
    (entry,) = own_root().lists
    assert (entry.dated, entry.source, entry.certificates) == ("2026-11-22", "", 1)


@pytest.mark.parametrize("content", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
def test_what_is_no_list_is_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.pem"
    path.write_bytes(content)
    with pytest.raises(TrustListError, match=r"list\.pem: "):
        load_trust([path])


def test_a_list_of_purposes_cannot_be_given_as_anchors() -> None:
    with pytest.raises(TrustListError):
        trust_list(b"1.3.6.1.5.5.7.3.4\n", name="purposes", role=TrustRole.OFFICIAL)


def test_settings_travel_to_the_worker_as_a_line(shared_media: Path) -> None:
    settings = published(shared_media)
    assert decode_as(TrustSettings, encode(settings)) == settings
