"""What only the text says: amounts, dates, parties and numbers by rules."""
