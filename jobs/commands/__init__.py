"""The commands of `floors`, one file each."""
