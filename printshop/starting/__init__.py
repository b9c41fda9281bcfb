"""New languages, sectors, formats and printing conditions: answers become files that explain."""
