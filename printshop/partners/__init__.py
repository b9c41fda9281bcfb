"""A partner's version of a piece: logo and zone, stamped into a finished press file."""
