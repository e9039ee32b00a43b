"""Sentences of the faults: one TOML file per family, a table per code and language."""
