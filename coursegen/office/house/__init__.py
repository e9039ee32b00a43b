"""House bases made from brand tokens; nothing here runs when a kit is built."""
