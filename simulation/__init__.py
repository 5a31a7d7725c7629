"""The world: the labour market, the month as one page, and one file for each process in it."""
