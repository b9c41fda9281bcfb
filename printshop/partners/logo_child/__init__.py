"""The child process that converts a partner's logo to the inks of a printing condition."""
