"""The story of a page below a story's own address: for who may see it, and for nobody else."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from articles import workflow
from articles.models import Article


def story(request, pk, stories=None) -> Article:
    """The story with this key; 404 for one that whoever asks may not see, as if it were not there.

    `stories`: a QuerySet to take it from. PermissionDenied for who has nothing to do with stories.
    """
    if not workflow.sees_any(request.user):
        raise PermissionDenied
    stories = Article.objects.all() if stories is None else stories
    return get_object_or_404(stories.seen_by(request.user), pk=pk)
