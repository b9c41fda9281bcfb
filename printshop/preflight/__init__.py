"""Preflight: a finished PDF, ours or from outside, examined against a printing condition."""
