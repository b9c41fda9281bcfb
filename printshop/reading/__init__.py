"""Text files read strictly: characters, YAML, where a value stands, what is wrong."""
