#!/usr/bin/env python3
"""Validates a data package, descriptor and tables, with the Frictionless reference client.

Usage: python3 tests/data_package.py [datapackage.json]     (pip install frictionless)
Prints what is invalid and exits with 1; exits with 0 when nothing is.
"""
import pathlib
import sys

from frictionless import Package, validate

EMBEDDED = pathlib.Path(__file__).resolve().parent.parent / "data" / "kazakhstan-2022" / "datapackage.json"


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else str(EMBEDDED)
    report = validate(path, type="package")
    for fact in report.flatten(["title", "rowNumber", "fieldNumber", "type", "message"]):
        print(fact)
    for task in report.tasks:
        for warning in task.warnings:
            print("%s: %s" % (task.name, warning))
    if not report.valid:
        return 1
    package = Package(path)
    print("%s: %d tables, %d rows, valid" % (
        package.name, len(package.resources), sum(task.stats.get("rows", 0) for task in report.tasks)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
