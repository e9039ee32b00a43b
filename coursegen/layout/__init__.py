"""Where everything stands: pure functions from nodes to slides and pages."""
