"""The pages of allauth that exist here, under names that allauth asks for.

Written out, because including allauth's own list would open pages that this site has no use for.
"""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from aruntime.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-up/", views.SignUp.as_view(), name="account_signup"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("switched-off/", allauth_views.account_inactive, name="account_inactive"),
    path("confirm/", allauth_views.email_verification_sent, name="account_email_verification_sent"),
    path("confirm/<str:key>/", allauth_views.confirm_email, name="account_confirm_email"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", views.RequestReset.as_view(), name="account_reset_password"),
    path(
        "password/reset/sent/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "password/reset/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]
