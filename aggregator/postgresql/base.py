"""Django's backend, which knows how many values one statement takes.

Bound by the server (aggregator/database.py), a statement takes 65,535 values: their number is 16 bits of the protocol
(PostgreSQL's documentation, "Message Formats", Bind). Django 5.2 binds in the client by default and sets no limit, so
that `bulk_create` of 5,000 feeds would be refused.
"""

from collections.abc import Sequence

from django.db.backends.postgresql import base, features, operations

MOST_VALUES = 65_535
PER_FIELD = 2  # `bulk_update` names the key beside each value


class DatabaseFeatures(features.DatabaseFeatures):
    """With the limit that `in_bulk` and deleting keep to."""

    max_query_params = MOST_VALUES


class DatabaseOperations(operations.DatabaseOperations):
    """With the limit that `bulk_create` and `bulk_update` keep to."""

    def bulk_batch_size(self, fields: Sequence[object], objs: Sequence[object]) -> int:
        """How many rows of so many fields fit into one statement."""
        return max(1, MOST_VALUES // (PER_FIELD * len(fields))) if fields else len(objs)


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django opens."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
