"""Pure: extractions x bank transactions -> explained links, by record linkage and global assignment."""
