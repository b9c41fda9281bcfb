"""Finished files go into ``output/``, whole or not at all; what is up to date stays."""
