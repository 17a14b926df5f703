"""Which recordings of Paperless-ngx are not replayed, or differ, and why."""

from __future__ import annotations

_WORKFLOWS = "workflows: SparkLink neither reads nor writes them"
_RIGHTS = "the demo has one user, who may do everything"
_SEARCH = "full-text search: SparkLink does not ask for it"
_VERSIONS = "several versions of one file: SparkLink reads the latest alone"
_ADMIN = "settings of the server: SparkLink does not ask for them"
_GUESSES = "suggestions, history, completion: SparkLink does not ask for them"
_PICTURES = "thumbnails and conditional requests: SparkLink draws its own pages"

SKIPPED_3 = {
    "025_create_workflow_added-json-params": _WORKFLOWS,
    "026_create_workflow_added-form-params": _WORKFLOWS,
    "027_create_workflow_added-raw-body": _WORKFLOWS,
    "028_create_workflow_added-body-asjson": _WORKFLOWS,
    "029_create_workflow_added-with-file": _WORKFLOWS,
    "030_create_workflow_added-bad-template": _WORKFLOWS,
    "031_create_workflow_updated-tagged": _WORKFLOWS,
    "036_workflow_disable_2": _WORKFLOWS,
    "096_list_workflows": _WORKFLOWS,
    "306_create_workflow_failing_endpoints": _WORKFLOWS,
    "377_webhook_param_placeholder_context": _WORKFLOWS,
    "061_accept_html_only": "the API's pages for browsers: SparkLink always asks for JSON",
    "097_list_users": _ADMIN,
    "102_list_config": _ADMIN,
    "143_docs_query": _SEARCH,
    "144_docs_query_tag": _SEARCH,
    "145_docs_query_added": _SEARCH,
    "146_docs_query_bad_syntax": _SEARCH,
    "147_docs_text": _SEARCH,
    "150_docs_more_like": _SEARCH,
    "071_doc_404_thumb": _PICTURES,
    "177_doc_thumb": _PICTURES,
    "181_doc_preview_if_none_match": _PICTURES,
    "182_doc_suggestions": _GUESSES,
    "183_doc_history": _GUESSES,
    "184_doc_next_asn": _GUESSES,
    "185_search_autocomplete": _GUESSES,
    "189_tasks_status_counts": _ADMIN,
    "190_tasks_summary": _ADMIN,
    "319_user_create": _RIGHTS,
    "320_noperm_docs_list_403": _RIGHTS,
    "321_noperm_tags_list_403": _RIGHTS,
    "322_noperm_doc_403": _RIGHTS,
    "323_noperm_download_403": _RIGHTS,
    "324_noperm_patch_403": _RIGHTS,
    "325_noperm_status": _RIGHTS,
    "326_noperm_ui_settings": _RIGHTS,
    "327_noperm_users": _RIGHTS,
    "328_noperm_tasks": _RIGHTS,
    "329_user_grant_view": _RIGHTS,
    "330_viewperm_docs_list": _RIGHTS,
    "331_viewperm_doc_not_owned": _RIGHTS,
    "332_viewperm_download_not_owned": _RIGHTS,
    "333_viewperm_patch_403": _RIGHTS,
    "334_viewperm_tags": _RIGHTS,
    "335_share_doc_with_bridge_view": _RIGHTS,
    "336_sharedview_doc": _RIGHTS,
    "337_sharedview_download": _RIGHTS,
    "338_sharedview_patch_403": _RIGHTS,
    "339_sharedview_bulk_403": _RIGHTS,
    "340_sharedview_note_post_403": _RIGHTS,
    "341_sharedchange_patch_tags_unseen": _RIGHTS,
    "342_sharedchange_note_post": _RIGHTS,
    "343_sharedchange_status_403": _RIGHTS,
    "345_saved_view_create": "saved views: SparkLink neither reads nor writes them",
    "346_saved_views_v10": "saved views: SparkLink neither reads nor writes them",
    "347_saved_views_v9": "saved views: SparkLink neither reads nor writes them",
    "356_doc_update_version": _VERSIONS,
    "357_doc_versions_detail": _VERSIONS,
    "358_doc_versions_list": _VERSIONS,
    "359_doc_version_metadata": _VERSIONS,
    "373_doc_version_row_direct": _VERSIONS,
    "374_doc_version_row_direct_download": _VERSIONS,
    "375_doc_download_specific_version": _VERSIONS,
    "376_doc_download_latest_version": _VERSIONS,
}
_NOT_SEEN = "the uploads that led to this were not recorded"
_METADATA = "the demo opens no file, so it knows no metadata inside"
_LESS = "the demo names the permissions of what it has alone"
DIFFERING_3 = {
    "022_create_custom_fields_Zahlart": "options get ids at random",
    "039_status": _NOT_SEEN,
    "103_ui_settings": _LESS,
    "105_statistics": "the texts of the seeded documents are shorter",
    "148_docs_title_content": "the texts of the seeded documents are shorter",
    "165_doc_metadata_pdf": _METADATA,
    "166_doc_metadata_jpg": _METADATA,
    "167_doc_metadata_xrechnung": _METADATA,
    "186_tasks_list_v10": _NOT_SEEN,
    "187_tasks_list_v9": _NOT_SEEN,
    "372_tasks_filter_type": _NOT_SEEN,
    "378_docs_final_state": "the recorder put documents back without recording it",
}
SKIPPED_2: dict[str, str] = {
    "011_create_workflow_doc_id_placeholder": _WORKFLOWS,
    "012_create_workflow_updated": _WORKFLOWS,
    "018_version_1": "API version 1: SparkLink speaks 9",
    "052_thumb": _PICTURES,
    "055_docs_query": _SEARCH,
    "056_docs_query_bad": _SEARCH,
    "080_saved_view_create": "saved views: SparkLink neither reads nor writes them",
    "081_saved_views": "saved views: SparkLink neither reads nor writes them",
    "086_list_users": _ADMIN,
}
DIFFERING_2 = {
    "046_metadata_pdf": _METADATA,
    "047_metadata_jpg": _METADATA,
    "088_ui_settings": _LESS,
}
