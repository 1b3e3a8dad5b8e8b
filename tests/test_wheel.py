"""What is shipped works outside a checkout: templates, static files, codebooks and the demonstration are inside the wheel."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*words, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MARSAD_", "DJANGO_", "DATABASE_URL"))}
    done = subprocess.run(words, capture_output=True, text=True, env=clean | environment, cwd="/", check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("marsad-*.whl")
    run(*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel))
    return folder / "site"


def test_the_demonstration_loads_from_the_wheel(installed, tmp_path):
    told = run(sys.executable, "-m", "marsad", "demo", PYTHONPATH=str(installed), MARSAD_DATA=str(tmp_path / "data"))
    assert "78 pages read" in told
    assert "27 assessments published" in told
    assert "not read" not in told
    source = run(sys.executable, "-c", "import marsad; print(marsad.__file__)", PYTHONPATH=str(installed))
    assert source.startswith(str(installed))


def test_a_page_of_the_site_is_drawn_from_the_wheel(installed, tmp_path):
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from django.test import Client\n"
        "home = Client(HTTP_HOST='127.0.0.1').get('/')\n"
        "style = Client(HTTP_HOST='127.0.0.1').get('/static/marsad/marsad.css')\n"
        "print(home.status_code, style.status_code, 'مرصد' in home.content.decode())"
    )
    told = run(
        sys.executable,
        "-c",
        script,
        PYTHONPATH=str(installed),
        MARSAD_DATA=str(tmp_path / "data"),
        DJANGO_SETTINGS_MODULE="marsad.settings",
    )
    assert told.split() == ["200", "200", "True"]
