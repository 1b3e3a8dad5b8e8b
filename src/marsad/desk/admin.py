"""The operator's pages: a few tables that can be looked at, and nothing that can be changed. Superusers alone get in."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marsad.store.models import Body, Government, Outlet, Person, Programme, Promise, Sector, Source

admin.site.site_header = _("Operator’s pages")
for _theirs in list(admin.site._registry):  # what libraries show there: secrets of second factors, and passwords typed as names
    admin.site.unregister(_theirs)


def _is_superuser(request: HttpRequest) -> bool:
    return request.user.is_active and bool(getattr(request.user, "is_superuser", False))


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own class takes no subscript
    """Rows that are written by one newsroom call elsewhere, and only looked at here."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Return whether *lookup* is one of the filters offered: by another, rows could be asked for what they do not show."""
        return lookup.split("__")[0] in self.list_filter

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False."""
        return False


@admin.register(Person)
class PersonAdmin(LookOnly):
    """Accounts: who signs in, and in which role. They are changed at the desk, where every change is an act."""

    list_display = ("username", "display_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "display_name")
    fields = ("username", "display_name", "role", "is_active", "last_login", "date_joined")


@admin.register(Outlet)
class OutletAdmin(LookOnly):
    """Outlets."""

    list_display = ("name_ar", "kind", "country", "site")
    search_fields = ("name_ar", "name_en", "key")


@admin.register(Source)
class SourceAdmin(LookOnly):
    """Sources."""

    list_display = ("url", "outlet", "kind", "polled_at", "new_pages")
    list_select_related = ("outlet",)


@admin.register(Promise)
class PromiseAdmin(LookOnly):
    """Promises."""

    list_display = ("title_ar", "government", "sector", "deadline", "is_published")
    list_filter = ("government", "sector", "is_published")
    list_select_related = ("government", "sector")
    search_fields = ("title_ar", "title_en", "key")


for _model in (Government, Programme, Sector, Body):
    admin.site.register(_model, LookOnly)
