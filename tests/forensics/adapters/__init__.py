"""Tests of models that a user brings."""
