"""The command line; the only place that prints."""

from pipeline.cli.app import main

__all__ = ["main"]
