"""Refresh a region pack: convert official files and recompute the tables derived from them."""
