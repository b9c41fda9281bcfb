"""A PDF, read into the facts that the checks ask about."""
