"""Pages of the whole admin that are stricter here than Django has them."""

from django.contrib.admin.exceptions import NotRegistered
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404


def view_on_site(site, request, content_type_id, object_id):
    """The way to a row's page on the site, for who may see the row in the admin `site`."""
    try:
        row = ContentType.objects.get(pk=content_type_id).get_object_for_this_type(pk=object_id)
        may_see = site.get_model_admin(type(row)).has_view_permission(request, row)
    except (ObjectDoesNotExist, NotRegistered, ValueError, OverflowError, AttributeError):
        may_see = False
    if not may_see:
        raise Http404
    return shortcut(request, content_type_id, object_id)
