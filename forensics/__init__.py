"""A file in; measurements and findings out. Knows no case, no SQL, no Qt, no network, no wall clock."""
