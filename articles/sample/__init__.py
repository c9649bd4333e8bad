"""The sample newsroom: a made-up paper that shows everything the system can do."""
