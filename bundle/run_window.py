"""The entry of the bundled window, and of every process that it starts."""

import sys

from forensics.starting import run_if_asked

run_if_asked(sys.argv)

from gui.app import main  # noqa: E402 - a measuring process never loads it

sys.exit(main())
