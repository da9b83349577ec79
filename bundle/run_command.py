"""The entry of the bundled command line, and of every process that it starts."""

import sys

from forensics.starting import run_if_asked

run_if_asked(sys.argv)

from casefiles.cli.__main__ import main  # noqa: E402 - a measuring process never loads it

main()
