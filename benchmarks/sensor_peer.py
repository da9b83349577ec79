"""Another program's figures for sensor noise: run under the Python that has it, on the very parts that ours is given.

``PYTHON benchmarks/sensor_peer.py JOB ANSWER``, which `benchmarks.sensor_noise` calls; ``import prnu`` must give
prnu-python of the ISPL of Politecnico di Milano (its repository polimi-ispl/prnu-python; the package named ``prnu`` in
the Python Package Index is another program). JOB names the pictures and the parts; ANSWER takes, for every part of
every picture and every device, the normalised correlation in place and the PCE searched over all shifts, each as that
program's own example computes them.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import prnu  # type: ignore[import-not-found, unused-ignore] # only in the other environment


def main() -> int:
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    flats = {device: [np.load(path) for path in paths] for device, paths in job["flats"].items()}
    pictures = [np.load(path) for path in job["pictures"]]
    parts: list[list[list[dict[str, Any]]]] = []
    started = time.process_time()
    for top, bottom, left, right in job["parts"]:
        part = np.s_[top:bottom, left:right]
        patterns = {
            device: prnu.extract_multiple_aligned([np.ascontiguousarray(one[part]) for one in flat], processes=1)
            for device, flat in flats.items()
        }
        row = []
        for picture in pictures:
            noise = prnu.extract_single(np.ascontiguousarray(picture[part]))
            row.append([_compared(device, pattern, noise) for device, pattern in patterns.items()])
        parts.append(row)
    answer = {"parts": parts, "seconds": time.process_time() - started}
    Path(sys.argv[2]).write_text(json.dumps(answer), "utf-8")
    return 0


def _compared(device: str, pattern: Any, noise: Any) -> dict[str, Any]:
    found = prnu.pce(prnu.crosscorr_2d(pattern.copy(), noise.copy()))
    both = prnu.aligned_cc(pattern[None], noise[None])
    return {
        "device": device,
        "correlation": float(both["ncc"][0, 0]),
        "unnormalised": float(both["cc"][0, 0]),
        "searched": float(found["pce"]),
    }


if __name__ == "__main__":
    sys.exit(main())
