"""One module a page, thin."""
