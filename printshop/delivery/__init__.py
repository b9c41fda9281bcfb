"""Finished files go into ``output/``, whole or not at all."""
