"""The tables of who may do what, for test_who_may.py, and the newsroom they are tried in."""
