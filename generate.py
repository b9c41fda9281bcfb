#!/usr/bin/env python3
"""Make the campaign's print: ``python generate.py`` builds everything into ``output/``."""

import sys

from printshop.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
