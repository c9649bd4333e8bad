"""Settings, in the order a reader asks for them; every knob comes from the environment (README)."""

from newsroom import logs
from newsroom.environment import Environment

env = Environment()

# Where things live
BASE_DIR = env.base_dir
VAR_DIR = env.folder("NEWSROOM_VAR", BASE_DIR / "var")

# What must be secret, and who may ask
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret_key("SECRET_KEY", VAR_DIR)
SITE_ORIGIN = env.origin("SITE_ORIGIN", default=f"http://127.0.0.1:{env.port('PORT', 8000)}")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", SITE_ORIGIN)
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]

# Who we are
SITE_NAME = env.text("SITE_NAME", default="Newsroom")
SITE_DESCRIPTION = env.text("SITE_DESCRIPTION", default="News, analysis and opinion.")

# What it is made of: what stands lower is imported by what stands higher, never the reverse
INSTALLED_APPS = [
    "articles",
    "authors",
    "media",
    "newsroom.edge",
    "newsroom.redirects",
    "newsroom.announcing",
    "newsroom.outbox",
    "django_tasks_db",
    "django_tasks",
    "ckeditor",
    "newsroom.admin_site.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "newsroom.staticfiles.NewsroomStaticFilesConfig",
]

MIDDLEWARE = [
    "newsroom.requests.RequestMiddleware",
    "newsroom.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.headers.HeadersMiddleware",
    "newsroom.languages.LanguageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.paths.CleanPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.languages.AccountLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.identity.context",
            ],
        },
    },
]

# Data
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR)}
if _replica := env.replica("REPLICA_URL", DATABASES["default"], VAR_DIR):
    DATABASES["replica"] = _replica
    DATABASE_ROUTERS = ["newsroom.replica.Router"]
for _database in DATABASES.values():
    env.pool("DATABASE_POOL", _database)  # connections of each process at most; 0: one a thread
DATABASE_TIMEOUT = env.seconds("DATABASE_TIMEOUT", default=30)  # of one query of the site; 0: none
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.redis("REDIS_URL")
REDIS_PREFIX = env.text("REDIS_PREFIX", default=f"newsroom:{SITE_ORIGIN.partition('//')[2]}")
CACHES = env.caches(REDIS_URL, REDIS_PREFIX)
# Sessions lie in the database; where Redis is, it saves the question (docs/decisions/0053)
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"
SESSION_CACHE_ALIAS = "sessions" if REDIS_URL else "default"

# The page store (newsroom/edge/): pages in memory, shared through a folder of this machine
PAGE_STORE = env.flag("PAGE_STORE", default=not DEBUG)
EDGE_DIR = env.folder("EDGE_DIR", VAR_DIR / "edge")
EDGE_MEMORY_BYTES = env.megabytes("EDGE_MEMORY_MB", default=16)  # of each process
EDGE_DISK_BYTES = env.megabytes("EDGE_DISK_MB", default=256)
CDN_SECONDS = env.seconds("CDN_SECONDS", default=0)  # how long a CDN keeps pages; 0: there is none
CDN_LATE_SECONDS = env.seconds("CDN_LATE_SECONDS", default=10)  # and hands out while it asks
CDN_PURGE = env.choice("CDN_PURGE", ("", "fastly", "cloudflare", "http"), default="")
CDN_SERVICE, CDN_TOKEN = env.text("CDN_SERVICE"), env.text("CDN_TOKEN")
CDN_PURGE_URL = env.addresses("CDN_PURGE_URL")

# What is done after the answer, by `manage.py worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail: all of it goes through the outbox (newsroom/mail.py)
_mail = env.mail("EMAIL_URL", is_debug=DEBUG)
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND")
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", ""), _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds; a worker waits no longer for a server that does not answer
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mailbox(
    "DEFAULT_FROM_EMAIL", site_name=SITE_NAME, origin=SITE_ORIGIN
)

# What it tells others (newsroom/outgoing.py): addresses inside a private network only if asked to
OUTGOING_TO_PRIVATE = env.flag("OUTGOING_TO_PRIVATE", default=False)

# People
AUTH_USER_MODEL = "authors.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Language and time: what stories may be written in; newsroom/languages.py says what the site speaks
LANGUAGES = [
    ("en", "English"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("he", "עברית"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("pl", "Polski"),
    ("zh-hans", "简体中文"),
    ("ja", "日本語"),
    ("hi", "हिन्दी"),
]
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", dict(LANGUAGES), default="en")
LOCALE_PATHS = [BASE_DIR / "newsroom/locale"]
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "newsroom.formats"
TIME_ZONE = env.time_zone("TIME_ZONE", default="UTC")

# Files: static ones are ours, uploads are the newsroom's
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "uploads"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "newsroom.staticfiles.NewsroomStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC},
    # Pictures as they came, private; and what readers get of them (media/storage.py)
    "originals": env.picture_storage("originals"),
    "renditions": env.picture_storage("renditions", public_url=env.address("S3_PUBLIC_URL")),
}
PICTURE_ORIGIN = env.address("S3_PUBLIC_URL", only_origin=True)  # where browsers may fetch from
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a story's form with a 2 MB body fits
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # of one form without a script; the upload page says so
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # of each of them; larger ones wait on the disk

# Security: cookies travel over https alone outside DEBUG (browsers count 127.0.0.1 as safe)
IS_HTTPS = SITE_ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEBUG
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "articles.admin.refused.csrf_failure"  # a story's words are kept

SILENCED_SYSTEM_CHECKS = [
    # HSTS for every subdomain, and the browsers' preload list, bind hosts that are not ours.
    "security.W005",
    "security.W021",
    # CKEditor 4 is past its end of life. True, and known: SECURITY.md says what stands around it.
    "ckeditor.W001",
]

# The log: to stderr, one shape for Django, gunicorn and ourselves (newsroom/logs.py)
LOGGING = logs.config(env.choice("LOG_FORMAT", logs.FORMATS, default="line"))
SLOW_REQUEST_MS = env.count("SLOW_REQUEST_MS", default=1_000)  # gets a line; 0: only failures do

# /metrics for Prometheus (newsroom/metrics.py): for who sends the token, if there is one
METRICS_TOKEN = env.token("METRICS_TOKEN")
METRICS = env.flag("METRICS", default=False)
