"""The parts of the window; each shows values that it is given and says what a person asked for."""
