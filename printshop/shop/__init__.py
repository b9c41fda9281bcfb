"""What people wrote in ``content/``, ``layouts/`` and ``presses/``, read strictly and checked."""
