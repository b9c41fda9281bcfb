#!/usr/bin/env python3
"""Make the campaign's print: ``python generate.py`` builds everything into ``output/``."""

import gc
import sys

from printshop.cli import main

# A page is set with a million small objects, nearly all in use to its end. To look for waste after
# each 700 of them, as Python does, takes up to a tenth of a run. Workers run this line, too.
gc.set_threshold(10_000)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
