from django.db import migrations

# Nobody can receive mail there (RFC 2606, section 2), so no stranger can take an account over.
NOWHERE = "@account.invalid"


def fill(apps, schema_editor):
    """Give every person one address in lower case, as the next migration demands.

    Without an address of their own, or with one that somebody else has too, people get one made
    from the user name; `manage.py changepassword` and a new address open such an account.
    """
    User = apps.get_model("teams", "User")
    taken = set()
    for user in User.objects.order_by("pk"):
        address = user.email.strip().lower()
        if not address or address in taken:
            address = f"{user.username.lower().replace('@', '-at-')}{NOWHERE}"
        if address in taken:
            address = f"person-{user.pk}{NOWHERE}"
        taken.add(address)
        if address != user.email:
            user.email = address
            user.save(update_fields=["email"])


def clear(apps, schema_editor):
    apps.get_model("teams", "User").objects.filter(email__endswith=NOWHERE).update(email="")


class Migration(migrations.Migration):
    dependencies = [("teams", "0003_a_table_for_the_cache")]

    operations = [migrations.RunPython(fill, clear)]
