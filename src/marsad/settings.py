"""What Django reads. What an operator may set comes from the environment, by way of `marsad.environment`."""

import os
import sys
from pathlib import Path

from marsad import environment
from marsad.environment import keep_secret, read_database, read_settings
from marsad.shipped import SHIPPED

OPERATOR = read_settings(os.environ)

BASE_DIR = Path(__file__).resolve().parent
DATA_FILES = SHIPPED
OWN_NAMES = OPERATOR.data / "gazetteer"  # an observatory's own names, beside those that Marsad ships
SECRET_KEY = keep_secret(OPERATOR.data)
DEBUG = OPERATOR.debug
ALLOWED_HOSTS = list(OPERATOR.hosts)
CSRF_TRUSTED_ORIGINS = [OPERATOR.base_url]
SITE_NAME = OPERATOR.name
DEMO_MARK = OPERATOR.data / environment.DEMO_MARK  # `marsad demo` leaves it, so that every page says what this is
IS_DEMO = DEMO_MARK.exists()
ABOUT = environment.find_about(OPERATOR, DATA_FILES / "demo" / environment.ABOUT_NAME if IS_DEMO else None)
MAIL_TO_FILES = "django.core.mail.backends.filebased.EmailBackend"
INSTALLED_APPS = [
    "marsad.site",  # first, so that its templates and words come before those of the admin and allauth
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "marsad.store",
    "marsad.desk",
    "marsad.api",
]
MIDDLEWARE = [
    "marsad.site.headers.TrustedProxy",
    "marsad.site.headers.LargestBody",
    "marsad.site.headers.PackedText",
    "marsad.site.rendered.RenderedCopies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marsad.site.turns.InTurn",
    "marsad.api.answers.OneLanguage",
    "marsad.site.refused.ToldWhenNotAllowed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "marsad.site.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marsad.desk.middleware.AtTheDesk",
    "marsad.desk.drafts.DraftsHandedIn",
    "marsad.site.headers.ContentSecurityPolicy",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
ROOT_URLCONF = "marsad.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "marsad.site.templatetags.remembered"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marsad.site.context.observatory",
            ],
        },
    }
]
DATABASES = {"default": read_database(OPERATOR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "store.Person"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "marsad.desk.accounts.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OPERATOR.base_url.startswith("https://")  # browsers allow it for localhost alone
MFA_ADAPTER = "marsad.desk.accounts.SecondFactors"
MFA_FORMS = {"authenticate": "marsad.desk.accounts.CheckedCode"}
MFA_REQUIRED = OPERATOR.require_mfa
MFA_TOTP_ISSUER = OPERATOR.name
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # in what allauth asks about, not on its form: else all failures are nobody's
AXES_LOCKOUT_CALLABLE = "marsad.desk.accounts.locked"
AXES_VERBOSE = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(OPERATOR.data / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # with Django's 300, a crowd of callers would wipe each other's counts out
    }
}
LANGUAGE_CODE = OPERATOR.language
LANGUAGES = [("ar", "العربية"), ("en", "English"), ("ckb", "کوردی")]
TIME_ZONE = "Asia/Baghdad"
USE_TZ = True
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
ENCODER_CHOICE = OPERATOR.data / "encoder"  # what `marsad encoders switch` chose, where MARSAD_ENCODER is not set
VECTORS = OPERATOR.data / "cache" / "vectors.sqlite3"
CARDS_ROOT = OPERATOR.data / "cache" / "cards"  # pictures of promises, set anew where they are missing
REPORTS_ROOT = OPERATOR.data / "cache" / "reports"  # reports as PDFs, set anew where they are missing
MODELS_ROOT = OPERATOR.data / "models"  # what `marsad train` made of the desk's decisions
ARCHIVE_ROOT = OPERATOR.data / "archive"
UPLOAD_ROOT = OPERATOR.data / "uploads"
RELEASE_ROOT = OPERATOR.data / "releases"
TABLES_ROOT = OPERATOR.data / "cache" / "tables"  # open data as files, written anew where they are missing
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if OPERATOR.mail_host else MAIL_TO_FILES
EMAIL_FILE_PATH = OPERATOR.data / "mail"  # where the demonstration lays its letters, which go to nobody
EMAIL_HOST, EMAIL_PORT = OPERATOR.mail_host, OPERATOR.mail_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = OPERATOR.mail_user, OPERATOR.mail_password
EMAIL_USE_TLS, EMAIL_USE_SSL = OPERATOR.mail_security == "starttls", OPERATOR.mail_security == "tls"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = OPERATOR.mail_from or f"{OPERATOR.name} <mail@localhost>"
FOLLOW_BY_MAIL = bool(OPERATOR.mail_host) or IS_DEMO
POST_ALLOW_HOSTS: frozenset[str] = frozenset()  # "host:port" of this machine that tests post to; never an operator's setting
TELEGRAM_API = "https://api.telegram.org"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # the form takes 5, and says so of more; a bare error would lose what was written
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
if OPERATOR.base_url.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30
if OPERATOR.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["account.W001", "templates.W003"]  # templates load our own `i18n`: decision 0031
