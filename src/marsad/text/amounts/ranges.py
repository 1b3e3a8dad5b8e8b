"""Join the two ends of a range, "5 to 10 thousand", and lend the first what only the second has: scale, noun, percent."""

from __future__ import annotations

import re

from marsad.text.amounts.drafts import Draft

_LINK = re.compile(r" {0,2}%? {0,2}(?P<sign>-|الي|او|و|حتي) {0,3}(?P<more>(?:نحو|حوالي|قرابه) {1,2})?(?:ال)?")
_BETWEEN = re.compile(r"(?:^|\W)[وفب]?(?:ما )?بين (?:نحو |حوالي )?\(?$")
_FROM = re.compile(r"(?:^|\W)[وفب]?من (?:نحو |حوالي )?\(?$")
# What changes goes from one number to another and is no range.
_CHANGES = re.compile(
    r"(?:^|\W)[وفبلس]{0,2}(?:ال)?(?:ا?رتفع|[يت]رتفع|ارتفاع|ا?نخفض|[يت]نخفض|انخفاض|تراجع|[يت]تراجع|زاد|زادت|[يت]زيد|زياده|[يت]?خفض|تخفيض|خفضت|رفع|[يت]رفع|رفعت|"
    r"تقليص|[يت]?قلص|قلصت|قفز|قفزت|[يت]قفز|هبط|هبطت|هبوط|صعد|صعدت|صعود|نما|نمت|نمو|[يت]ت?حول|توسيع|توسع|نزل|نزلت|[يت]?غير|تغير|تعديل|عدل|"
    r"[يت]نقل|نقل|تناقص|تضاعف|تضاعفت|ارتفعت|انخفضت|تراجعت|انتقل|انتقلت|[يت]نتقل)(?!\w)"
)
_LOOK_BACK = 70


def join_range(text: str, left: Draft, right: Draft) -> tuple[Draft, Draft]:
    """Return both with the unit and scale that they share; the first with the upper end too, where the text names a range.

    Two numbers stay two amounts: the lower "at least" with *value_to*, the upper "at most". A change ("rose from 10 to 15
    percent") shares its unit and nothing more.
    """
    link = _LINK.fullmatch(text, left.end, right.start)
    if link is None or left.value_to is not None or not (left.is_bare or left.same_unit(right, text)):
        return left, right
    before = text[max(0, left.start - 18) : left.start]
    is_between, is_from = _BETWEEN.search(before) is not None, _FROM.search(before) is not None
    sign, has_more = link["sign"], not right.is_bare or right.scale > 1
    is_change = sign == "الي" and is_from and _changes(text, left.start)
    if not (is_between if sign == "و" else has_more or is_between or (is_from and sign != "-")):
        return left, right
    if right.is_bare and min(left.value, right.value) >= 1900 and max(left.value, right.value) <= 2100:
        return left, right  # years
    value = left.value
    if left.is_bare and left.scale == 1 and right.scale > 1 and 0 <= value < 1000:
        scaled = round(value * right.scale, 6)
        value = scaled if is_change or scaled < right.value else value
    if value >= right.value and not is_change:
        return left, right
    lent = left._replace(value=value, unit=right.unit if left.is_bare else left.unit, is_percent=right.is_percent)
    if is_change:
        return lent, right
    about = right.about or left.about
    return lent._replace(relation=">=", value_to=right.value, about=about), right._replace(relation="<=", about=about)


def _changes(text: str, start: int) -> bool:
    floor = max(0, start - _LOOK_BACK)
    clause = text[max(floor, text.rfind("\n", floor, start), text.rfind("،", floor, start)) : start]
    return _CHANGES.search(clause) is not None
