"""Imports every rule module of a checkout of panther-analysis and prints the seconds it took, helpers included."""

import glob
import importlib.util
import os
import sys
import time

import panther_core  # noqa: F401  (rules import it; its own start is not counted)

ROOT = sys.argv[1]
# Every round reads source, as ruleglot does.
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(ROOT, "global_helpers"))

started = time.perf_counter()
loaded = 0
for number, path in enumerate(sorted(glob.glob(os.path.join(ROOT, "rules", "**", "*.py"), recursive=True))):
    spec = importlib.util.spec_from_file_location(f"rule_{number}", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        loaded += 1
    except Exception:  # pylint: disable=broad-except
        pass  # A package that is not installed: the file was compiled all the same.
print(f"{time.perf_counter() - started} {loaded}")
