"""How close the model is to published figures: targets, moments, checks."""
