"""A finished PDF, read into the facts that the checks need."""
