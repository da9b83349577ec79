"""Evaluation: verbal scales and classes of results, as data with source and date."""
