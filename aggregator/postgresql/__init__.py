"""Django's PostgreSQL backend, with statements that the server can bind: `base` is what ENGINE names."""
