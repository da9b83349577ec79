"""Fingerprints of pictures and sound, for finding copies."""
