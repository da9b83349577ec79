"""Statements that a file carries about its own origin: read, kept apart, never added up."""
