"""What each verb of the command does, and the work spread over all cores."""
