"""Decks and documents as HTML pages that need nothing else: the same placed slides and pages that `office/` draws."""
