"""Themes: representation, recognition, discovery, identity, description and quality."""
