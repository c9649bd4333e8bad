"""The site as readers get it, beside what the same machine can do at most: `make bench`."""
