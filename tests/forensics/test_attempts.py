"""What is noted of a method's attempts: what lies outside of what it may use, under its own name, bounded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from forensics.attempts import MOST, Attempts
from forensics.confinement import Allowed


def test_only_what_lies_outside_is_noted_and_only_while_a_method_is_called(tmp_path: Path) -> None:
    scratch, program = tmp_path / "scratch", tmp_path / "program"
    noted = Attempts(Allowed((program,), (scratch,)))
    noted.hook("socket.__new__", ())
    with noted.of("one"):
        noted.hook("open", (str(program / "a.py"), "r", os.O_RDONLY))
        noted.hook("open", (str(scratch / "made"), "w", os.O_WRONLY | os.O_CREAT))
        noted.hook("open", (3, "r", os.O_RDONLY))
        noted.hook("os.listdir", (str(scratch),))
        noted.hook("import", ("numpy",))
    assert noted.methods() == ()
    with noted.of("one"):
        noted.hook("open", (os.fsencode(program / "a.py"), "w", os.O_WRONLY))
        noted.hook("open", (str(tmp_path / "program-not"), "r", os.O_RDONLY))
        with noted.of("two"):
            noted.hook("os.fork", ())
        noted.hook("os.remove", (str(program / "a.py"), -1))
    assert noted.methods() == ("one", "two")
    assert noted.words("two") == "it tried to start another process"
    for words in (f"write {str(program / 'a.py')!r}", f"read {str(tmp_path / 'program-not')!r}", "change "):
        assert words in noted.words("one")


def test_a_path_through_a_link_is_the_path_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scratch" / "out").symlink_to(tmp_path)
    noted = Attempts(Allowed((), (tmp_path / "scratch",)))
    with noted.of("one"):
        noted.hook("open", (str(tmp_path / "scratch" / "out" / "secret"), "r", os.O_RDONLY))
    assert noted.words("one") == f"it tried to read {str(tmp_path / 'secret')!r}"


def test_endless_attempts_are_counted_and_not_kept(tmp_path: Path) -> None:
    noted = Attempts(Allowed((), (tmp_path / "scratch",)))
    with noted.of("one"):
        for number in range(MOST + 30):
            noted.hook("open", (str(tmp_path / f"{number}"), "r", os.O_RDONLY))
    assert noted.words("one").endswith("(30 further attempts are not listed)")


def test_what_a_generator_does_between_its_items_is_its_method_s(tmp_path: Path) -> None:
    noted = Attempts(Allowed((), (tmp_path,)))

    def items() -> Iterator[int]:
        noted.hook("os.system", ("ls",))
        yield 1
        noted.hook("socket.connect", ())

    for _ in noted.each("one", items):
        noted.hook("os.fork", ())  # the host's own doing
    assert noted.words("one") == "it tried to start another program; to use the network"
