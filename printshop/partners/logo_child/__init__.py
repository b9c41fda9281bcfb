"""The child process that brings a partner's logo into the inks of a press."""
