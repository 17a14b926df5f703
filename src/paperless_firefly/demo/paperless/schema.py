"""The tables of the demo Paperless-ngx. Instants are UTC text to the microsecond, ending in Z."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS tags (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, color TEXT NOT NULL DEFAULT '#a6cee3',
    match TEXT NOT NULL DEFAULT '', matching_algorithm INTEGER NOT NULL DEFAULT 1,
    is_insensitive INTEGER NOT NULL DEFAULT 1, is_inbox_tag INTEGER NOT NULL DEFAULT 0,
    parent INTEGER REFERENCES tags
);
CREATE TABLE IF NOT EXISTS correspondents (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, match TEXT NOT NULL DEFAULT '',
    matching_algorithm INTEGER NOT NULL DEFAULT 1, is_insensitive INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS document_types (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, match TEXT NOT NULL DEFAULT '',
    matching_algorithm INTEGER NOT NULL DEFAULT 1, is_insensitive INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS storage_paths (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL DEFAULT '',
    match TEXT NOT NULL DEFAULT '', matching_algorithm INTEGER NOT NULL DEFAULT 1,
    is_insensitive INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS custom_fields (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, data_type TEXT NOT NULL, extra_data TEXT
);
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, content TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL, added TEXT NOT NULL, modified TEXT NOT NULL, modified_next TEXT,
    deleted_at TEXT, correspondent INTEGER, document_type INTEGER, storage_path INTEGER,
    asn INTEGER UNIQUE, original_name TEXT NOT NULL, mime_type TEXT NOT NULL, page_count INTEGER,
    data BLOB NOT NULL, archive BLOB, md5 TEXT NOT NULL, sha256 TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_modified ON documents (modified);
CREATE TABLE IF NOT EXISTS document_tags (
    document_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (document_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tagged ON document_tags (tag_id);
CREATE TABLE IF NOT EXISTS custom_values (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, field_id INTEGER NOT NULL, value TEXT,
    UNIQUE (document_id, field_id)
);
CREATE TABLE IF NOT EXISTS notes (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, note TEXT NOT NULL, created TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tasks (
    id INTEGER PRIMARY KEY, task_id TEXT NOT NULL, file_name TEXT NOT NULL, mime_type TEXT NOT NULL,
    overrides TEXT NOT NULL, date_created TEXT NOT NULL, date_done TEXT NOT NULL,
    document_id INTEGER, error TEXT, acknowledged INTEGER NOT NULL DEFAULT 0
);
"""
