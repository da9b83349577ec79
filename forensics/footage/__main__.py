"""Make the demonstration's footage: ``python -m forensics.footage FOLDER`` prints a JSON line for each file made."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from forensics.footage.demo import DemoFootage, make_demo
from forensics.footage.timeline import Edit


def main(arguments: list[str]) -> int:
    """Make the files in the folder named and print what each is; 2 for a wrong call."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m forensics.footage FOLDER\n")
        return 2
    for line in describe(make_demo(Path(arguments[0]))):
        sys.stdout.write(json.dumps(line, sort_keys=True) + "\n")
    return 0


def describe(demo: DemoFootage) -> list[dict[str, object]]:
    """Return one record for each file: its part in the demonstration, its path, its truth."""
    changed = demo.changed_truth
    return [
        {"part": "signed", "path": str(demo.signed), "edits": _edits(demo.signed_truth.edits)},
        {"part": "copied", "path": str(demo.copied), "edits": _edits(demo.copied_truth.edits)},
        {
            "part": "changed",
            "path": str(demo.changed),
            "edits": [
                {"kind": "byte changed", "offset": changed.offset, "before": changed.before, "after": changed.after}
            ],
        },
        {"part": "trust root", "path": str(demo.trust_root), "edits": []},
    ]


def _edits(edits: tuple[Edit, ...]) -> list[dict[str, object]]:
    return [{"kind": e.kind, "first": e.first, "count": e.count, "source": e.source} for e in edits]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
