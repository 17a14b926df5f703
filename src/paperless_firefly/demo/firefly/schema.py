"""The tables of the demo Firefly III, and the currencies that a fresh one knows."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS currencies (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT NOT NULL UNIQUE, symbol TEXT NOT NULL,
    decimal_places INTEGER NOT NULL, enabled INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS accounts (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, role TEXT, iban TEXT,
    number TEXT, bic TEXT, currency_id INTEGER REFERENCES currencies, notes TEXT, position INTEGER,
    active INTEGER NOT NULL DEFAULT 1, net_worth INTEGER NOT NULL DEFAULT 1,
    opening_balance TEXT, opening_balance_date TEXT, liability_type TEXT, liability_direction TEXT,
    interest TEXT, interest_period TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS categories (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, notes TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS budgets (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, notes TEXT, active INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS bills (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, notes TEXT, active INTEGER NOT NULL DEFAULT 0,
    currency_id INTEGER NOT NULL, amount_min TEXT NOT NULL, amount_max TEXT NOT NULL,
    date TEXT NOT NULL, repeat_freq TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tags (
    id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, description TEXT, date TEXT,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS rules (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1,
    needle TEXT NOT NULL, actions TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS groups (
    id INTEGER PRIMARY KEY, title TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, rules_applied INTEGER, webhooks_fired INTEGER
);
CREATE TABLE IF NOT EXISTS journals (
    id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL REFERENCES groups, type TEXT NOT NULL,
    date TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, amount TEXT NOT NULL,
    currency_id INTEGER NOT NULL, foreign_amount TEXT, foreign_currency_id INTEGER,
    description TEXT NOT NULL, source_id INTEGER NOT NULL, destination_id INTEGER NOT NULL,
    category_id INTEGER, budget_id INTEGER, bill_id INTEGER, reconciled INTEGER NOT NULL DEFAULT 0,
    notes TEXT, tags TEXT NOT NULL DEFAULT '[]', external_id TEXT, internal_reference TEXT,
    external_url TEXT, original_source TEXT, sepa_cc TEXT, sepa_ct_op TEXT, sepa_ct_id TEXT,
    sepa_db TEXT, sepa_country TEXT, sepa_ep TEXT, sepa_ci TEXT, sepa_batch_id TEXT,
    interest_date TEXT, book_date TEXT, process_date TEXT, due_date TEXT, payment_date TEXT,
    invoice_date TEXT, hash TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS journals_group ON journals (group_id);
CREATE INDEX IF NOT EXISTS journals_date ON journals (date);
CREATE INDEX IF NOT EXISTS journals_hash ON journals (hash);
CREATE INDEX IF NOT EXISTS journals_source ON journals (source_id);
CREATE INDEX IF NOT EXISTS journals_destination ON journals (destination_id);
CREATE TABLE IF NOT EXISTS attachments (
    id INTEGER PRIMARY KEY, journal_id INTEGER NOT NULL, filename TEXT NOT NULL, title TEXT,
    notes TEXT, data BLOB, hash TEXT NOT NULL DEFAULT '', mime TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS links (
    id INTEGER PRIMARY KEY, link_type_id INTEGER NOT NULL, inward_id INTEGER NOT NULL,
    outward_id INTEGER NOT NULL, notes TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL
);
"""

# As the recorded server lists them: id, name, code, symbol, decimal places. Only EUR is enabled.
CURRENCIES = (
    (1, "Euro", "EUR", "€", 2),
    (2, "Hungarian forint", "HUF", "Ft", 2),
    (3, "British Pound", "GBP", "£", 2),
    (4, "Ukrainian hryvnia", "UAH", "₴", 2),
    (5, "Polish złoty", "PLN", "zł", 2),
    (6, "Turkish lira", "TRY", "₺", 2),
    (7, "Dansk krone", "DKK", "kr.", 2),
    (8, "Íslensk króna", "ISK", "kr.", 2),
    (9, "Norsk krone", "NOK", "kr.", 2),
    (10, "Svensk krona", "SEK", "kr.", 2),
    (11, "Romanian leu", "RON", "lei", 2),
    (12, "US Dollar", "USD", "$", 2),
    (13, "Brazilian real", "BRL", "R$", 2),
    (14, "Canadian dollar", "CAD", "C$", 2),
    (15, "Mexican peso", "MXN", "MX$", 2),
    (16, "Peruvian Sol", "PEN", "S/", 2),
    (17, "Argentinian Peso", "ARS", "$", 2),
    (18, "Colombian Peso", "COP", "$", 2),
    (19, "Chilean Peso", "CLP", "$", 2),
    (20, "Uruguayan Peso", "UYU", "$", 2),
    (21, "Indonesian rupiah", "IDR", "Rp", 2),
    (22, "Australian dollar", "AUD", "A$", 2),
    (23, "New Zealand dollar", "NZD", "NZ$", 2),
    (24, "Egyptian pound", "EGP", "E£", 2),
    (25, "Moroccan dirham", "MAD", "DH", 2),
    (26, "South African rand", "ZAR", "R", 2),
    (27, "Japanese yen", "JPY", "¥", 0),
    (28, "Chinese yuan", "CNY", "¥", 2),
    (29, "South Korean won", "KRW", "₩", 2),
    (30, "Russian ruble", "RUB", "₽", 2),
    (31, "Indian rupee", "INR", "₹", 2),
    (32, "Israeli new shekel", "ILS", "₪", 2),
    (33, "Swiss franc", "CHF", "CHF", 2),
    (34, "Croatian kuna", "HRK", "kn", 2),
    (35, "Hong Kong dollar", "HKD", "HK$", 2),
    (36, "Czech koruna", "CZK", "Kč", 2),
    (37, "Kazakhstani tenge", "KZT", "₸", 2),
    (38, "Saudi Riyal", "SAR", "SAR", 2),
    (39, "Serbian Dinar", "RSD", "RSD", 2),
    (40, "New Taiwan Dollar", "TWD", "NT$", 0),
    (41, "Thai baht", "THB", "฿", 2),
)
