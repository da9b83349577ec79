"""Qt models over frozen rows: what a table or a tree shows, and nothing that it computes."""
