"""What an observatory says of itself is read whole, or refused with the key that is wrong and what would do."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.about import LONGEST, AboutError, read_about
from marsad.shipped import SHIPPED

DEMO = (SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8")


def changed(*path, to=None):
    """Return the demonstration's file with what stands at *path* put as *to*, or taken away for None."""
    described = yaml.safe_load(DEMO)
    *way, last = path
    at = described
    for key in way:
        at = at[key]
    if to is None:
        del at[last]
    else:
        at[last] = to
    return yaml.safe_dump(described, allow_unicode=True)


def test_the_demonstration_says_in_three_languages_that_it_is_invented():
    about = read_about(DEMO)
    assert ("مخترعة" in about.name.ar, "invented" in about.name.en, "دەستکرد" in about.name.ckb) == (True, True, True)
    assert about.mail.endswith(".example")
    assert about.web.endswith(".example/")
    assert len(about.answerable) == len(about.funders) == 2
    assert all(label.en and label.ckb for label in (about.text, about.post, about.funding, about.interests))


def test_what_may_be_missing_is_missing():
    about = read_about(
        """
        name: {ar: جمعية}
        text: {ar: نص}
        contact: {mail: desk@observatory.example}
        answerable: [{name: {ar: ليلى}, duty: {ar: كل شيء}}]
        funding: {text: {ar: لا أحد}}
        interests: {ar: لا شيء}
        """
    )
    assert (about.phone, about.post, about.web, about.funders, about.answerable[0].mail) == ("", None, "", (), "")
    assert about.name.in_language("en") == about.name.in_language("ckb") == "جمعية"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (changed("name"), "name is empty"),
        (changed("interests"), "interests is empty"),
        (changed("funding", "text"), r"funding\.text is empty"),
        (changed("text", "ar"), r"text\.ar is empty; write it in Arabic"),
        (changed("text", "ar", to="  "), r"text\.ar is empty; write it in Arabic"),
        (changed("text", "ckb", to=7), r"text\.ckb is a number, not a text; put it in quotes"),
        (changed("text", "en", to="a" * (LONGEST + 1)), rf"text\.en has {LONGEST + 1} characters; shorten it"),
        (changed("text", "fr", to="un"), "text has an unknown key 'fr'; the choices are ar, en, ckb"),
        (changed("owner", to="x"), "unknown key 'owner'; the choices are name, text, contact"),
        (changed("contact", "mail"), r"contact\.mail is empty, not a text"),
        (changed("contact", "mail", to="desk"), r"contact\.mail is 'desk'; write one address"),
        (changed("contact", "mail", to="a@b.example?cc=x@y.example"), r"contact\.mail is"),
        (changed("contact", "phone", to=964), r"contact\.phone is a number, not a text; put it in quotes"),
        (changed("contact", "phone", to="call me"), r"contact\.phone is 'call me'"),
        (changed("contact", "web", to="javascript:alert(1)"), r"contact\.web is 'javascript:alert\(1\)'; write a whole address"),
        (changed("contact", "web", to="https://"), r"contact\.web is"),
        (changed("answerable", to=[]), "answerable names nobody"),
        (changed("answerable", to="layla"), "answerable is a text, not a list"),
        (changed("answerable", 1, "duty"), r"answerable\[1\]\.duty is empty"),
        (changed("answerable", 0, "mail", to="x"), r"answerable\[0\]\.mail is 'x'"),
        (changed("funding", "funders", 0, "web", to="ftp://x.example"), r"funding\.funders\[0\]\.web is"),
        (changed("funding", "funders", to={}), r"funding\.funders is a mapping, not a list"),
        (f"{DEMO}\nname: {{ar: ثانية}}", "key 'name' is given twice"),
        ("", "the file is empty"),
        ("- a", "the file is a list"),
        ("a: [", "cannot be read as YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(written, told):
    with pytest.raises(AboutError, match=told):
        read_about(written)


ANYTHING = st.recursive(st.none() | st.text(max_size=9) | st.integers(), st.lists, max_leaves=5)


@given(st.text(max_size=200) | ANYTHING.map(yaml.safe_dump))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(written):
    with pytest.raises(AboutError):
        read_about(written)
