"""What a person changed in a finished file, and what it would mean for the course."""
