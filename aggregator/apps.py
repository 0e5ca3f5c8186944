from django.apps import AppConfig


class AggregatorConfig(AppConfig):
    name = "aggregator"

    def ready(self) -> None:
        """Register our checks with Django's, and make our Celery app the one that tasks and nudges belong to."""
        from aggregator import celery, checks  # noqa: F401  importing registers them
