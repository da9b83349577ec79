"""A case folder: its database, originals, custody, report and exchange, and the verbs that work on it."""
