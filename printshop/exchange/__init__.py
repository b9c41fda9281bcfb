"""Texts go out to translators and come back: XLIFF, PO and Word tables."""
