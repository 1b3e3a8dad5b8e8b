import datetime as dt
import re

import pytest
from lxml import html

from marsad.desk import urls as desk_urls
from marsad.newsroom import coding, coding_outcome, publish
from marsad.store.models import Assessment, Coding, CodingRound, RecodingSample
from tests import observatory
from tests.desk.conftest import words
from tests.newsroom.coding_rows import DAY, HALF, STARTED, hand_in, proven, second_codebook
from tests.once import ONCE

pytestmark = pytest.mark.django_db
SECRET = ("تعليل سري لا يراه أحد", "جملة سرية للحكم", "SECRET-IN-ENGLISH")


@pytest.fixture
def team(db):
    rows = {name: observatory.person(name, "coder") for name in ("rana", "salma", "tariq")}
    rows |= {name: observatory.person(name, "editor") for name in ("omar", "sivan")}
    return rows | {role: observatory.person(role, role) for role in ("monitor", "chief", "operator")}


@pytest.fixture
def book(db):
    return second_codebook()


@pytest.fixture
def evidence(book, about, team):
    return proven(about, team["rana"])


@pytest.fixture
def opened(about, team, evidence):
    return coding.open_round(about, team["omar"], effective_on=DAY)


@pytest.fixture
def disputed(opened, team, evidence):
    hand_in(opened, team["rana"], evidence)
    hand_in(opened, team["salma"], evidence, **STARTED)
    return opened


def filled(evidence, **changes):
    return HALF | {"evidence": [item.pk for item in evidence], "act": "hand_in"} | changes


def test_two_coders_hand_in_and_an_editor_publishes(sign_in, team, about, evidence, noise):
    rana, salma, omar = (sign_in(team[name]) for name in ("rana", "salma", "omar"))
    response = rana.post("/desk/promises/coalition/code/", {"effective_on": "2025-10-05"})
    found = CodingRound.objects.get(promise=about)
    assert response.headers["Location"] == f"/desk/codings/{found.pk}/"
    for client in (rana, salma):
        page = client.get(f"/desk/codings/{found.pk}/").content.decode()
        assert page.count('name="evidence"') == 2
        assert f'data-draft="coding:{found.pk}"' in page
        assert client.post(f"/desk/codings/{found.pk}/", filled(evidence)).status_code == 302
    made = Assessment.objects.get(round=found)
    text = words(omar.get(f"/desk/codings/{found.pk}/"))
    assert "اتفقا في كل شيء" in text
    assert "بأي صياغة يُنشر" in text
    omar.post(f"/desk/assessments/{made.pk}/publish/", {"has_read": "on"})
    made.refresh_from_db()
    assert made.status == "published"
    public = words(omar.get("/promises/coalition/"))
    assert "رمّزه شخصان لم ير أحدهما ما كتب الآخر، واتفقا" in public
    assert "الراصد salma" in public


def all_pages(found, evidence):
    """Every address of the desk with what may stand in it, and the public pages on the promise."""
    keys = {"slug": [found.promise.key], "str": [found.promise.key], "int": [str(found.pk), str(evidence[0].candidate_id), "1"]}
    pages = []
    for pattern in desk_urls.urlpatterns:
        route = str(pattern.pattern)
        wanted = re.findall(r"<(\w+):\w+>", route)
        for place in range(max((len(keys[kind]) for kind in wanted), default=1)):
            filled_in = re.sub(r"<(\w+):\w+>", lambda part, place=place: keys[part[1]][place % len(keys[part[1]])], route)
            pages.append(f"/desk/{filled_in}")
    public = [
        "/",
        "/promises/",
        f"/promises/{found.promise.key}/",
        "/method/",
        "/ledger/",
        f"/operator/store/promise/{found.promise_id}/change/",
    ]
    return [*pages, *public, f"/desk/codings/{found.pk}/?take=1", f"/desk/promises/{found.promise.key}/?from=1"]


@ONCE
def test_before_both_are_in_no_page_tells_anybody_what_the_first_found(sign_in, team, opened, evidence, django_user_model):
    ar, summary, en = SECRET
    hand_in(
        opened,
        team["rana"],
        evidence[:1],
        verdict="broken",
        cause="blocked",
        outlook="stalled",
        reasons_ar=ar,
        summary_ar=summary,
        reasons_en=en,
        summary_en=en,
        confidence="low",
    )
    root = django_user_model.objects.create_superuser("root", password=observatory.PASSWORD, role="operator")
    others = [team[name] for name in ("salma", "omar", "monitor", "chief", "operator")] + [root]
    seen = 0
    for person in others:
        client = sign_in(person)
        for address in all_pages(opened, evidence):
            response = client.get(address)
            seen += response.status_code == 200
            body = b"".join(response) if response.streaming else response.content
            for told in SECRET:
                assert told not in body.decode(errors="replace"), (person.username, address)
        page = client.get(f"/desk/codings/{opened.pk}/").content.decode()
        assert not re.search(r"<input[^>]*name=\"verdict\"[^>]*checked", page)
        if person.may_code:
            for act in ("check", "hand_in"):  # a form that cannot be taken shows nothing of the other's either
                body = client.post(f"/desk/codings/{opened.pk}/", filled(evidence, summary_ar="", act=act)).content.decode()
                assert all(told not in body for told in SECRET)
        for verb in ("decide", "words", "propose", "retake"):
            body = client.post(f"/desk/codings/{opened.pk}/{verb}/", filled(evidence) | {"coding": "1"}, follow=True).content
            assert all(told not in body.decode() for told in SECRET), (person.username, verb)
    assert seen > 100
    assert Coding.objects.count() == 1
    assert "1 من 2" in words(sign_in(team["omar"]).get(f"/desk/codings/{opened.pk}/"))


def test_one_sees_their_own_and_may_take_it_back(sign_in, team, opened, evidence):
    rana = sign_in(team["rana"])
    rana.post(f"/desk/codings/{opened.pk}/", filled(evidence, reasons_ar=SECRET[0]))
    assert SECRET[0] in words(rana.get(f"/desk/codings/{opened.pk}/"))
    assert "1 من 2" in words(rana.get(f"/desk/codings/{opened.pk}/"))
    text = words(rana.post(f"/desk/codings/{opened.pk}/retake/", follow=True))
    assert "استُرد" in text
    assert not Coding.objects.filter(withdrawn_at__isnull=True).exists()


def test_what_is_checked_against_the_rules_is_kept_and_not_handed_in(sign_in, team, opened, evidence):
    rana = sign_in(team["rana"])
    response = rana.post(f"/desk/codings/{opened.pk}/", filled(evidence, verdict="done", act="check"))
    text = words(response)
    assert response.status_code == 200
    assert "لا تجيزه القواعد بعد" in text
    assert HALF["reasons_ar"] in text
    assert not Coding.objects.exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"summary_ar": ""}, "id_summary_ar_error"),
        ({"reasons_ar": " "}, "id_reasons_ar_error"),
        ({"verdict": ""}, "id_verdict_error"),
        ({"verdict": "broken"}, "هذا الحكم لا يقوم بلا سبب"),
        ({"rung": "imagined"}, "id_rung_error"),
        ({"outlook": "sunny"}, "id_outlook_error"),
        ({"evidence": ["999999"]}, "سُحب بعض الأدلة في هذه الأثناء"),
    ],
)
def test_a_bad_field_is_told_beside_it_and_what_was_written_is_kept(sign_in, team, opened, evidence, changes, complaint):
    response = sign_in(team["rana"]).post(f"/desk/codings/{opened.pk}/", filled(evidence, summary_en="Kept.") | changes)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert "Kept." in words(response)
    assert not Coding.objects.exists()


def test_a_cause_left_over_from_another_verdict_is_dropped(sign_in, team, opened, evidence):
    sign_in(team["rana"]).post(f"/desk/codings/{opened.pk}/", filled(evidence, cause="blocked"))
    assert Coding.objects.get().cause == ""


def test_who_comes_third_keeps_what_they_wrote(sign_in, team, disputed, evidence):
    response = sign_in(team["tariq"]).post(f"/desk/codings/{disputed.pk}/", filled(evidence, reasons_ar="كتبته طويلا"))
    assert response.status_code == 409
    assert "لم تعد هذه الجولة مفتوحة للترميز" in words(response)
    assert "كتبته طويلا" in words(response)


def test_a_third_editor_decides_with_both_before_their_eyes(sign_in, team, disputed, evidence):
    omar, rana = sign_in(team["omar"]), sign_in(team["rana"])
    page = omar.get(f"/desk/codings/{disputed.pk}/?take=2")
    text = words(page)
    for told in (HALF["reasons_ar"], STARTED["reasons_ar"], "ما اختلفا فيه معلّم"):
        assert told in text
    assert 'value="started" required checked' in page.content.decode()
    assert "/decide/" not in rana.get(f"/desk/codings/{disputed.pk}/").content.decode()
    asked = filled(evidence, verdict="started", outlook="at_risk", reasons_ar="أرجح الثاني لأن الخروج لم يكتمل.")
    assert rana.post(f"/desk/codings/{disputed.pk}/decide/", asked).status_code == 403
    response = omar.post(f"/desk/codings/{disputed.pk}/decide/", asked | {"reasons_ar": ""})
    assert "id_reasons_ar_error" in response.content.decode()
    empty = omar.post(f"/desk/codings/{disputed.pk}/decide/", {}).content.decode()
    places = re.findall(r'<li><a href="#(\w+)">', empty)
    assert places == ["id_verdict_0", "id_summary_ar", "id_reasons_ar"]
    assert all(f'id="{place}"' in empty for place in places)
    response = omar.post(f"/desk/codings/{disputed.pk}/decide/", asked)
    made = Assessment.objects.get(round=disputed)
    assert response.headers["Location"] == f"/desk/assessments/{made.pk}/"
    assert f"/desk/assessments/{made.pk}/publish/" in omar.get(f"/desk/assessments/{made.pk}/").content.decode()
    omar.post(f"/desk/assessments/{made.pk}/publish/", {"has_read": "on"})
    public = words(omar.get("/promises/coalition/"))
    assert "فاختلفا، وبتّ ثالث" in public


def test_an_editor_who_coded_is_told_that_another_publishes(sign_in, team, opened, evidence):
    hand_in(opened, team["rana"], evidence)
    hand_in(opened, team["sivan"], evidence)
    made = Assessment.objects.get(round=opened)
    text = words(sign_in(team["sivan"]).get(f"/desk/assessments/{made.pk}/"))
    assert "أنت رمّزت هذا." in text
    assert "من رمّزه" in text


def test_what_stops_an_agreement_is_shown_with_the_ways_on(sign_in, team, opened, evidence):
    for name in ("rana", "salma"):
        hand_in(opened, team[name], evidence, verdict="done", rung="delivered")
    omar = sign_in(team["omar"])
    assert "اتفقا ولم ينشأ تقييم" in words(omar.get(f"/desk/codings/{opened.pk}/"))
    assert "متفق عليها وموقوفة" in words(omar.get("/desk/codings/"))
    response = omar.post(f"/desk/codings/{opened.pk}/end/", {"act": "reopen", "reason": ""})
    assert "اكتب لماذا تنهي الجولة" in words(response)
    response = omar.post(f"/desk/codings/{opened.pk}/end/", {"act": "reopen", "reason": "دليل جديد"})
    again = CodingRound.objects.get(replaces=opened)
    assert response.headers["Location"] == f"/desk/codings/{again.pk}/"
    assert "أنهاها" in words(omar.get(f"/desk/codings/{opened.pk}/"))


def test_a_day_ahead_and_a_second_round_are_refused_beside_the_field(sign_in, team, opened):
    rana = sign_in(team["rana"])
    response = rana.post("/desk/promises/coalition/code/", {"effective_on": "2999-01-01"})
    assert "يوم السريان في المستقبل" in words(response)
    response = rana.post("/desk/promises/coalition/code/", {"effective_on": DAY.isoformat()})
    assert "جولة مفتوحة لليوم نفسه" in words(response)
    assert sign_in(team["monitor"]).post("/desk/promises/coalition/code/", {}).status_code == 403


def test_the_badge_counts_what_waits_for_the_reader_alone(sign_in, team, opened, evidence):
    rana = sign_in(team["rana"])
    badge = re.compile(r'href="/desk/codings/"[^>]*>[^<]*<span class="badge">1</span>')
    assert badge.search(rana.get("/desk/codings/").content.decode())
    hand_in(opened, team["rana"], evidence)
    assert not badge.search(rana.get("/desk/codings/").content.decode())


def test_an_editor_draws_a_sample_and_others_code_it(sign_in, team, disputed, evidence):
    asked = {key: value for key, value in STARTED.items() if key != "rung"}
    made = coding_outcome.adjudicate(disputed.pk, team["omar"], evidence_ids=[evidence[0].pk], **asked)
    publish.publish(made.pk, team["omar"])
    sivan, tariq = sign_in(team["sivan"]), sign_in(team["tariq"])
    assert sivan.post("/desk/agreement/sample/", {"percent": "0"}).status_code == 200
    assert not RecodingSample.objects.exists()
    text = words(sivan.post("/desk/agreement/sample/", {"percent": "100"}, follow=True))
    assert "فُتحت جولة واحدة" in text
    again = CodingRound.objects.get(purpose="recoding")
    page = words(tariq.get(f"/desk/codings/{again.pk}/"))
    assert "ولا ترجع إلى المنشور" in page
    assert STARTED["summary_ar"] not in page
    tariq.post(f"/desk/codings/{again.pk}/", filled(evidence))
    assert "1 من 1" in words(sivan.get("/desk/agreement/"))
    assert tariq.post("/desk/agreement/sample/", {"percent": "100"}).status_code == 403


def test_the_verdicts_that_agreement_rests_on_are_listed_once_they_are_published(client, team, disputed, evidence):
    def listed(day=""):
        found = html.fromstring(client.get(f"/en/method/{day}").content.decode())
        return found.xpath("//div[contains(@class, 'agreement')]//li/a/@href")

    assert "1 verdict has been coded by at least two people" in words(client.get("/en/method/"))
    assert listed() == []  # what was not published yet is nobody's to read
    asked = {key: value for key, value in STARTED.items() if key != "rung"}
    made = coding_outcome.adjudicate(disputed.pk, team["omar"], evidence_ids=[evidence[0].pk], **asked)
    publish.publish(made.pk, team["omar"])
    assert listed() == [f"/en/promises/coalition/#v{made.pk}"]
    assert f'id="v{made.pk}"' in client.get("/en/promises/coalition/").content.decode()
    assert "1 of them is published" in words(client.get("/en/method/"))
    assert listed("?as_of=2020-01-01") == []


def test_alpha_of_too_little_is_told_in_words(sign_in, team, disputed):
    text = words(sign_in(team["tariq"]).get("/desk/agreement/"))
    assert "وحدات أقل من أن تُنبئ" in text
    assert "0%" not in text  # raw agreement never stands alone


def test_empty_pages_say_what_to_do(sign_in, team, book):
    assert "لا جولة تنتظرك" in words(sign_in(team["rana"]).get("/desk/codings/"))
    assert "أين وصلوا" in words(sign_in(team["monitor"]).get("/desk/codings/"))
    assert "لم يرمّز شخصان شيئا بعد" in words(sign_in(team["rana"]).get("/desk/agreement/"))


def test_a_round_that_is_not_there_is_not_found(sign_in, team):
    client = sign_in(team["omar"])
    assert client.get("/desk/codings/999/").status_code == 404
    for verb in ("decide", "words", "propose", "retake", "end"):
        assert client.post(f"/desk/codings/999/{verb}/", {}).status_code == 404


def test_the_words_of_the_second_coder_can_be_taken(sign_in, team, opened, evidence):
    hand_in(opened, team["rana"], evidence)
    hand_in(opened, team["salma"], evidence, summary_ar="خرج المستشارون.")
    second = Coding.objects.get(place=2)
    sign_in(team["omar"]).post(f"/desk/codings/{opened.pk}/words/", {"coding": str(second.pk)})
    assert Assessment.objects.get(round=opened).summary_ar == "خرج المستشارون."


def test_a_later_day_is_another_round(sign_in, team, opened):
    rana = sign_in(team["rana"])
    rana.post("/desk/promises/coalition/code/", {"effective_on": (DAY + dt.timedelta(days=1)).isoformat()})
    assert CodingRound.objects.count() == 2
