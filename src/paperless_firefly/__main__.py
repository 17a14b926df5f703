"""`sparklink` and `python -m paperless_firefly`."""

from .cli.main import main

if __name__ == "__main__":
    main(prog_name="sparklink")
