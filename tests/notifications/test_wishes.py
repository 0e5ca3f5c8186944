"""What readers wish: a form that works without JavaScript, and devices that ask by a button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aggregator.accounts.models import User
from aggregator.notifications.models import Device, DigestPlan, Wishes
from tests import make
from tests.aggregator.pages import cost
from tests.notifications.test_push import POINT, SECRET, base64url

pytestmark = pytest.mark.django_db
PAGE, ADD = reverse("wishes"), reverse("devices-add")
GIVEN = {
    "shown": ["story", "reply"],
    "pushed": ["story"],
    "mailed": ["decision"],
    "time_zone": "Europe/Berlin",
    "quiet_from": "21",
    "quiet_until": "8",
    "every": "week",
    "hour": "6",
    "weekday": "5",
}
DEVICE = {"endpoint": "https://push.example.net/one", "p256dh": POINT, "auth": base64url(SECRET), "name": "Phone"}


@pytest.fixture
def ada(client: Client, cache: object) -> User:
    ada = make.reader("Ada")
    client.force_login(ada)
    return ada


def test_what_is_chosen_stands_there_again(client: Client, ada: User) -> None:
    assert client.post(PAGE, GIVEN).headers["Location"] == PAGE
    row = Wishes.objects.get(reader=ada)
    assert (row.shown, row.pushed, row.mailed) == (["story", "reply"], ["story"], ["decision"])
    assert (row.time_zone, row.quiet_from, row.quiet_until) == ("Europe/Berlin", 21, 8)
    page = client.get(PAGE).text
    assert 'value="Europe/Berlin"' in page
    assert page.count(" checked") == 4
    assert cost(client, PAGE) <= 12


def test_a_digest_is_planned_by_the_readers_clock_and_ended(client: Client, ada: User) -> None:
    client.post(PAGE, GIVEN)
    plan = DigestPlan.objects.get(reader=ada)
    assert plan.slot_at == plan.due_at
    assert (plan.slot_at.weekday(), plan.slot_at.hour in {4, 5}) == (5, True)  # six o'clock in Berlin
    assert timezone.now() < plan.slot_at <= timezone.now() + timedelta(days=8)
    client.post(PAGE, {**GIVEN, "every": ""})
    assert not DigestPlan.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"time_zone": "Atlantis/Capital"}, "There is no time zone of that name"),
        ({"time_zone": "../../etc/passwd"}, "There is no time zone of that name"),
        ({"time_zone": "x\x00y"}, "Null characters are not allowed"),
        ({"time_zone": ""}, "Choose your time zone"),
        ({"quiet_until": ""}, "Choose both hours"),
        ({"quiet_from": "25"}, "Choose an hour."),
        ({"hour": "noon"}, "Choose an hour."),
        ({"weekday": "9"}, "Choose a day."),
        ({"every": "hour"}, "Choose never, every day or every week."),
        ({"shown": ["gossip"]}, "There is nothing of that kind."),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    client: Client, ada: User, change: dict[str, object], sentence: str
) -> None:
    answer = client.post(PAGE, {**GIVEN, **change})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert '<option value="week" selected>' in answer.text or "every" in change
    assert not Wishes.objects.exists()


def test_a_browser_asks_to_be_told_and_takes_it_back(client: Client, ada: User) -> None:
    assert client.post(ADD, DEVICE).status_code == 200
    assert "Phone" in client.get(PAGE).text
    client.post(ADD, DEVICE)
    made = Device.objects.get()
    client.post(reverse("device-remove", args=[made.pk]))
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://push.example.net/one"},
        {"endpoint": "https://a@push.example.net/one"},
        {"endpoint": "javascript:alert(1)"},
        {"endpoint": "https://" + "x" * 1000},
        {"endpoint": "https://[half"},
        {"p256dh": "x"},
        {"p256dh": ""},
        {"auth": "????"},
    ],
)
def test_an_address_or_a_key_that_is_none_is_refused(client: Client, ada: User, change: dict[str, str]) -> None:
    assert client.post(ADD, {**DEVICE, **change}).status_code == 400
    assert not Device.objects.exists()


def test_the_browser_of_two_readers_is_the_last_ones(client: Client, ada: User) -> None:
    client.post(ADD, DEVICE)
    bo = make.reader("Bo")
    client.force_login(bo)
    client.post(ADD, DEVICE)
    assert Device.objects.get().reader == bo


def test_of_a_dozen_devices_the_newest_ten_stay(client: Client, ada: User) -> None:
    for n in range(12):
        client.post(ADD, {**DEVICE, "endpoint": f"https://push.example.net/{n}"})
    assert sorted(int(it.endpoint.rsplit("/")[-1]) for it in Device.objects.all()) == list(range(2, 12))


def test_nobody_removes_the_device_of_another(client: Client, ada: User) -> None:
    other = Device.objects.create(reader=make.reader("Bo"), endpoint="https://push.example.net/b", p256dh="", auth="")
    client.post(reverse("device-remove", args=[other.pk]))
    assert Device.objects.exists()


def test_the_worker_is_given_out_at_the_root(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]


def test_no_page_but_the_settings_speaks_of_pushes(client: Client, ada: User) -> None:
    make.article()
    for page in ("/", reverse("notifications"), reverse("you")):
        assert "wishes.js" not in client.get(page).text
