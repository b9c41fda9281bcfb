"""Order files, read and checked, and the ledger of what was made."""
