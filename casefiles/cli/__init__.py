"""The command line: one file a noun; each command is a thin call of a workbench verb."""
