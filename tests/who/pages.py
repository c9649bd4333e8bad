"""Every page of the admin, and whom it lets in. The letters are roles: see house.py."""

ALL = "CREBPSM"
SEE_OTHERS = "REBPSM"
WRITE = "CREBM"

PAGES = {  # with a draft that a colleague has begun
    "index": ALL, "app_list": ALL, "login": ALL, "logout": ALL, "jsi18n": ALL,
    "password_change": ALL, "password_change_done": ALL, "autocomplete": ALL,
    "view_on_site": SEE_OTHERS,
    # Stories
    "articles_article_changelist": ALL,
    "articles_article_add": WRITE,
    "articles_article_change": SEE_OTHERS,
    "articles_article_history": SEE_OTHERS,
    "articles_article_delete": "M",
    "articles_article_moves": SEE_OTHERS,
    "articles_article_compare": SEE_OTHERS,
    "articles_article_preview": SEE_OTHERS,
    "articles_article_preview_page": SEE_OTHERS,
    "articles_article_comments": SEE_OTHERS,
    "articles_article_settle": SEE_OTHERS,
    "articles_article_decide": "EM",
    "articles_article_restore": "EM",
    "articles_article_corrections": SEE_OTHERS,
    "articles_article_correction": "EM",
    "articles_article_legal": SEE_OTHERS,
    "articles_article_share": "EM",
    "articles_article_translations": SEE_OTHERS,
    "articles_article_plan": "EM",
    "articles_article_changes": "EM",
    "articles_article_withdraw": "EM",
    "articles_article_pitch": WRITE,
    "articles_article_kept": ALL,
    "articles_article_aside": "",  # the words of somebody else
    "articles_article_keep": "",  # without a page of theirs
    "articles_article_presence": "",
    "articles_article_checks": "",
    # The desk: of every story they see
    "articles_article_board": ALL, "articles_article_calendar": ALL,
    "articles_article_late": ALL, "articles_article_mine": ALL,
    "articles_article_calendar_link": ALL,
    "articles_notice_changelist": ALL, "articles_notice_read": ALL, "articles_notice_mail": ALL,
    "articles_notice_go": "",  # told to somebody else
    "articles_correction_changelist": ALL,
    "articles_checkoverride_changelist": "M", "articles_checkrule_changelist": "M",
    # Fronts, those of other sections or of the site; and what stands above every page
    "articles_front_changelist": "EBM",
    "articles_front_edit": "EM", "articles_front_versions": "EM", "articles_front_past": "EM",
    "articles_front_publish": "EM", "articles_front_call_off": "EM",
    "articles_front_beside": "EM", "articles_front_preview": "EM",
    "articles_front_preview_page": "EM",
    "articles_breakingbar_changelist": "EM",
    "articles_colleagues": ALL,
    "articles_writers": "EBM",
    "articles_comment_changelist": ALL,
    "references_describe": ALL,
    "references_find_pictures": ALL,
    "references_add_picture": "REBPSM",
    "references_find_stories": ALL,
    "references_embed": ALL,
    # Sections and tags
    "articles_section_changelist": "CREBPM", "articles_section_change": "CREBPM",
    "articles_section_history": "CREBPM", "articles_section_add": "M",
    "articles_section_delete": "M",
    "articles_tag_changelist": "CREBPM", "articles_tag_change": "CREBPM",
    "articles_tag_history": "CREBPM", "articles_tag_add": "REBM", "articles_tag_delete": "M",
    "articles_tag_alike": "CREBPM",
    # Who the site is, and its pages
    "articles_siteidentity_changelist": "M", "articles_siteidentity_change": "M",
    "articles_siteidentity_history": "M", "articles_siteidentity_add": "",  # there is one
    "articles_siteidentity_delete": "",
    "articles_footercolumn_changelist": "M", "articles_footercolumn_change": "M",
    "articles_footercolumn_history": "M", "articles_footercolumn_add": "M",
    "articles_footercolumn_delete": "M",
    "articles_page_changelist": "M", "articles_page_change": "M", "articles_page_history": "M",
    "articles_page_add": "M", "articles_page_delete": "M", "articles_page_compare": "M",
    "articles_page_restore": "M", "articles_page_preview": "M",
    "articles_series_changelist": "CREBPM", "articles_series_change": "CREBPM",
    "articles_series_history": "CREBPM", "articles_series_add": "EBM",
    "articles_series_delete": "M",
    # People
    "authors_author_changelist": ALL, "authors_author_change": ALL, "authors_author_history": ALL,
    "authors_author_add": "REBSM", "authors_author_delete": "SM", "authors_author_mine": ALL,
    "authors_user_changelist": "SM", "authors_user_change": "SM", "authors_user_history": "SM",
    "authors_user_add": "SM", "authors_user_delete": "", "authors_user_language": ALL,
    "auth_user_password_change": "SM",
    "auth_group_changelist": "", "auth_group_change": "", "auth_group_history": "",
    "auth_group_add": "", "auth_group_delete": "",
    # Pictures
    "media_image_changelist": ALL, "media_image_change": ALL, "media_image_history": ALL,
    "media_image_add": "REBPSM", "media_image_delete": "PM", "media_image_bring_back": "REBPSM",
    "media_licence_changelist": "PM", "media_licence_change": "PM", "media_licence_history": "PM",
    "media_licence_add": "PM", "media_licence_delete": "PM",
    "redirects_redirect_changelist": "M", "redirects_redirect_change": "M",
    "redirects_redirect_history": "M", "redirects_redirect_delete": "M",
    "redirects_redirect_add": "",
    # What is sent
    "outbox_effect_changelist": "M", "outbox_effect_change": "M", "outbox_effect_history": "M",
    "outbox_effect_delete": "M", "outbox_effect_add": "",
    "announcing_webhook_changelist": "M", "announcing_webhook_change": "M",
    "announcing_webhook_history": "M", "announcing_webhook_delete": "M",
    "announcing_webhook_add": "M", "announcing_webhook_test": "M", "announcing_webhook_again": "M",
    "announcing_pings_changelist": "M", "announcing_pings_change": "M",
    "announcing_pings_history": "M", "announcing_pings_delete": "", "announcing_pings_add": "",
}  # fmt: skip
BY_ADDRESS = {"articles_article_ical"}  # for whoever knows the private address, signed in or not
SITE = {"articles_breakingbar_changelist"}  # for nobody who is bound to a section
OWN = {  # what a story of their own opens to writers besides
    "articles_article_change", "articles_article_history", "articles_article_moves",
    "articles_article_compare", "articles_article_preview", "articles_article_preview_page",
    "articles_article_comments", "articles_article_settle", "articles_article_restore",
    "articles_article_share", "articles_article_corrections", "articles_article_legal",
    "articles_article_translations", "view_on_site",
}  # fmt: skip
POSTED = {
    "logout", "articles_article_settle", "articles_article_restore", "articles_article_aside",
    "articles_article_keep", "articles_article_presence", "references_add_picture",
    "media_image_bring_back", "articles_article_checks", "articles_article_calendar_link",
    "articles_notice_read", "articles_notice_mail", "articles_front_publish",
    "articles_front_call_off", "articles_page_restore", "authors_user_language",
    "announcing_webhook_test", "announcing_webhook_again",
}  # fmt: skip
ASKED = {  # what a page needs to be asked
    "authors_user_language": "?next=/admin/articles/tag/",
    "autocomplete": "?app_label=authors&model_name=author&field_name=portrait",
    "articles_article_compare": "?from=1&to=1",
}
