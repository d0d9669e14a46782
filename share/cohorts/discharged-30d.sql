-- cohort: discharged-30d
-- title: People who left hospital within the last 30 days
-- version: 2
-- source: inpatient stays (v3-ActCode IMP, ACUTE); the day of discharge is day 0;
--   one that ends before it begins is none
SELECT DISTINCT p.person AS patient
FROM encounter_once e
JOIN living_patient p ON p.id = e.patient
WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
	AND (e.status IS NULL OR e.status = 'finished')
	AND e.until <= $as_of AND is_over(e.until, e.at) = 0
	AND day_of($as_of) - day_of(e.until) <= 30
