"""Say a count of days or of sources, and a rung, in Arabic and English. The noun follows the number as Arabic asks."""

from __future__ import annotations

RUNG_NAMES = {
    "announced": ("أُعلن", "announced"),
    "decided": ("تقرر", "decided"),
    "funded": ("مُوِّل", "funded"),
    "under_way": ("قيد العمل", "under way"),
    "delivered": ("نُفذ", "delivered"),
}


def by_days_ar(days: int) -> str:
    """Return "by *days* days" in Arabic: بيوم واحد، بيومين، بـ 3 أيام، بـ 70 يوما، بـ 100 يوم. Raises ValueError below 1."""
    if days < 1:
        raise ValueError(f"{days} days are no count")
    if days <= 2:
        return ("بيوم واحد", "بيومين")[days - 1]
    rest = days % 100
    return f"بـ {days} " + ("أيام" if 3 <= rest <= 10 else "يوما" if rest >= 11 else "يوم")


def days_en(days: int) -> str:
    """Return a count of days in English."""
    return "1 day" if days == 1 else f"{days} days"


def sources_ar(count: int) -> str:
    """Return a count of independent sources in Arabic: مصدر مستقل واحد، مصدران مستقلان، 3 مصادر مستقلة."""
    if count <= 2:
        return ("صفر من المصادر المستقلة", "مصدر مستقل واحد", "مصدران مستقلان")[count]
    rest = count % 100
    return f"{count} " + ("مصادر مستقلة" if 3 <= rest <= 10 else "مصدرا مستقلا" if rest >= 11 else "مصدر مستقل")


def sources_en(count: int) -> str:
    """Return a count of independent sources in English."""
    return "1 independent source" if count == 1 else f"{count or 'no'} independent sources"
