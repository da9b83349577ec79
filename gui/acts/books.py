"""All books, of which each becomes a page."""

from __future__ import annotations

from gui.acts.calibrating import PACKS
from gui.acts.coding import FOREIGN
from gui.acts.correcting import CORRECTIONS
from gui.acts.declared import AnyBook
from gui.acts.people import HANDOVERS, PEOPLE
from gui.acts.publishing import PUBLISHED
from gui.acts.reckoning import CALCULATIONS
from gui.acts.sealing import SEALS
from gui.acts.sensing import SENSORS
from gui.acts.shelving import LIBRARY
from gui.acts.testifying import CHECKLIST, TESTIMONY
from gui.acts.trusting import LISTS

BOOKS: tuple[AnyBook, ...] = (
    *(TESTIMONY, CHECKLIST),
    *(SENSORS, CALCULATIONS, PACKS, FOREIGN, LISTS, LIBRARY),
    *(PEOPLE, HANDOVERS, SEALS, CORRECTIONS, PUBLISHED),
)
