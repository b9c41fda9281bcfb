"""A finished PDF, ours or anybody's, examined as a print shop would."""
