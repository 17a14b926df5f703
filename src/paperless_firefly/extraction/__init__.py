"""Pure reading: a SourceDocument in, an Extraction out; no file, network, clock or log."""
