"""The window: shows what casefiles returns and asks it for more; computes nothing and decodes nothing."""

import os

# Before numpy is imported: threads of OpenBLAS wait by turning in circles, which a busy desktop pays for.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
