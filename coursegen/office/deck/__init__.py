"""Decks: a base compiled once, placed slides filled into its prototypes."""
