from django.contrib.admin.apps import AdminConfig


class OperatorAdminConfig(AdminConfig):
    """Django's admin with our door."""

    default_site = "aggregator.ops.site.OperatorSite"
