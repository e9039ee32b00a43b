"""Course kits for every unit, from teaching principles kept once in YAML."""

__version__ = "0.1.0"
