"""Front pages: what editors decide (document), what readers get of it (compose), and when."""
