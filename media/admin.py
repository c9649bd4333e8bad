from django import forms
from django.contrib import admin
from django.db.models import URLField
from django.utils.html import format_html

from . import actions, uploads
from .models import Image
from .templatetags.pictures import thumbnail_url


class ImageForm(forms.ModelForm):
    """Refuses what is not a picture before anything of it is kept."""

    class Meta:
        model = Image
        fields = ["original"]
        widgets = {
            # The original is never served, so there is no link to it.
            "original": forms.FileInput(attrs={"accept": ",".join(sorted(uploads.all_endings()))}),
            "caption": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def clean_original(self):
        file = self.cleaned_data["original"]
        if "original" in self.changed_data:
            uploads.check(file, file.name)
        return file


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    form = ImageForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ["thumbnail", "__str__", "alt_text", "credit", "rights_expire_on", "created_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["rights_expire_on", "agency", "created_at"]
    search_fields = ["title", "caption", "alt_text", "photographer", "agency", "credit_line"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    list_per_page = 40
    readonly_fields = ["large", "dimensions"]
    fieldsets = [
        (None, {"fields": ["large", "original", "dimensions", "title"]}),
        ("What it shows", {"fields": ["alt_text", "caption"]}),
        ("Whose it is", {
            "fields": ["photographer", "agency", "credit_line", "licence", "rights_expire_on"],
        }),
        ("What must stay in every crop", {"fields": [("focal_x", "focal_y")]}),
    ]  # fmt: skip

    @admin.display(description="")
    def thumbnail(self, image):
        return format_html('<img class="thumbnail" src="{}" alt="">', thumbnail_url(image))

    @admin.display(description="Picture")
    def large(self, image):
        if not image.pk:
            return "Choose a file below."
        url = thumbnail_url(image, width=640, ratio="full")
        return format_html('<img class="preview" src="{}" alt="{}">', url, image.alt_text)

    @admin.display(description="Size")
    def dimensions(self, image):
        return f"{image.width} × {image.height} pixels" if image.width else "-"

    @admin.display(description="Credit")
    def credit(self, image):
        return image.credit or format_html('<span class="missing">{}</span>', "no credit")

    def save_model(self, request, obj, form, change):
        actions.save_image(obj)

    def delete_model(self, request, obj):
        actions.delete_image(obj)

    def delete_queryset(self, request, queryset):
        for image in queryset:
            actions.delete_image(image)
