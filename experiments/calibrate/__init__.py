"""Fitting the free parameters to published figures: ``westwerk calibrate``."""
