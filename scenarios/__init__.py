"""What can be asked: levers, interventions, scenarios, the region pack and the evidence register."""
