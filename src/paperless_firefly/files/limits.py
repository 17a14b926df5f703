"""What one file may take, where nothing else is said."""

SECONDS = 30
MEMORY_MB = 1024
PAGES = 50
MAX_MB = 200
MEGAPIXELS = 100  # an A4 page at 1,000 dpi
