"""The renderer's PDF becomes the press file of a printing condition."""
