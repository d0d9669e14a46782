-- cohort: 65-and-over
-- title: People aged 65 or more
-- version: 1
-- source: completed years at the day asked about
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE age_on(p.birth, $as_of) >= 65
	AND (p.known_by_reference IS NULL OR p.known_by_reference = 0)
