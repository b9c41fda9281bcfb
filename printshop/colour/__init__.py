"""Inks and ICC profiles: what a colour is on a press, on a screen, on an office printer."""
