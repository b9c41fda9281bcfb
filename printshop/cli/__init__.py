"""The command: what was typed goes in, an exit code comes out."""
