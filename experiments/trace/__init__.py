"""Counterfactual trace: who got another path through the measures, through which vacancy, and because of what."""
