"""The bank for other programs: one module a target, each with a table of what it carries and a list of what it lost."""
