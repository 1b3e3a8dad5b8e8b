"""Where each address leads: the public site at the root, the desk below /desk/, accounts below /accounts/."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_callable, include, path
from django.views.generic import RedirectView

# The operator signs in where everybody does, and so with the second factor; Django's own form would not ask for it.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def closed(request: HttpRequest, **parts: str) -> HttpResponse:
    """Answer that there is no such page: accounts are made and mended by the operator, and no mail is sent."""
    raise Http404("closed")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere: at the desk to whoever is signed in there, else as the site does."""
    is_desk = request.path.startswith("/desk/") and request.user.is_authenticated
    face = get_callable("marsad.desk.access.missing" if is_desk else "marsad.site.views.pages.not_found")  # named, as below
    response: HttpResponse = face(request, exception)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when something of ours broke: a program in its words, a reader by a page."""
    is_program = request.path.startswith(("/api/v1/", "/data/files/"))
    face = get_callable("marsad.api.answers.broken" if is_program else "marsad.site.views.pages.broken")
    response: HttpResponse = face(request)
    return response


urlpatterns: list[URLPattern | URLResolver] = [
    *(path(f"accounts/{page}/", closed) for page in ("signup", "email", "confirm-email", "password/reset", "login/code/confirm")),
    path("accounts/confirm-email/<str:key>/", closed),
    path("accounts/password/reset/<path:rest>", closed),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("marsad.desk.urls")),
    path("api/v1/", include("marsad.api.urls")),
    path("data/files/", include("marsad.api.file_urls")),
    path("operator/password_change/", RedirectView.as_view(pattern_name="account_change_password")),  # where it is an act
    path("operator/", admin.site.urls),
    path("", include("marsad.site.machine_urls")),
    *i18n_patterns(
        path("api/", include("marsad.api.page_urls")),
        path("", include("marsad.site.urls")),
        prefix_default_language=False,
    ),
]
handler404 = "marsad.urls.not_found"
handler500 = "marsad.urls.broken"
