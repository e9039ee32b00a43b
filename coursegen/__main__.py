"""`python -m coursegen`."""

from coursegen.cli import main

main()
