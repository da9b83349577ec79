"""Throughput of a cluster beside processes of this machine: `python -m benchmarks.cluster FILES [--workers N]`.

Both measure the same files with the same number of exhibits at a time: threads that each wait for a measuring process,
and a LocalCluster of as many processes with one thread. The time to start the cluster is not counted; acquiring is not
either. Prints a table; a ratio of 1 means that Dask costs nothing.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from casefiles import cluster, examinations, vault
from casefiles.case import Case
from casefiles.keys import create
from casefiles.views import ExhibitId, Provided, Watcher


def _case(folder: Path, files: list[Path]) -> Case:
    signer = create(folder / "home", name="Benchmark", passphrase="a passphrase of the benchmark")
    case = Case.create(folder / "case.assay", name="benchmark", claim="", signer=signer)
    for file in files:
        vault.acquire(case, file, Provided(), watcher=Watcher())
    return case


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Run both, one after the other and back, and print the table."""
    from distributed import LocalCluster

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        LocalCluster(n_workers=given.workers, threads_per_worker=1, dashboard_address=None) as machines,
    ):
        case = _case(Path(name), given.files)
        wanted = [row.id for row in case.exhibits()]
        originals = [case.original(one) for one in wanted]

        def here() -> None:
            with ThreadPoolExecutor(given.workers) as pool:
                list(pool.map(examinations.measure_file, originals))

        def nothing(_: ExhibitId) -> examinations.Beside:
            return examinations.NOTHING_BESIDE

        def there(*, ship: bool) -> None:
            cluster.examine(case, wanted, nothing, scheduler=machines.scheduler_address, ship=ship, watcher=Watcher())

        rows = [
            ("processes of this machine", _timed(here)),
            ("cluster, same path, recorded", _timed(lambda: there(ship=False))),
            ("cluster, shipped, recorded", _timed(lambda: there(ship=True))),
            ("processes of this machine, again", _timed(here)),
        ]
        case.close()
    beside = (rows[0][1] + rows[-1][1]) / 2
    print(f"{len(wanted)} files, {given.workers} workers\n")
    print("| what | s | files a minute and worker | ratio |\n|---|---|---|---|")
    for words, seconds in rows:
        each = 60 * len(wanted) / seconds / given.workers
        print(f"| {words} | {seconds:.1f} | {each:.1f} | {seconds / beside:.2f} |")


if __name__ == "__main__":
    main()
