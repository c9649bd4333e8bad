import pytest
from django.core.management import call_command

from newsroom.edge import generation


@pytest.mark.django_db(transaction=True)
def test_all_pages_can_be_made_old_by_hand(capsys):
    before = generation.read()

    call_command("forget_pages")

    assert generation.read() == before + 1
    assert "made anew" in capsys.readouterr().out
