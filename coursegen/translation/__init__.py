"""Course and unit files in other languages: addresses of texts, catalogues, and files as they read in a language."""
