"""What readers call the rungs, stances and kinds of outlets, in their language."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
OUTLET_KIND_NAMES: dict[str, Name] = {
    "paper": pgettext_lazy("outlet", "newspaper"),
    "agency": pgettext_lazy("outlet", "news agency"),
    "ministry": pgettext_lazy("outlet", "public body’s own site"),
    "channel": pgettext_lazy("outlet", "channel"),
    "website": pgettext_lazy("outlet", "news site"),
}
