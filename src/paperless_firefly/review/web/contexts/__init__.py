"""What templates show: objects made of rows, ready to print."""
