"""Coverage-guided fuzzing of everything that reads bytes of an exhibit; run by hand, see docs/fuzzing.md."""
