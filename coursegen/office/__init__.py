"""Office files: the libraries compile a base once, plain string work fills it, our own zip writer packs it."""
