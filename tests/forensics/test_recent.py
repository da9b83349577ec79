"""Things made once for all who ask, as long as they are asked for soon."""

from __future__ import annotations

from threading import Event, Thread

from forensics.recent import Recent


def test_what_was_made_is_given_again_for_the_same_thing_and_way_only() -> None:
    recent, made = Recent[int](2), []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    one, equal = [1], [1]
    assert [recent.of(one, "a", make), recent.of(one, "a", make)] == [0, 0]
    assert [recent.of(equal, "a", make), recent.of(one, "b", make)] == [1, 2]
    assert recent.of(one, "b", make) == 2
    assert recent.of(one, "a", make) == 3  # two later ones have taken its place


def test_a_thread_that_asks_for_what_another_one_makes_waits_for_it() -> None:
    recent, one, made, given = Recent[int](2), [1], [], []
    begun, may_end = Event(), Event()

    def slowly() -> int:
        begun.set()
        assert may_end.wait(60)
        made.append(len(made))
        return made[-1]

    first = Thread(target=lambda: given.append(recent.of(one, "a", slowly)))
    first.start()
    assert begun.wait(60)
    second = Thread(target=lambda: given.append(recent.of(one, "a", lambda: 7)))
    second.start()
    may_end.set()
    first.join(60)
    second.join(60)
    assert (given, made) == ([0, 0], [0])
