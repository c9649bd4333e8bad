import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.environment import SQLITE_OPTIONS, Environment
from newsroom.secret import FILE_NAME

NAME = "NEWSROOM_KNOB"


@pytest.fixture
def read(monkeypatch):
    """Read one value of the environment: read("flag", "yes", default=False)."""

    def read(kind, value, *args, **kwargs):
        monkeypatch.setenv(NAME, value)
        return getattr(Environment(), kind)(NAME, *args, **kwargs)

    return read


def assert_refused(read, kind, value, *args):
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read(kind, value, *args)


@pytest.mark.parametrize(
    ("value", "expected"), [("Daily", "Daily"), ("  Daily \n", "Daily"), ("", "-"), ("  ", "-")]
)
def test_text_is_trimmed_and_blank_means_the_default(read, value, expected):
    assert read("text", value, "-") == expected


def test_a_dollar_sign_is_no_reference_to_another_variable(read):
    assert read("text", "$HOME") == "$HOME"


def test_a_variable_that_is_not_set_means_the_default(monkeypatch):
    monkeypatch.delenv(NAME, raising=False)

    assert Environment().text(NAME, "-") == "-"
    assert Environment().flag(NAME, default=True) is True
    assert Environment().port(NAME, 8000) == 8000


@pytest.mark.parametrize("value", ["1", "true", "TRUE", "yes", "On"])
def test_a_flag_can_be_raised_in_many_words(read, value):
    assert read("flag", value, default=False) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "OFF"])
def test_a_flag_can_be_lowered_in_many_words(read, value):
    assert read("flag", value, default=True) is False


@pytest.mark.parametrize("value", ["maybe", "2", "y e s", "truee", "-1"])
def test_a_flag_that_is_neither_up_nor_down_is_refused(read, value):
    assert_refused(read, "flag", value, False)


def test_a_folder_may_be_missing_but_not_a_file(read, tmp_path):
    file = tmp_path / "file"
    file.touch()

    assert read("folder", str(tmp_path / "new"), tmp_path) == tmp_path / "new"
    assert read("folder", "", tmp_path) == tmp_path
    assert read("folder", "relative", tmp_path).is_absolute()
    assert_refused(read, "folder", str(file), tmp_path)


def test_a_folder_below_home_is_written_with_a_tilde(read, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert read("folder", "~/news", tmp_path) == tmp_path / "news"


@pytest.mark.parametrize(("value", "expected"), [("80", 80), ("65535", 65535), ("", 8000)])
def test_a_port_is_a_number(read, value, expected):
    assert read("port", value, 8000) == expected


@pytest.mark.parametrize("value", ["0", "65536", "-1", "http", "8 0", "1e3", "٨٠", "80.0"])
def test_a_port_out_of_range_is_refused(read, value):
    assert_refused(read, "port", value, 8000)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://news.example", "https://news.example"),
        ("HTTPS://News.Example/", "https://news.example"),
        ("http://news.example:8080", "http://news.example:8080"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://новини.укр", "https://новини.укр"),
        ("", "http://127.0.0.1:8000"),
    ],
)
def test_an_origin_is_scheme_and_host(read, value, expected):
    assert read("origin", value, "http://127.0.0.1:8000") == expected


@pytest.mark.parametrize(
    "value",
    [
        "news.example",
        "ftp://news.example",
        "https://",
        "https:///path",
        "https://news.example/path",
        "https://news.example/?q=1",
        "https://news.example#top",
        "https://user@news.example",
        "https://user:pass@news.example",
        "https://news.example:0",
        "https://news.example:99999",
        "https://news.example:",
        "https://news example",
        "https://news.example,https://other.example",
        "https://news.example\\path",
        "https://*",
        "https://.",
        "http://[::1",
    ],
)
def test_an_origin_that_no_reader_could_type_is_refused(read, value):
    assert_refused(read, "origin", value, "http://127.0.0.1:8000")


def test_hosts_are_listed_with_commas(read):
    hosts = read(
        "hosts", "news.example, www.news.example,.news.example,[::1],", "https://x.example"
    )

    assert hosts == ["news.example", "www.news.example", ".news.example", "[::1]"]


@pytest.mark.parametrize("value", ["https://news.example", "news.example:443", "a b", ",", "x/y"])
def test_hosts_that_would_never_match_are_refused(read, value):
    assert_refused(read, "hosts", value, "https://x.example")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("https://news.example", ["news.example"]),
        ("https://news.example:8443", ["news.example"]),
        ("http://[2001:db8::1]:80", ["[2001:db8::1]"]),
        ("http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://localhost", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://[::1]:8000", ["127.0.0.1", "localhost", "[::1]"]),
    ],
)
def test_without_a_list_only_the_sites_own_host_is_served(read, origin, expected):
    assert read("hosts", "", origin) == expected


@pytest.mark.parametrize("value", ["Europe/Kyiv", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_time_zone_is_called_by_its_iana_name(read, value):
    assert read("time_zone", value, "UTC") == value


@pytest.mark.parametrize("value", ["Mars/Base", "Europe/", "../../etc/passwd", "/etc/passwd", "+2"])
def test_a_time_zone_nobody_knows_is_refused(read, value):
    assert_refused(read, "time_zone", value, "UTC")


def test_a_secret_comes_from_the_environment_first(read, tmp_path):
    (tmp_path / FILE_NAME).write_text("f" * 50)

    assert read("secret_key", "e" * 50, tmp_path) == "e" * 50
    assert read("secret_key", "$" + "e" * 50, tmp_path) == "$" + "e" * 50


def test_a_secret_is_read_from_its_file(read, tmp_path):
    (tmp_path / FILE_NAME).write_text("f" * 50 + "\n")

    assert read("secret_key", "", tmp_path) == "f" * 50


def test_a_missing_secret_names_its_variable_and_its_file(read, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=rf"{NAME}.*{tmp_path / FILE_NAME}"):
        read("secret_key", "", tmp_path)


@pytest.mark.parametrize("key", ["short", "x" * 31])
def test_a_short_secret_is_refused_wherever_it_comes_from(read, tmp_path, key):
    assert_refused(read, "secret_key", key, tmp_path)
    (tmp_path / FILE_NAME).write_text(key)
    assert_refused(read, "secret_key", "", tmp_path)


def test_the_database_is_a_file_beside_the_uploads_unless_told(read, tmp_path):
    config = read("database", "", tmp_path)

    assert config["ENGINE"] == "django.db.backends.sqlite3"
    assert config["NAME"] == str(tmp_path / "newsroom.sqlite3")
    assert config["OPTIONS"] == SQLITE_OPTIONS


def test_options_in_a_sqlite_address_go_before_ours(read, tmp_path):
    options = read("database", "sqlite:////srv/news.db?timeout=5", tmp_path)["OPTIONS"]

    assert options == SQLITE_OPTIONS | {"timeout": 5}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_described_by_an_address(read, tmp_path, scheme):
    url = f"{scheme}://desk:p%40ss%2F@db.example:5433/news?sslmode=require"

    config = read("database", url, tmp_path)

    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["USER"], config["PASSWORD"]) == ("desk", "p@ss/")
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "news")
    assert config["OPTIONS"]["sslmode"] == "require"
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (60, True)


def test_a_pooled_postgresql_may_ask_for_no_lasting_connections(read, tmp_path):
    config = read("database", "postgres://db.example/news?conn_max_age=0", tmp_path)

    assert config["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize(
    "value",
    [
        "mysql://db.example/news",
        "news.db",
        "sqlite:/news.db",
        "postgres:db.example/news",
        "postgres://",
        "postgres://db.example",
        "postgres://db.example:port/news",
        "postgres://desk:p@[::1/news",
        "postgres://desk:p/ss@db.example/news",
    ],
)
def test_a_database_that_cannot_be_reached_is_refused(read, tmp_path, value):
    assert_refused(read, "database", value, tmp_path)


def test_a_refused_database_does_not_show_its_password(read, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("database", "postgres://desk:hush-hush@db.example:port/news", tmp_path)

    assert "hush-hush" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "address", "origin"),
    [
        ("", "", ""),
        ("https://a.example", "https://a.example", "https://a.example"),
        (
            "http://127.0.0.1:9000/pictures/",
            "http://127.0.0.1:9000/pictures",
            "http://127.0.0.1:9000",
        ),
    ],
)
def test_an_address_may_have_a_path(monkeypatch, value, address, origin):
    monkeypatch.setenv("S3_PUBLIC_URL", value)

    assert Environment().address("S3_PUBLIC_URL") == address
    assert Environment().address("S3_PUBLIC_URL", only_origin=True) == origin


@pytest.mark.parametrize(
    "value", ["a.example", "ftp://a.example", "https://", "https://a b/", "https://a/?x"]
)
def test_an_address_nobody_could_fetch_from_is_refused(monkeypatch, value):
    monkeypatch.setenv("S3_PUBLIC_URL", value)

    with pytest.raises(ImproperlyConfigured, match="S3_PUBLIC_URL"):
        Environment().address("S3_PUBLIC_URL")


def test_pictures_lie_here_unless_a_bucket_is_named(monkeypatch):
    monkeypatch.delenv("S3_BUCKET", raising=False)
    assert Environment().picture_storage("originals")["BACKEND"] == "media.storage.LocalFolder"

    monkeypatch.setenv("S3_BUCKET", "pictures")
    storage = Environment().picture_storage("renditions", public_url="https://a.example")
    assert storage["BACKEND"] == "media.bucket.Bucket"
    assert storage["OPTIONS"]["public_url"] == "https://a.example"


def test_a_mail_server_is_one_address(read):
    config = read("mail", "smtp+tls://news:p%40ss@mail.example", is_debug=False)

    assert config["EMAIL_HOST"] == "mail.example"
    assert (config["EMAIL_PORT"], config["EMAIL_USE_TLS"]) == (587, True)
    assert (config["EMAIL_HOST_USER"], config["EMAIL_HOST_PASSWORD"]) == ("news", "p@ss")
    assert read("mail", "smtp+ssl://mail.example", is_debug=True)["EMAIL_PORT"] == 465
    assert read("mail", "smtp://localhost:2525", is_debug=True)["EMAIL_PORT"] == 2525


def test_without_a_mail_server_mail_is_kept_and_a_developer_sees_it(read):
    assert read("mail", "", is_debug=False) == {"EMAIL_BACKEND": "newsroom.mail.NotSetUp"}
    assert "console" in read("mail", "", is_debug=True)["EMAIL_BACKEND"]


@pytest.mark.parametrize(
    "value", ["mail.example", "smtp://", "pop://mail.example", "smtp://u:secret@mail.example:x"]
)
def test_what_is_no_mail_server_is_refused_without_its_password(read, value):
    with pytest.raises(ImproperlyConfigured, match=NAME) as refusal:
        read("mail", value, is_debug=False)

    assert "secret" not in str(refusal.value)


def test_letters_come_from_the_newsroom_unless_told(read):
    facts = {"site_name": "Daily, the", "origin": "https://daily.example"}

    assert read("mailbox", "", **facts) == '"Daily, the" <newsroom@daily.example>'
    assert read("mailbox", "News <n@daily.example>", **facts) == "News <n@daily.example>"
    local = facts | {"origin": "http://127.0.0.1:8000"}
    assert read("mailbox", "", **local).endswith("<newsroom@localhost>")
    for wrong in ("News", "News <>", "a@b\nBcc: c@d"):
        with pytest.raises(ImproperlyConfigured, match=NAME):
            read("mailbox", wrong, **facts)


POSTGRES = "postgres://news@db.example/news"


def test_threads_share_connections_when_asked(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", POSTGRES)
    database = Environment().database("DATABASE_URL", tmp_path)
    monkeypatch.setenv(NAME, "8")
    Environment().pool(NAME, database)

    assert database["OPTIONS"]["pool"]["max_size"] == 8
    assert database["CONN_MAX_AGE"] == 0

    for wrong in ("many", "-1", "1.5"):
        monkeypatch.setenv(NAME, wrong)
        with pytest.raises(ImproperlyConfigured, match=f"^{NAME} must be a whole number, not"):
            Environment().pool(NAME, database)


def test_sqlite_has_no_pool(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(NAME, "8")

    with pytest.raises(ImproperlyConfigured, match=NAME):
        Environment().pool(NAME, Environment().database("DATABASE_URL", tmp_path))


def test_a_replica_is_of_the_same_kind(monkeypatch, tmp_path):
    primary = {"ENGINE": "django.db.backends.postgresql"}
    monkeypatch.delenv(NAME, raising=False)
    assert Environment().replica(NAME, primary, tmp_path) is None

    monkeypatch.setenv(NAME, POSTGRES)
    assert Environment().replica(NAME, primary, tmp_path)["HOST"] == "db.example"
    for wrong in ("sqlite:////tmp/copy.sqlite3", "mysql://db.example/news", "db.example"):
        monkeypatch.setenv(NAME, wrong)
        with pytest.raises(ImproperlyConfigured, match=NAME):
            Environment().replica(NAME, primary, tmp_path)


def test_a_token_cannot_be_guessed(read):
    assert read("token", "") == ""
    assert read("token", "f3a9" * 4) == "f3a9" * 4
    for wrong in ("secret", "with a space in the middle", "ж" * 20):
        assert_refused(read, "token", wrong)
