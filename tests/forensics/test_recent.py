"""Things made once for all who ask, as long as they are asked for soon."""

from __future__ import annotations

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
