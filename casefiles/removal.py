"""Deleting an original as a recorded act: its digests, and everything measured, stay."""

from __future__ import annotations

from dataclasses import dataclass

from casefiles.case import Case
from casefiles.durable import sync_folder
from casefiles.errors import StorageFailed, UnknownItem
from casefiles.views import ExhibitId


@dataclass(frozen=True, slots=True)
class Removal:
    """An original that is kept here no longer: by whom, why, under which authority, and its digest."""

    id: str
    exhibit: ExhibitId
    sha256: str
    size: int
    removed: str
    by: str
    reason: str
    authority: str
    event: int


def remove(case: Case, exhibit: ExhibitId, *, reason: str, authority: str = "") -> Removal:
    """Delete an original; raise UnknownItem where it is not here, StorageFailed, and case errors.

    The act is recorded first. If the file could not be deleted then, the same call deletes it without a second record.
    """
    row = case.row(exhibit)
    if not reason.strip():
        raise UnknownItem("a removal says why", hint="Give the reason.")
    path = case.path / row.stored_as
    before = in_force(case, exhibit)
    if before is None:
        by = case.signer.name if case.signer else ""
        with case.change("remove", item=exhibit, reason=reason, authority=authority) as change:
            change.record(exhibit=exhibit, sha256=row.sha256, size=row.size, was_there=path.exists())
            change.insert(
                "removal",
                {
                    "id": change.next_id("removal"),
                    "exhibit": exhibit,
                    "sha256": row.sha256,
                    "size": row.size,
                    "removed": change.at,
                    "by": by,
                    "reason": reason,
                    "authority": authority,
                },
            )
    elif not path.exists():
        raise UnknownItem(
            f"the original of {exhibit} was removed already", hint="Acquire the file again to restore it."
        )
    try:
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        raise StorageFailed(
            f"the removal of {exhibit} stands recorded, but its file could not be deleted: {error.strerror}",
            hint="Repeat the command when the disk can be written.",
        ) from error
    found = in_force(case, exhibit)
    assert found is not None  # it was recorded above
    return found


def in_force(case: Case, exhibit: ExhibitId) -> Removal | None:
    """Return the removal after which the exhibit was not acquired again, if there is one."""
    return next((one for one in removed(case, exhibit)), None)


def removed(case: Case, exhibit: ExhibitId | None = None) -> tuple[Removal, ...]:
    """Return the removals after which nothing was acquired again, of all exhibits or of one; the latest of each."""
    rows = case.store.rows(
        "SELECT * FROM removal r WHERE ? IN ('', r.exhibit) AND r.event = "
        "(SELECT max(event) FROM removal o WHERE o.exhibit = r.exhibit) AND r.event > "
        "(SELECT max(event) FROM acquisition a WHERE a.exhibit = r.exhibit) ORDER BY r.exhibit",
        (exhibit or "",),
    )
    return tuple(
        Removal(
            str(row["id"]),
            ExhibitId(str(row["exhibit"])),
            str(row["sha256"]),
            int(row["size"]),
            str(row["removed"]),
            str(row["by"]),
            str(row["reason"]),
            str(row["authority"]),
            int(row["event"]),
        )
        for row in rows
    )
