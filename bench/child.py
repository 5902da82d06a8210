"""Runs one step of the benchmark in a process of its own, in which Django is set up.

``python -m bench.child filling 200`` calls ``bench.filling.main("200")`` and prints what it
returns as one line of JSON. A step of its own process has a memory and a database of its own.
"""

import json
import sys
from importlib import import_module

import django


def main() -> None:
    """Set Django up, then import the step, which needs it."""
    name, *arguments = sys.argv[1:]
    django.setup()
    print(json.dumps(import_module(f"bench.{name}").main(*arguments)))


if __name__ == "__main__":
    main()
