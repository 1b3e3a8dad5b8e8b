import stat

import pytest
from django.conf import settings as django_settings

from marsad.environment import ABOUT_NAME, SettingError, find_about, keep_secret, read_database, read_settings
from marsad.shipped import SHIPPED


def test_nothing_needs_to_be_set(tmp_path):
    settings = read_settings({"HOME": str(tmp_path)})
    assert settings.data == tmp_path / ".local" / "share" / "marsad"
    assert settings.debug is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MARSAD_DEBUG", "perhaps"),
        ("MARSAD_UPLOAD_MB", "-1"),
        ("MARSAD_UPLOAD_MB", "many"),
        ("MARSAD_LANGUAGE", "fr"),
        ("MARSAD_DATA_LICENCE", "mine"),
        ("MARSAD_BASE_URL", "observatory.example"),
        ("MARSAD_COLOUR", "blue"),
        ("MARSAD_ENCODER", "oracle"),
        ("MARSAD_ENCODER_BATCH", "0"),
        ("MARSAD_VECTORS_MB", "much"),
    ],
)
def test_a_bad_value_stops_the_start_and_says_which(name, value):
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})


def test_a_site_can_begin_in_any_language_of_the_interface():
    offered = {code for code, _ in django_settings.LANGUAGES}
    assert offered == {"ar", "en", "ckb"}
    assert {read_settings({"MARSAD_LANGUAGE": code, "HOME": "/"}).language for code in offered} == offered


def test_who_runs_the_observatory_is_read_from_the_file_named_else_from_the_data_folder_else_nothing(tmp_path):
    demo = SHIPPED / "demo" / ABOUT_NAME
    settings = read_settings({"MARSAD_DATA": str(tmp_path)})
    assert find_about(settings) is None
    assert find_about(settings, demo).mail == "desk@observatory.example"
    (tmp_path / ABOUT_NAME).write_text(demo.read_text(encoding="utf-8").replace("desk@", "own@"), encoding="utf-8")
    assert find_about(settings, demo).mail == "own@observatory.example"
    (tmp_path / "other.yml").write_text(demo.read_text(encoding="utf-8").replace("desk@", "other@"), encoding="utf-8")
    named = read_settings({"MARSAD_DATA": str(tmp_path), "MARSAD_ABOUT": str(tmp_path / "other.yml")})
    assert find_about(named).mail == "other@observatory.example"


def test_a_file_that_cannot_be_used_stops_the_start_and_names_itself_and_the_key(tmp_path):
    settings = read_settings({"MARSAD_DATA": str(tmp_path)})
    (tmp_path / ABOUT_NAME).write_text("name: {ar: جمعية}\ncontact: {mail: desk}\n", encoding="utf-8")
    with pytest.raises(SettingError, match=rf"{ABOUT_NAME}: funding is empty.*docs/en/about\.md"):
        find_about(settings)
    (tmp_path / ABOUT_NAME).write_bytes(b"name: {ar: \xff}")
    with pytest.raises(SettingError, match=rf"MARSAD_ABOUT=.*{ABOUT_NAME}.*cannot be read"):
        find_about(settings)
    missing = read_settings({"MARSAD_DATA": str(tmp_path), "MARSAD_ABOUT": str(tmp_path / "none.yml")})
    with pytest.raises(SettingError, match=r"MARSAD_ABOUT=.*none\.yml.*cannot be read"):
        find_about(missing)


def test_the_database_is_sqlite_in_wal_mode_unless_told(tmp_path):
    database = read_database(read_settings({"MARSAD_DATA": str(tmp_path)}))
    assert database["ENGINE"].endswith("sqlite3")
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_is_taken():
    database = read_database(read_settings({"DATABASE_URL": "postgresql://u:p@db.example:5433/marsad"}))
    assert (database["NAME"], database["HOST"], database["PORT"]) == ("marsad", "db.example", 5433)


@pytest.mark.parametrize("url", ["mysql://u:p@h/n", "postgresql://u:p@h/", "nonsense"])
def test_an_address_of_another_database_is_refused(url):
    with pytest.raises(SettingError, match="DATABASE_URL"):
        read_database(read_settings({"DATABASE_URL": url}))


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    key = keep_secret(tmp_path / "new")
    assert keep_secret(tmp_path / "new") == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


def test_a_damaged_secret_is_not_used(tmp_path):
    (tmp_path / "secret-key").write_text("short")
    with pytest.raises(SettingError, match="no usable key"):
        keep_secret(tmp_path)


def test_what_is_secret_is_not_shown_with_the_settings():
    settings = read_settings({"MARSAD_ENCODER_KEY": "sesame", "DATABASE_URL": "postgresql://u:sesame@h/n"})
    assert settings.encoder_key == "sesame"
    assert "sesame" not in repr(settings)
