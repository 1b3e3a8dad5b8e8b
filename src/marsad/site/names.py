"""What readers call the rungs, stances and ties between promises, in their language."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

Name = str | Lazy

RUNG_NAMES: dict[str, Name] = {
    "announced": _("announced"),
    "decided": _("decided"),
    "funded": _("funded"),
    "under_way": _("under way"),
    "delivered": _("delivered"),
}
RUNG_MEANINGS: dict[str, Name] = {
    "announced": _("An official said that it will be done."),
    "decided": _("A binding decision, law or signed contract exists."),
    "funded": _("Money has been set aside or paid."),
    "under_way": _("Work is seen on the ground."),
    "delivered": _("What was promised exists and is in use."),
}
STANCE_NAMES: dict[str, Name] = {
    "supports": _("supports"),
    "refutes": _("refutes"),
    "discusses": _("discusses"),
    "unrelated": _("unrelated"),
}
