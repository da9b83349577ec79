"""Several examiners in one case: enrolment with proof, revocation, handover with counter-signature."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefiles import handover
from casefiles.case import Case
from casefiles.errors import KeyUnavailable, UnknownItem, VerificationFailed
from casefiles.keys import Signer
from casefiles.people import enrol, examiners, read_request, request, revoke
from casefiles.verification import verify
from tests.casefiles.conftest import SteppingClock
from tests.casefiles.test_verification import check, recompute


@pytest.fixture
def both(filled: Case, jane: Signer, omar: Signer) -> Iterator[Callable[[Signer], Case]]:
    """Return what opens, as one person or the other, a case in which both stand; only one has it open at a time."""
    enrol(filled, request(filled.id, omar), roles=("examiner", "reviewer"), reason="second opinion")
    filled.close()
    opened: list[Case] = []

    def as_(signer: Signer) -> Case:
        for case in opened:
            case.close()
        opened.append(Case.open(filled.path, signer=signer, clock=SteppingClock()))
        return opened[-1]

    yield as_
    for case in opened:
        case.close()


def test_an_enrolled_examiner_can_write(both: Callable[[Signer], Case], omar: Signer) -> None:
    case = both(omar)
    with case.change("note"):
        pass
    assert case.events()[-1].actor == "Omar Haddad"
    assert [(one.name, one.roles, one.revoked) for one in examiners(case)] == [
        ("Jane Doe", ("collector", "examiner", "authoriser"), ""),
        ("Omar Haddad", ("examiner", "reviewer"), ""),
    ]
    assert verify(case).problems == ()


def test_a_request_is_one_line_that_proves_who_holds_the_key(case: Case, omar: Signer) -> None:
    line = request(case.id, omar)
    assert "\n" not in line
    found = read_request(f"  {line}\n")
    assert (found.case, found.name, found.public) == (case.id, "Omar Haddad", omar.public)


def _altered(line: str, **fields: object) -> str:
    content = json.loads(line)
    content["assay_key_request"] |= fields
    return json.dumps(content)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "\x1b[31m"},
        {"name": 7},
        {"public": "00" * 32},
        {"public": "zz"},
        {"possession": "00" * 64},
        {"case": "another"},
    ],
)
def test_an_altered_request_is_refused(case: Case, omar: Signer, fields: dict[str, object]) -> None:
    with pytest.raises(KeyUnavailable, match="no request"):
        enrol(case, _altered(request(case.id, omar), **fields), roles=("examiner",), reason="")
    assert len(examiners(case)) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"assay_key_request":1}', "x" * 100])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(KeyUnavailable, match="no request"):
        read_request(text)


def test_a_request_for_another_case_is_refused(case: Case, make_case: Callable[[str], Case], omar: Signer) -> None:
    other = make_case("other")
    with pytest.raises(KeyUnavailable, match="another case"):
        enrol(case, request(other.id, omar), roles=("examiner",), reason="")


def test_nobody_is_enrolled_twice(case: Case, jane: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="stands in this case"):
        enrol(case, request(case.id, jane), roles=("examiner",), reason="")


@pytest.mark.parametrize("roles", [(), ("king",)])
def test_roles_are_those_that_are_known(case: Case, omar: Signer, roles: tuple[str, ...]) -> None:
    with pytest.raises(KeyUnavailable, match="a role is one of"):
        enrol(case, request(case.id, omar), roles=roles, reason="")


def test_a_revoked_key_writes_nothing_more_and_stays_good_for_what_it_signed(
    both: Callable[[Signer], Case], jane: Signer, omar: Signer
) -> None:
    with both(omar).change("note"):
        pass
    case = both(jane)
    assert revoke(case, omar.key_id, reason="left the desk").revoked
    with pytest.raises(UnknownItem, match="in force"):
        revoke(case, omar.key_id, reason="again")
    with pytest.raises(KeyUnavailable, match="stands in this case"):
        enrol(case, request(case.id, omar), roles=("examiner",), reason="")
    other = both(omar)
    with pytest.raises(KeyUnavailable, match="revoked"), other.change("note"):
        pass
    assert verify(both(jane)).problems == ()


def test_a_key_revoked_while_its_owner_works_writes_nothing_more(
    both: Callable[[Signer], Case], jane: Signer, omar: Signer
) -> None:
    case = both(omar)
    with case.change("note"):
        pass
    with case.change("note"):
        pass
    with Case.open(case.path, signer=replace(jane, home=case.path / "none"), clock=SteppingClock()) as other:
        revoke(other, omar.key_id, reason="left the desk")
    with pytest.raises(KeyUnavailable, match="revoked"), case.change("note"):
        pass


def test_the_last_key_cannot_be_revoked(case: Case, jane: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="only key"):
        revoke(case, jane.key_id, reason="")


def test_a_handover_is_signed_by_both(both: Callable[[Signer], Case], jane: Signer, omar: Signer) -> None:
    case = both(jane)
    offered = handover.offer(case, to_key=omar.key_id, reason="I am leaving")
    assert (offered.answer, [item[0] for item in offered.items]) == ("open", ["E-0001"])
    case = both(omar)
    accepted = handover.accept(case, offered.id)
    assert accepted.answer == "accepted"
    assert handover.custodian(case) == omar.key_id
    offer, answer = case.events()[-2:]
    assert (offer.actor, answer.actor) == ("Jane Doe", "Omar Haddad")
    assert offer.leaf in answer.detail, "the recipient signs the leaf of the offer"
    assert verify(case).problems == ()


def test_a_refused_handover_leaves_custody_where_it_was(
    both: Callable[[Signer], Case], jane: Signer, omar: Signer
) -> None:
    offered = handover.offer(both(jane), to_key=omar.key_id, reason="")
    case = both(omar)
    assert handover.refuse(case, offered.id, reason="one original is missing").answer == "refused"
    assert handover.custodian(case) == jane.key_id
    with pytest.raises(UnknownItem, match="refused already"):
        handover.accept(case, offered.id)
    assert verify(case).problems == ()


def test_an_original_that_is_not_what_was_offered_is_not_accepted(
    both: Callable[[Signer], Case], jane: Signer, omar: Signer
) -> None:
    case = both(jane)
    offered = handover.offer(case, to_key=omar.key_id, reason="")
    case.original(case.exhibits()[0].id).unlink()
    case = both(omar)
    with pytest.raises(VerificationFailed, match="1 of the offered originals"):
        handover.accept(case, offered.id)
    assert handover.handovers(case)[0].answer == "open"


def test_only_the_right_person_offers_and_answers(both: Callable[[Signer], Case], jane: Signer, omar: Signer) -> None:
    with pytest.raises(KeyUnavailable, match="not the custodian"):
        handover.offer(both(omar), to_key=jane.key_id, reason="")
    case = both(jane)
    with pytest.raises(UnknownItem, match="no key"):
        handover.offer(case, to_key="00" * 32, reason="")
    offered = handover.offer(case, to_key=omar.key_id, reason="")
    with pytest.raises(KeyUnavailable, match="open already"):
        handover.offer(case, to_key=omar.key_id, reason="")
    with pytest.raises(KeyUnavailable, match="not offered to Jane"):
        handover.accept(case, offered.id)
    with pytest.raises(UnknownItem, match="no handover H-0009"):
        handover.accept(case, "H-0009")


def _deed(path: Path, jane: Signer, *steps: tuple[int, str, dict[str, object]]) -> list[tuple[str, str]]:
    """Let an insider with the key rewrite the actions of some events, and return what is found."""

    def edit(event: dict[str, object]) -> None:
        for seq, action, body in steps:
            if event["seq"] == seq:
                event["action"], event["body"] = action, {**body, "rows": [], "runs": []}

    recompute(path, jane, edit)
    return [(one.place, one.what) for one in check(path).problems]


@pytest.fixture
def path(filled: Case) -> Path:
    """Return the folder of a closed case with some events."""
    for number in range(4):
        with filled.change("note", body={"number": number}):
            pass
    filled.close()
    return filled.path


def test_an_answer_to_no_offer_is_found(path: Path, jane: Signer) -> None:
    found = _deed(path, jane, (4, "custody.accept", {"offer": 1, "offer_leaf": "00"}))
    assert ("event 4", "answers no open offer that was made to its signer") in found


def test_an_offer_while_another_is_open_is_found(path: Path, jane: Signer) -> None:
    found = _deed(path, jane, (4, "custody.offer", {"to": "x"}), (5, "custody.offer", {"to": "y"}))
    assert ("event 5", "offers custody while the offer of event 4 is open") in found


def test_an_offer_by_somebody_without_custody_is_found(
    both: Callable[[Signer], Case], jane: Signer, omar: Signer
) -> None:
    offered = handover.offer(both(jane), to_key=omar.key_id, reason="")
    handover.accept(both(omar), offered.id)
    case = both(jane)
    with case.change("custody.offer", body={"to": omar.key_id}):
        pass
    assert "offers custody, but its signer does not have it" in [one.what for one in verify(case).problems]


def test_a_signature_after_revocation_is_found(path: Path, jane: Signer) -> None:
    found = _deed(path, jane, (4, "key.revoke", {"revoke": jane.key_id}))
    assert ("event 5", "is signed with a key that was revoked in event 4") in found


def test_a_revocation_of_no_key_is_found(path: Path, jane: Signer) -> None:
    found = _deed(path, jane, (4, "key.revoke", {"revoke": "x"}))
    assert ("event 4", "revokes no key that is in force") in found


def test_an_enrolment_without_proof_is_found(path: Path, jane: Signer, omar: Signer) -> None:
    enrolled = {"name": omar.name, "key": omar.key_id, "public": omar.public.hex(), "roles": "examiner"}
    found = _deed(path, jane, (4, "key.enrol", {"enrol": enrolled, "possession": "00" * 64}))
    assert ("event 4", "the proof of possession is not good") in found
