"""Rules about persons: two who code, and a third who publishes. Those about who acts can never be set aside."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.codebook_values import Codebook
from marsad.domain.facts import AssessmentFact, Found

CODERS = 2


def persons(fact: AssessmentFact, codebook: Codebook) -> Iterator[Found]:
    """Yield what is wrong with who coded, wrote and publishes."""
    is_coded_twice = len(set(fact.coders)) >= CODERS
    is_third = fact.is_adjudicated and is_coded_twice and fact.author not in fact.coders
    has_third = is_third and codebook.adjudicator_publishes
    if fact.seconder is not None and fact.seconder == fact.author and not has_third:
        yield Found(
            "own-seconder",
            "لا يقرّ الحكم من كتبه: يلزم شخص ثان.",
            "The author of an assessment never seconds it: a second person is needed.",
        )
    if fact.seconder is not None and fact.seconder in fact.coders:
        yield Found(
            "own-coding",
            "لا ينشر الحكم من رمّزه: يلزم محرر لم يشارك في الترميز.",
            "Whoever coded a promise does not publish its verdict: an editor who did not code it is needed.",
        )
    if not is_coded_twice:
        yield Found(
            "single-coding",
            "حكم منقول لم يرمّزه شخصان هنا؛ قل ذلك في التعليل."
            if fact.is_imported
            else "لم يرمّز الوعدَ شخصان كل على حدة؛ افتح له جولة ترميز قبل النشر.",
            "A verdict carried over, which two people here did not code; say so in the reasons."
            if fact.is_imported
            else "Two people have not coded this promise blind; open a coding round before it is published.",
        )
