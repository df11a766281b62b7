"""The addresses of signing in and of one's own account.

The names are those allauth looks up; what this product does not offer (signing up, changing the address) is not here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import path

from locality.accounts import views
from locality.form_keys.decorators import repeatable

urlpatterns = [
    path("sign-in/", repeatable(account.LoginView.as_view()), name="account_login"),
    path("sign-in/code/", repeatable(views.AskCodeView.as_view()), name="account_request_login_code"),
    path("sign-in/code/enter/", repeatable(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/second-step/", repeatable(views.SecondStepView.as_view()), name="mfa_authenticate"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", repeatable(views.sign_out), name="account_logout"),
    path("forgotten-password/", repeatable(account.password_reset), name="account_reset_password"),
    path(
        "forgotten-password/code/",
        repeatable(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "forgotten-password/new/", repeatable(account.complete_password_reset), name="account_complete_password_reset"
    ),
    path("forgotten-password/done/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("account/", views.details, name="account"),
    path("account/reading/", views.reading, name="account_reading"),
    path("account/keep-alive/", views.keep_alive, name="keep_alive"),
    path("account/kept/", views.kept_form, name="kept_form"),
    path("account/security/", views.security, name="mfa_index"),
    path("account/security/confirm/", repeatable(account.reauthenticate), name="account_reauthenticate"),
    path("account/security/confirm/code/", repeatable(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/security/password/", repeatable(account.password_change), name="account_change_password"),
    path("account/security/password/set/", repeatable(account.password_set), name="account_set_password"),
    path("account/security/app/", views.set_up_app, name="mfa_activate_totp"),
    path("account/security/app/replace/", views.replace_app, name="mfa_deactivate_totp"),
    path("account/security/codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/security/codes/download/", views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/security/sessions/", views.sessions, name="usersessions_list"),
]
