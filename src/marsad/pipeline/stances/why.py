"""Say in Arabic and in English which words made a stance: for the monitor who reads the candidate."""

from __future__ import annotations

from marsad.pipeline.stances.features import Seen
from marsad.pipeline.stances.question import Reason, StancePage
from marsad.pipeline.stances.signs import AGAINST, FOR, TALK

_WHERE = {
    "here": ("في الجملة الحاسمة", "in the deciding sentence"),
    "head": ("في العنوان", "in the headline"),
    "near": ("في جملة مجاورة", "in a sentence beside it"),
}
_WHAT = {
    "setback": ("عثرة", "a setback"),
    "broken": ("فعل منفي", "a deed negated"),
    "lack": ("نقص", "something lacking"),
    "true": ("تأكيد", "a confirmation"),
    "denial": ("نفي", "a denial"),
    "false": ("وصف بالكذب", "called false"),
    "kept": ("خطوة تمت", "a step taken"),
    "unbroken": ("عثرة منفية", "a setback denied"),
    "expert": ("قول مختص", "an outsider speaks"),
    "forecast": ("توقع", "a forecast"),
    "demand": ("مطالبة", "a demand"),
    "reaction": ("رد فعل", "a reaction"),
}
_GROUPS = {"refutes": AGAINST, "supports": FOR, "discusses": TALK}
_MOST = 3
_NO_SIGN = Reason("لا علامة حاسمة؛ الحكم من مجمل النص", "no decisive word; judged by the page as a whole")


def reasons(page: StancePage, seen: Seen, stance: str) -> tuple[Reason, ...]:
    """Return which signs that were *seen* on *page* speak for *stance*, nearest zone first, at most three; never none."""
    said: dict[str, Reason] = {}
    order = {zone: number for number, zone in enumerate(_WHERE)}
    for zone, sign in sorted(seen.told, key=lambda one: (order[one[0]], one[1].place)):
        if sign.kind in _GROUPS[stance] and sign.word.word not in said:
            word = (page.title if zone == "head" else page.text)[sign.word.start : sign.word.end]
            (what_ar, what_en), (where_ar, where_en) = _WHAT[sign.kind], _WHERE[zone]
            said[sign.word.word] = Reason(f"«{word}» {where_ar}: {what_ar}", f"“{word}” {where_en}: {what_en}")
    return tuple(said.values())[:_MOST] or (_NO_SIGN,)
