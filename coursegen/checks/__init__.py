"""What can be read and built and yet is not good: checks of courses and of finished files."""
