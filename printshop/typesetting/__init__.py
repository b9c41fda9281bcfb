"""Words and layouts become a PDF in which every text fits."""
