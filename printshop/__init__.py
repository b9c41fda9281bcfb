"""The printshop: one set of words becomes print that cannot be printed wrong."""

__version__ = "0.1.0"
