"""The pages that readers and creators live in."""
