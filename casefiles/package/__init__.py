"""A case, or some exhibits of it, as a BagIt bag that others can check without this program."""
