import pytest
from django.core.exceptions import ImproperlyConfigured

from aggregator.database import database


@pytest.mark.parametrize("url", ["postgresql://[", "postgresql://h:port/x", "mysql://h/x", "nonsense"])
def test_an_address_that_is_none_is_refused_by_its_name(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)
