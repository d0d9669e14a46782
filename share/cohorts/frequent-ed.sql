-- cohort: frequent-ed
-- title: People with 4 or more emergency visits within 365 days
-- version: 1
-- source: frequent user: 4 visits in 12 months (PMC5424308); a visit that became
--   a stay counts too
SELECT p.person AS patient
FROM encounter_once e
JOIN living_patient p ON p.id = e.patient
WHERE e.class = 'EMER'
	AND (e.status IS NULL OR (e.status <> 'cancelled'
		AND e.status <> 'planned'))
	AND e.at <= $as_of
	AND day_of($as_of) - day_of(e.at) < 365
GROUP BY p.person
HAVING COUNT(*) >= 4
