"""Acts and books, declared: what a person can ask for with a form, and what a case holds as a list of entries."""
