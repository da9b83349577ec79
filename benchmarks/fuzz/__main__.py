"""Run one fuzz target: `python -m benchmarks.fuzz TARGET [libFuzzer options] [CORPUS]`, or `--list`.

Needs atheris, which is no dependency of the program: install it into a virtual environment of its own that can also
see the program's dependencies.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["forensics"]):
    from benchmarks.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    """Fuzz a target until the options say that it is enough; a crash leaves its input beside it."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in TARGETS:
        print("\n".join(sorted(TARGETS)))
        sys.exit(0 if arguments == ["--list"] else 2)
    name, *options = arguments
    for folder in (one for one in options if not one.startswith("-")):
        SEEDS.plant(name, folder)
    atheris.Setup([sys.argv[0], "-timeout=20", "-rss_limit_mb=2048", "-max_len=65536", *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
