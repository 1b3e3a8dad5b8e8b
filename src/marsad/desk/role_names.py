"""What the roles are called at the desk, and what each may do, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from marsad.domain.roles import CHIEF, CODER, EDITOR, MONITOR, OPERATOR

ROLE_NAMES = {
    MONITOR: _("Monitor"),
    CODER: _("Coder"),
    EDITOR: _("Editor"),
    CHIEF: _("Chief editor"),
    OPERATOR: _("Operator"),
}
ROLE_DUTIES = {
    MONITOR: _("Decides on candidates and on what else the machine proposes; answers what the public sends."),
    CODER: _("What a monitor does, and gives verdicts: codes blind and proposes."),
    EDITOR: _("What a coder does, and publishes, returns and corrects what others wrote."),
    CHIEF: _("What an editor does, and sets a rule aside with a published reason; invites people and sees the audit."),
    OPERATOR: _("Looks after accounts and the running of the observatory; does nothing editorial."),
}
