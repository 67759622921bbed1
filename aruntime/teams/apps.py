from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "aruntime.teams"
    label = "teams"
