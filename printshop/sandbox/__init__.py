"""Files from outside are opened in a child process with limits."""
