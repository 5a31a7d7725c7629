"""Who is in the model: persons, employers, job designs, vacancies and coaches, as columns and as Mesa agents."""
