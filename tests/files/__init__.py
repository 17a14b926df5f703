"""Files, good and hostile, through real child processes."""
