"""The site's settings as tests need them: plain static files, a throw-away folder, fast hashes."""

import os
import tempfile
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["NEWSROOM_VAR"] = str(VAR)
os.environ["SITE_ORIGIN"] = "http://testserver"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import STORAGES  # noqa: E402

MEDIA_ROOT = VAR / "uploads"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PAGE_STORE = False  # Django's test client does not pass it; who tests it switches it on
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
