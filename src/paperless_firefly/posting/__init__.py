"""Pure: an accepted extraction and a person's choices -> what Firefly III is to hold."""
