"""The settings, all read from the environment. Outside demo mode nothing starts on a guess: `config.starting` refuses.

`docs/operations.md` lists every variable with its meaning.
"""

import os
from pathlib import Path

import dj_database_url
import structlog
from csp.constants import NONE, SELF
from environs import Env

from locality.audit.logs import without_values
from locality.config.readable import base_of, listed
from locality.config.starting import Reading, keys, refuse, why_not_read, why_not_start

env = Env()
read = Reading(os.environ)

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.str("LOCALITY_VAR", str(ROOT / "var")))

DEBUG = False
DEMO = read.switch("LOCALITY_DEMO", False)  # personas to become, mail read on a page; never in production
TESTING = read.switch("LOCALITY_TESTING", False)
INSECURE_HTTP = read.switch("LOCALITY_INSECURE_HTTP", DEMO)  # cookies without TLS: demo and tests only
IDLE_SECONDS = 60 * read.whole("LOCALITY_IDLE_MINUTES", 30, least=1, most=24 * 60)
ALLAUTH_TRUSTED_PROXY_COUNT = read.whole("LOCALITY_TRUSTED_PROXIES", 0, most=9)  # that add X-Forwarded-For
EMAIL_PORT = read.whole("LOCALITY_SMTP_PORT", 25, least=1, most=65535)
EMAIL_USE_TLS = read.switch("LOCALITY_SMTP_TLS", False)
WORKER_SECONDS = read.seconds("LOCALITY_WORKER_SECONDS", 2.0)  # the worker's pause between two rounds

if faults := read.faults + (
    why_not_read(os.environ) if DEMO or TESTING else why_not_start(os.environ, insecure_http=INSECURE_HTTP)
):
    refuse(faults)

SECRET_KEY, SECRET_KEY_FALLBACKS = keys(os.environ)  # the second: earlier keys, while the key is changed
SECRET_KEY = SECRET_KEY or "demo-only-" * 6
ALLOWED_HOSTS = listed(env.str("LOCALITY_HOSTS", "")) or ["localhost", "127.0.0.1", "[::1]"]
BASE_URL = base_of(env.str("LOCALITY_BASE_URL", "") or "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "locality.audit",
    "locality.outbox",
    "locality.form_keys",
    "locality.tables",
    "locality.design",
    "locality.accounts",
    "locality.imports",
    "locality.communities",
    "locality.tasks",
    "locality.budgets",
    "locality.schedule",
    "locality.resource_requests",
    "locality.support",
    "locality.opportunities",
    "locality.writing",
    "locality.outcomes",
    "locality.council_section",
    "locality.exceptional",
    "locality.meetings",
    "locality.parents",
    "locality.live",
    "locality.minutes",
    "locality.practice",
    "locality.home",
    "locality.worker",
    "locality.records",
    "locality.insights",
    "locality.gaps",
    "locality.help",
]
if DEMO:
    INSTALLED_APPS.append("locality.demo")
INSTALLED_APPS.append("locality.config")  # the last: it looks whether the others gave each other what they owe

MIDDLEWARE = [
    "locality.audit.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    *([] if TESTING else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "locality.design.middleware.CompressMiddleware",
    "csp.middleware.CSPMiddleware",  # outside those that may answer by themselves, so that no page goes without
    "locality.design.middleware.NoStoreMiddleware",
    "locality.design.middleware.MethodMiddleware",
    "locality.design.opened.OpenedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "locality.audit.middleware.RefusalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "locality.accounts.middleware.IdleMiddleware",
    "locality.accounts.middleware.KeptMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "locality.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "locality.communities.middleware.ViewerMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "locality.form_keys.middleware.OnceMiddleware",  # stays last: it opens the form's transaction
]
ONCE_REPEATABLE = ["allauth"]  # packages whose forms carry no key of ours: their views guard themselves

ROOT_URLCONF = "locality.config.urls"
WSGI_APPLICATION = "locality.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # each app's jinja2/ folder
        "OPTIONS": {
            "environment": "locality.design.environment.environment",
            "context_processors": [
                "locality.config.navigation.navigation",
                "locality.accounts.presenters.idle",
                "locality.accounts.presenters.kept",
            ],
        },
    },
    {
        # allauth asks for Django's own engine; every page a person sees comes from the one above
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.str("LOCALITY_DATABASE_URL", "").strip() or f"sqlite:///{VAR / 'locality.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing half way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # compiling a query takes PostgreSQL longer than any of ours takes to run; rows lie in memory or on disks without arms,
    # where one here and there costs little more than the next; what the address itself sets comes after
    given = DATABASES["default"].setdefault("OPTIONS", {})
    given["options"] = f"-c jit=off -c random_page_cost=1.1 {given.get('options', '')}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # limits of sign-in live here: they must not be crowded out
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [ROOT / "build" / "assets"]  # styles built by `./run` (scripts/build_styles.py)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "locality.design.storage.HashedFiles"
    },
}

# Signing in: locality.accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; tests only
    if TESTING
    else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SECOND_FACTOR_ENFORCED = not (DEMO or TESTING)  # tests that are about it switch it on
SESSION_COOKIE_AGE = 7 * 24 * 60 * 60  # IDLE_SECONDS ends it; whose it was is known longer, to keep what they send late
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # in a cookie the next person would read it
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_ADAPTER = "locality.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation followed, or the address given by whoever installs, proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # our forms send that mail themselves
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {  # who is wrong too often is counted in `accounts.limits`, by account and address together
    "login_failed": "",
    "request_login_code": "",
    "reset_password": "",
    "login": "600/m/ip",  # a flood; a whole council may be behind one address
    "reset_password_from_key": "200/m/ip",
}
ACCOUNT_FORMS = {
    "login": "locality.accounts.forms.SignInForm",
    "request_login_code": "locality.accounts.forms.AskCodeForm",
    "confirm_login_code": "locality.accounts.forms.SignInCodeForm",
    "reset_password": "locality.accounts.forms.ForgottenForm",
    "confirm_password_reset_code": "locality.accounts.forms.ResetCodeForm",
    "reset_password_from_key": "locality.accounts.forms.ResetPasswordForm",
    "change_password": "locality.accounts.forms.ChangePasswordForm",
    "set_password": "locality.accounts.forms.SetPasswordForm",
    "reauthenticate": "locality.accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "locality.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute out
MFA_FORMS = {
    "authenticate": "locality.accounts.forms.SecondFactorForm",
    "reauthenticate": "locality.accounts.forms.ConfirmSecondFactorForm",
}
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 31536000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "locality.accounts.views.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# E-mail: written to the outbox, sent by the worker
EMAIL_BACKEND = env.str(
    "LOCALITY_EMAIL_BACKEND",
    "locality.outbox.backends.KeptMailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
).strip()
EMAIL_HOST = env.str("LOCALITY_SMTP_HOST", "localhost").strip()
EMAIL_HOST_USER = env.str("LOCALITY_SMTP_USER", "").strip()
EMAIL_HOST_PASSWORD = env.str("LOCALITY_SMTP_PASSWORD", "").rstrip("\r\n")  # as a file ends; a space may be of it
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("LOCALITY_FROM_EMAIL", "").strip() or "Locality <no-reply@locality.example>"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Logs: one JSON line an event, never with personal data
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_values,
        structlog.processors.JSONRenderer(),
    ]
)
