"""A piece in the browser that follows the files it is made from."""
