"""Structure signatures of files, and their comparison with references of known origin."""
