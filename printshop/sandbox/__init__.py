"""Files from elsewhere are opened in a child process with limits."""
