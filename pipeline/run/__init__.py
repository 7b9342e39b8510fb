"""The order of the steps, what is stale and why, the balance of rows, the manifest and the publication.

It imports nothing itself: a worker that reads one file loads none of the steps.
"""
