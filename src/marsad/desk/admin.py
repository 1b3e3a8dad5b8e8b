"""The operator's pages: accounts may be changed, what the newsroom records only looked at. Superusers alone get in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marsad.store.models import Body, Government, Outlet, Person, Programme, Promise, Sector, Source

if TYPE_CHECKING:  # generic for the type checker, not when running
    _PersonAdmin = UserAdmin[Person]
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _PersonAdmin, _ModelAdmin = UserAdmin, admin.ModelAdmin

admin.site.site_header = _("Operator’s pages")
admin.site.unregister(Group)


def _is_superuser(request: HttpRequest) -> bool:
    return request.user.is_active and bool(getattr(request.user, "is_superuser", False))


@admin.register(Person)
class PersonAdmin(_PersonAdmin):
    """Accounts: who signs in, and in which role. A person who leaves is made inactive, never deleted."""

    list_display = ("username", "display_name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("username", "display_name", "email")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("display_name", "email")}),
        (_("Access"), {"fields": ("role", "is_active", "is_staff", "is_superuser")}),
        (_("Days"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "display_name", "role", "password1", "password2")}),)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether a superuser asks."""
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return False: a person who leaves is made inactive and keeps their record."""
        return False


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own class takes no subscript
    """Rows that are written by one newsroom call elsewhere, and only looked at here."""

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
