"""Footage made on the spot with a known truth: for the demonstration, for tests, and for validation of methods."""
