"""What PDF itself defines: geometry, content streams, colour spaces, functions, pictures."""
