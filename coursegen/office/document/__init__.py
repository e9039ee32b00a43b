"""Documents: a base compiled once, the flow of pages filled into its prototypes."""
