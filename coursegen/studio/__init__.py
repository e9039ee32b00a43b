"""The studio: local pages on which a coordinator chooses, looks, changes, builds and downloads.

The only door to the web framework. Pages are made on the server; what can only be said with YAML is said by forms.
"""
