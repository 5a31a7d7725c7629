"""Pictures of a comparison: one file per family, and the gallery that puts them in order."""
