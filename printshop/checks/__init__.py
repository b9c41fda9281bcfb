"""The words, facts, layouts and printing conditions of a shop, checked against each other."""
