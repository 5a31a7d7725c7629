"""Sweeps: which assumptions and which measures drive a difference, a level or a ranking."""
