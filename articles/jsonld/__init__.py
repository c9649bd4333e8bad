"""Public pages as schema.org knows them: one graph of nodes that refer to each other by `@id`.

Each function makes a node as a dict; newsroom.jsonld leaves out what is empty and escapes it. Nodes
of pictures and of people are made where those live (media.jsonld, authors.jsonld).
"""

from .pages import collection_graph, front_graph, list_graph, page_graph
from .story import story_graph

__all__ = ["collection_graph", "front_graph", "list_graph", "page_graph", "story_graph"]
