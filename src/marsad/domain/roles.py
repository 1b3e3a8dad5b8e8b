"""Which role may do which act: one table, checked by the verbs of the newsroom; the audit takes its words from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MONITOR, CODER, EDITOR, CHIEF, OPERATOR = ROLES = ("monitor", "coder", "editor", "chief", "operator")

REVIEW = frozenset({MONITOR, CODER, EDITOR, CHIEF})
CODE = frozenset({CODER, EDITOR, CHIEF})
EDIT = frozenset({EDITOR, CHIEF})
LEAD = frozenset({CHIEF})
KEEP = frozenset({OPERATOR})
HOUSE = frozenset({CHIEF, OPERATOR})  # accounts: either, so that an observatory of few is never locked out
EVERYONE = frozenset(ROLES)

_MANY = {  # Arabic, in the genitive, and English
    MONITOR: ("الراصدين", "monitors"),
    CODER: ("المرمّزين", "coders"),
    EDITOR: ("المحررين", "editors"),
    CHIEF: ("رؤساء التحرير", "chief editors"),
    OPERATOR: ("المشغّلين", "operators"),
}


@dataclass(frozen=True, slots=True)
class Permission:
    """One act: its name, the roles that may do it, and what it is called."""

    act: str
    roles: frozenset[str]
    ar: str
    en: str


def _rows(roles: frozenset[str], acts: Mapping[str, tuple[str, str]]) -> dict[str, Permission]:
    return {act: Permission(act, roles, ar, en) for act, (ar, en) in acts.items()}


PERMISSIONS: Mapping[str, Permission] = MappingProxyType(
    _rows(
        REVIEW,
        {
            "candidate.accept": ("قبل مرشحا دليلا", "accepted a candidate as evidence"),
            "candidate.reject": ("رفض مرشحا", "rejected a candidate"),
            "candidate.defer": ("أجّل مرشحا", "deferred a candidate"),
            "candidate.undo": ("تراجع عن قرار في مرشح", "took back a decision on a candidate"),
            "story.reject": ("رفض قصة بنسخها كلها", "rejected a story with all its copies"),
            "story.undo": ("تراجع عن رفض قصة", "took back the rejection of a story"),
            "work.assign": ("كلّف شخصا بعمل", "assigned work to a person"),
            "work.release": ("ألغى تكليفا", "took an assignment back"),
            "filter.save": ("حفظ تصفية", "saved a filter"),
            "filter.forget": ("حذف تصفية", "removed a saved filter"),
            "promises.export": ("أخرج جدول الوعود", "took out the table of promises"),
            "note.write": ("كتب ملاحظة للزملاء", "wrote a note to colleagues"),
            "note.resolve": ("أغلق ملاحظة", "resolved a note"),
            "note.reopen": ("أعاد فتح ملاحظة", "opened a note again"),
            "conflict.dismiss": ("صرف تضاربا", "dismissed a conflict"),
            "conflict.reopen": ("أعاد فتح تضارب", "reopened a conflict"),
            "series.make": ("ألّف سلسلة", "made a series"),
            "series.keep": ("اختار نقاط سلسلة", "chose the points of a series"),
            "series.dismiss": ("صرف سلسلة", "dismissed a series"),
            "series.reopen": ("أعاد فتح سلسلة", "reopened a series"),
            "proposal.dismiss": ("صرف ما وجد في برنامج", "dismissed what was found in a programme"),
            "proposal.join": ("دمج اثنين مما وجد في برنامج", "joined two finds of a programme"),
            "proposal.split": ("فصل ما وجد في برنامج", "split a find of a programme"),
            "proposal.reopen": ("تراجع عن قرار في ما وجد في برنامج", "took back a decision on a find of a programme"),
            "milestone.reword": ("أعاد صياغة موعد", "reworded a milestone"),
            "milestone.dismiss": ("صرف موعدا", "dismissed a milestone"),
            "milestone.reopen": ("أعاد فتح موعد", "reopened a milestone"),
            "submission.check": ("تولى بلاغا", "took up a submission"),
            "submission.answer": ("أجاب عن بلاغ", "answered a submission"),
            "submission.close": ("أغلق بلاغا", "closed a submission"),
            "submission.accept": ("جعل من بلاغ دليلا", "made evidence of a submission"),
        },
    )
    | _rows(
        CODE,
        {
            "assessment.close": ("فتح ترميز تقييم ختامي", "opened the coding of a closing assessment"),
            "assessment.propose": ("اقترح حكما", "proposed a verdict"),
            "reply.answer": ("كتب جوابا عن رد", "wrote the answer to a reply"),
            "coding.open": ("فتح جولة ترميز", "opened a round of coding"),
            "coding.hand_in": ("سلّم ترميزا", "handed in a coding"),
            "coding.take_back": ("استرد ترميزا", "took a coding back"),
            "coding.abandon": ("أنهى جولة ترميز", "ended a round of coding"),
            "coding.reopen": ("فتح جولة مكان أخرى", "opened a round in place of another"),
            "coding.propose": ("اقترح ما اتفق عليه مرمّزان", "proposed what two coders agreed on"),
        },
    )
    | _rows(
        EDIT,
        {
            "assessment.publish": ("نشر تقييما", "published an assessment"),
            "coding.adjudicate": ("بتّ بين ترميزين", "decided between two codings"),
            "coding.words": ("اختار صياغة أحد المرمّزين", "chose the words of one coder"),
            "coding.sample": ("سحب عينة لإعادة الترميز", "drew a sample to be coded again"),
            "assessment.return": ("أعاد تقييما إلى كاتبه", "returned an assessment to its author"),
            "assessment.correct": ("اقترح تصحيح حكم منشور", "proposed the correction of a published verdict"),
            "assessment.ask_withdrawal": ("طلب سحب حكم منشور", "asked for a published verdict to be withdrawn"),
            "assessment.withdraw": ("أكد سحب حكم منشور", "confirmed the withdrawal of a published verdict"),
            "assessment.keep": ("صرف طلب سحب حكم", "let the withdrawal of a verdict drop"),
            "correction.propose": ("اقترح تصحيحا", "proposed a correction"),
            "correction.publish": ("نشر تصحيحا", "published a correction"),
            "correction.drop": ("صرف تصحيحا قبل نشره", "let a correction drop"),
            "reply.ask": ("طلب رد جهة", "asked a body to reply"),
            "reply.revoke": ("ألغى رمز طلب رد", "revoked the code of a request to reply"),
            "reply.renew": ("أعطى طلب رد رمزا جديدا", "made a new code for a request to reply"),
            "reply.verify": ("تثبت ممن رد", "made sure whom a reply is from"),
            "reply.refuse": ("صرف ردا لم يثبت ممن هو", "set aside a reply whose sender is not sure"),
            "reply.publish": ("نشر ردا وجوابه", "published a reply with its answer"),
            "reply.conclude": ("نشر ما انتهت إليه مراجعة بعد رد", "published what a review after a reply came to"),
            "reply.silence": ("نشر أن ردا لم يصل", "published that no reply had come"),
            "government.end_term": ("سجّل نهاية ولاية", "recorded the end of a term"),
            "promises.import": ("أدخل جدول وعود", "brought in a table of promises"),
            "programme.read": ("أدخل برنامجا واستخرجت وعوده", "brought in a programme, in which promises were found"),
            "proposal.accept": ("قبل وعدا وجد في برنامج", "accepted a promise found in a programme"),
            "promise.revise": ("كتب صيغة وعد من جديد", "wrote a promise anew"),
            "promise.withdraw": ("سحب وعدا من القراء", "withdrew a promise from readers"),
            "promise.restore": ("أعاد وعدا إلى القراء", "showed a promise to readers again"),
            "lineage.tie": ("ربط وعدين", "tied two promises"),
            "lineage.untie": ("فك ربط وعدين", "untied two promises"),
            "conflict.note": ("دوّن تضاربا", "noted a conflict"),
            "conflict.explain": ("شرح تضاربا للقراء", "explained a conflict to readers"),
            "conflict.resolve": ("حسم تضاربا", "resolved a conflict"),
            "series.publish": ("نشر سلسلة", "published a series"),
            "series.withdraw": ("سحب سلسلة", "withdrew a series"),
            "milestone.confirm": ("أكد موعدا للقراء", "confirmed a milestone for readers"),
            "milestone.meet": ("سجّل وفاء بموعد", "recorded a milestone as met"),
            "milestone.miss": ("سجّل فوات موعد", "recorded a milestone as missed"),
            "milestone.postpone": ("سجّل تأجيل موعد", "recorded a milestone as postponed"),
        },
    )
    | _rows(
        KEEP,
        {
            "channel.add": ("أضاف قناة نشر", "added a channel"),
            "channel.pause": ("أوقف قناة نشر", "paused a channel"),
            "channel.resume": ("أعاد قناة نشر", "resumed a channel"),
            "channel.end": ("أنهى قناة نشر", "ended a channel"),
            "channel.test": ("جرّب قناة نشر", "tested a channel"),
            "delivery.again": ("أعاد إرسال ما لم يصل", "had a message tried again"),
        },
    )
    | _rows(
        HOUSE,
        {
            "person.invite": ("دعا شخصا", "invited a person"),
            "person.revoke": ("سحب دعوة", "revoked an invitation"),
            "person.reset": ("أعطى رابط عودة", "gave a link to come back"),
            "person.role": ("غيّر دور شخص", "changed a person's role"),
            "person.rename": ("غيّر اسم شخص", "changed a person's name"),
            "person.leave": ("أنهى وصول شخص", "ended a person's access"),
            "person.sessions": ("أنهى جلسات شخص", "ended a person's sessions"),
            "person.factors": ("أزال العامل الثاني لشخص", "took away a person's second factor"),
            "person.add": ("أعطى شخصا وصولا", "gave a person access"),
        },
    )
    | _rows(
        EVERYONE,
        {
            "self.join": ("دخل بدعوة", "joined by an invitation"),
            "self.return": ("عاد برابط", "came back by a link"),
            "self.sign_in": ("سجّل الدخول", "signed in"),
            "self.fail": ("أخفق في تسجيل الدخول", "failed to sign in"),
            "self.lock": ("أُقفل اسمه بعد محاولات خاطئة", "was locked out after wrong attempts"),
            "self.sign_out": ("سجّل الخروج", "signed out"),
            "self.password": ("غيّر كلمة مروره", "changed their password"),
            "self.factor": ("غيّر عامله الثاني", "changed their second factor"),
            "self.session": ("أنهى جلسة له", "ended a session of theirs"),
        },
    )
)


class UnknownActError(LookupError):
    """An act that the table does not hold; a verb that is not in the table cannot be done."""


def permission(act: str) -> Permission:
    """Return the row of *act*; raise UnknownActError, saying where to add it, where the table lacks it."""
    try:
        return PERMISSIONS[act]
    except KeyError:
        raise UnknownActError(
            f"{act!r} is no act; add it to the table in domain/roles.py with the roles that may do it"
        ) from None


def whose(act: str) -> tuple[str, str]:
    """Return who may do *act*, in Arabic and English: "editors and chief editors"."""
    allowed = [_MANY[role] for role in ROLES if role in permission(act).roles]
    arabic, english = [ar for ar, _ in allowed], [en for _, en in allowed]
    head = ", ".join(english[:-1])
    return " و".join(arabic), f"{head} and {english[-1]}" if head else english[-1]


def may(role: str, act: str) -> bool:
    """Return whether *role* may do *act*; raise ValueError for an unknown role, UnknownActError for an unknown act."""
    if role not in ROLES:
        raise ValueError(f"{role!r} is none of {', '.join(ROLES)}")
    return role in permission(act).roles


def may_grant(giver: str, role: str) -> bool:
    """Return whether one in the role *giver* may give *role* to another: operators any, chief editors any but operator."""
    if giver == OPERATOR:
        return role in ROLES
    return giver == CHIEF and role in REVIEW
