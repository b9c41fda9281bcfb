"""A partner's own version: logo and zone, stamped into a finished press file."""
