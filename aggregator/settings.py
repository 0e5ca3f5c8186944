"""Settings: the only reader of the environment. A wrong value stops the start and says what to do."""

from datetime import timedelta
from logging import INFO
from os import environ
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

from aggregator import addresses, colours, embedded, help_lines, logs, policy, sweeps, tongues
from aggregator.database import database
from aggregator.secret import push_key, secret_key


def env_bool(name: str, *, default: bool) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off."""
    value = environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 1 or 0.")
    return value in {"1", "true", "yes", "on"}


def env_int(name: str, *, default: int, low: int, high: int) -> int:
    """A whole number between low and high."""
    value = environ.get(name, "").strip() or str(default)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to a number from {low} to {high}.")
    return int(value)


def env_list(name: str) -> list[str]:
    """Comma-separated values, without the empty ones."""
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def environment(**changes: str) -> dict[str, str]:
    """The environment for a process that we start."""
    return {**environ, **changes}


BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environ.get("DATA_DIR") or BASE_DIR / "var").resolve()
HOST = environ.get("HOST", "127.0.0.1")  # 0.0.0.0 to be reached from other machines; then set ALLOWED_HOSTS too
PORT = env_int("PORT", default=8000, low=1, high=65535)

SITE_NAME = environ.get("SITE_NAME", "Broadsheet")
SITE_URL = addresses.address("SITE_URL", environ.get("SITE_URL") or f"http://127.0.0.1:{PORT}", "http", "https")
CONTACT = environ.get("CONTACT", "")
DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = secret_key(DATA_DIR, given=environ.get("SECRET_KEY", ""))
PUSH_KEY = push_key(DATA_DIR, given=environ.get("PUSH_KEY", ""))
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "aggregator",
    "aggregator.accounts",
    "aggregator.notifications",
    "ranking",
    "moderation",
    "feeds",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "aggregator.ops.apps.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_structlog",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aggregator.pages.tongue.spoken",
    "aggregator.accounts.devices.noted",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aggregator.pages.not_allowed.say_so",
    "django_structlog.middlewares.RequestMiddleware",
]

UNFOLD = {
    "SITE_TITLE": SITE_NAME,
    "SITE_HEADER": SITE_NAME,
    "COLORS": {"primary": colours.ACCENT},
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("mark.svg")}],
}
ROOT_URLCONF = "aggregator.urls"
WSGI_APPLICATION = "aggregator.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aggregator.pages.context.site",
            ]
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "cards"],
        "OPTIONS": {"environment": "aggregator.printing.EveryLanguage"},
    },
]

# -- database, broker, cache: embedded when no URL is given (aggregator/embedded.py)
DATABASE_URL = environ.get("DATABASE_URL", "")
BROKER_URL = addresses.address("BROKER_URL", environ.get("BROKER_URL", ""), *addresses.BROKERS)
CACHE_URL = addresses.address("CACHE_URL", environ.get("CACHE_URL", ""), *addresses.CACHES)
EMBEDDED = embedded.servers(
    DATA_DIR,
    database_url=DATABASE_URL,
    broker_url=BROKER_URL,
    cache_url=CACHE_URL,
    durable=env_bool("DURABLE", default=True),
)
DATABASES = {"default": database(DATABASE_URL or EMBEDDED.database_url)}
CACHES = {
    "default": {
        "BACKEND": "aggregator.caching.Cache",
        "LOCATION": CACHE_URL or EMBEDDED.cache_url,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "aggregator.accounts.signed_in.EmailBackend",
    "aggregator.accounts.roles.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "aggregator.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # a site without a mail server still takes new readers
ACCOUNT_SIGNUP_REDIRECT_URL = "welcome"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # half a minute: the clock of a phone, and the time to type
_KEYS = {"add": "Add", "edit": "Rename", "login": "SignIn", "authenticate": "Step", "reauthenticate": "Again"}
MFA_FORMS = {f"{act}_webauthn": f"aggregator.accounts.keys.{form}" for act, form in _KEYS.items()}
ACCOUNT_LOGOUT_ON_GET = False  # a picture that points at the logout address must not sign anybody out
EMAIL_BACKEND = environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", default=25, low=1, high=65535)
EMAIL_HOST_USER = environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds: a silent mail server must not hold a worker
DEFAULT_FROM_EMAIL = environ.get("DEFAULT_FROM_EMAIL", "site@localhost")

# -- safety
_SECURE = SITE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE  # browsers themselves allow it for localhost alone
SESSION_ENGINE = "aggregator.accounts.sessions"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
# Set it only where a proxy of ours overwrites these headers; otherwise anybody could send them.
BEHIND_PROXY = env_bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_SSL_REDIRECT = _SECURE and BEHIND_PROXY  # without a proxy of ours nobody would answer on https
# Whether other names under the domain speak TLS is their business, not this site's.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
METRICS_TOKEN = environ.get("METRICS_TOKEN", "")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.DIRECTIVES}
# A form field of 1 MB is a mistake or an attack; the longest post is far below.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# -- language, time, files
LANGUAGE_CODE = "en"
LANGUAGES = tongues.LANGUAGES
CATALOGUES, LOCALE_PATHS = BASE_DIR / "locale", [DATA_DIR / "locale"]  # as people write them; as Django reads them
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "templates" / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# Readers who get no exploration, so that it can be seen what exploring costs and brings (docs/ranking.md).
HOLDOUT_PER_CENT = env_int("HOLDOUT_PER_CENT", default=2, low=0, high=50)
# Of a hundred: articles moderators can look at; clear ones and doubts that dice pick; decisions made again.
REVIEW_BUDGET_PER_CENT = env_int("REVIEW_BUDGET_PER_CENT", default=5, low=1, high=100)
AUDIT_PER_CENT, BY_DICE_PER_CENT = env_int("AUDIT_PER_CENT", default=2, low=0, high=100), 20
SECOND_LOOK_PER_CENT = env_int("SECOND_LOOK_PER_CENT", default=5, low=0, high=100)
PICTURE_CACHE_MB = env_int("PICTURE_CACHE_MB", default=5_000, low=1, high=10_000_000)

# -- workers
CELERY_BROKER_URL = BROKER_URL or EMBEDDED.broker_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "learn"
CELERY_TASK_TIME_LIMIT = 540  # seconds, under the lease below: a task that hangs is killed before its rows are freed
# Seconds for a task that runs when its worker is stopped; then back to the queue. Longer, and Ctrl-C feels broken.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ROUTES, CELERY_BEAT_SCHEDULE = sweeps.ROUTES, sweeps.SCHEDULE
# How long a row is its worker's: longer than the slowest batch, and a killed worker's rows are back after a coffee.
LEASE = timedelta(seconds=env_int("LEASE_SECONDS", default=600, low=1, high=86_400))

# -- crawling
FETCH_ALLOW = addresses.networks("FETCH_ALLOW", env_list("FETCH_ALLOW"))
USER_AGENT = f"{SITE_NAME}/1.0 (+{CONTACT or SITE_URL})"

# -- people in despair: whom they can call, by language
HELP_LINES = help_lines.help_lines(environ.get("HELP_LINES", ""))

# -- understanding
EMBEDDING_MODEL = environ.get("EMBEDDING_MODEL", "all-MiniLM-L6-v2")
EMBEDDING_DIMENSIONS = 384
HOT_SECONDS = 0.5  # how old a web process' window may be: what readers do is popular in all of them within a second

# -- logs
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = (
    False  # it believes any X-Forwarded-For, in .1 ms a page; who reads is no log's business
)
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = INFO  # a page that is not there is no event for the operator
LOGGING = logs.logging(environ.get("LOG_LEVEL", ""), is_for_people=DEBUG)
