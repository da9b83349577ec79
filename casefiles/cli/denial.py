"""`assay denial`: somebody says that footage is made up."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_origin as verbs
from casefiles.cli.output import heading, line, print_json
from casefiles.cli.session import case_argument, json_option, watching
from casefiles.views import ExhibitId


@click.command()
@case_argument
@click.argument("exhibit")
@json_option
def denial(case: Path, exhibit: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Say what CASE holds for EXHIBIT when somebody says that it is made up, and what to get in time.

    Topic by topic: custody, the person behind it, the original, structure, clocks, continuous times, sensor noise,
    credentials, independent copies, what the other side will name. Nothing is added up.
    """
    with watching() as watcher:
        found = verbs.denial(case, ExhibitId(exhibit), watcher=watcher)
    if as_json:
        print_json(found)
        return
    line(f"{found.exhibit} {found.name}")
    line(found.caution)
    for number, topic in enumerate(found.topics, 1):
        heading(f"{number}. {topic.heading}")
        line(f"   {topic.why}")
        for words in topic.held:
            line(f"   + {words}")
        for words in topic.missing:
            line(f"   - {words}")
        for words in topic.next:
            line(f"   > {words}")
    line()
    line("+ what the case holds   - what is missing or to be explained   > what to do")
