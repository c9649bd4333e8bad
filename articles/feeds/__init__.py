"""What is new, for readers' programs: RSS 2.0, Atom 1.0 and JSON Feed 1.1.

entries.py makes the feed as values; rss.py, atom.py and json_feed.py write it.
"""
