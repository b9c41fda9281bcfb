"""What each of the four process inks prints, worked out without a RIP."""
