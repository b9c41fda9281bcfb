#!/usr/bin/env python3
"""Make the campaign's print: ``python generate.py`` builds everything into ``output/``."""

import gc
import sys

# Python looks for garbage in circles after each 700 new objects. Setting and reading pages makes
# millions, and hardly a circle. Set before anything is loaded; worker processes run this line, too.
gc.set_threshold(50_000, 20, 20)

from printshop.cli.program import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
