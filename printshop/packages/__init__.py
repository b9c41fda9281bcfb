"""What a print shop receives of an order: one zip for each print run."""
