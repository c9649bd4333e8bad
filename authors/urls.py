from django.urls import path

from . import views

app_name = "authors"

urlpatterns = [
    path("authors/", views.index, name="index"),
    path("author/<uslug:slug>/", views.detail, name="detail"),
]
