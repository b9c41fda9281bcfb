"""What each verb of the command does, from the names that were typed to an exit code."""
