from django.apps import AppConfig


class AggregatorConfig(AppConfig):
    name = "aggregator"

    def ready(self) -> None:
        """Register our checks with Django's."""
        from aggregator import checks  # noqa: F401  importing registers them
