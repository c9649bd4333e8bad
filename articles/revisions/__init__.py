"""Every version of a story: kept, merged, compared and brought back."""
