from django.urls import path

from . import views

app_name = "media"

urlpatterns = [
    path("renditions/<str:shard>/<str:token>/<str:name>", views.rendition, name="rendition"),
]
