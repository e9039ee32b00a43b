"""Material of one's own → drafts: essays, documents, decks and notes taken apart into points with their quotations."""
