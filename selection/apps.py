from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class SelectionConfig(AppConfig):
    name = "selection"

    def ready(self) -> None:
        from selection.questionnaire.claiming import claim_on_sign_in

        user_logged_in.connect(claim_on_sign_in, dispatch_uid="claim_on_sign_in")
