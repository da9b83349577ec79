"""The only code that opens an exhibit: its structure, its tags, its clocks, its packets and frames."""
