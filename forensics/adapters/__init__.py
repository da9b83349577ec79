"""Methods that are not the program's own: models that a user brings."""
