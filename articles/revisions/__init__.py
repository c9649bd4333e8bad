"""What a story was at each save: how two saves come together and how any two differ."""
