"""What people run: runs, comparisons, checks, speed measurements, reports."""
