"""The audit: the whole product is started with a sample newsroom and measured from outside.

`make audit` runs all of it, `make audit ARGS="markup access"` some; see docs/accessibility.md.
"""
