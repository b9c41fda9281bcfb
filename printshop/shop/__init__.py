"""What people wrote in ``content/``, ``layouts/`` and ``presses/``, and what can be made of it."""
