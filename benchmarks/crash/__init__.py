"""What is left when work is cut off at any instant: `python -m benchmarks.crash`, and single-byte changes of a case."""
