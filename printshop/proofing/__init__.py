"""Pictures of finished pages, and of their separations."""
