from django.apps import AppConfig


class AdrConfig(AppConfig):
    name = "adr"

    def ready(self) -> None:
        from adr.triggers.waking import listen
        from selection.public import facts_changed

        facts_changed.connect(listen, dispatch_uid="wake_records")
