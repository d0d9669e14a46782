-- measure: length-of-stay
-- title: Days in hospital
-- version: 1
-- kind: mean
-- better: lower
-- unit: days
-- noun: stays
-- basis: acute inpatient stays that touch are one, counted on the day when it
--   ended; the days are those between admission and discharge, so that leaving
--   on the day of coming is none. Who died counts; who is still in does not
-- source: calendar days, discharge less admission
-- tables: disposition
-- disposition: stay
-- fold: stitch
-- index: stay
SELECT 'stay' AS role, e.patient, e.at,
	CASE WHEN e.status IS NULL OR e.status = 'finished' THEN e.until END
		AS until,
	e.id AS about, e.organization, e.disposition,
	CASE WHEN e.until IS NULL OR e.status <> 'finished'
		THEN 'still-in-hospital' END AS reason
FROM encounter_once e
WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
	AND (e.status IS NULL OR e.status IN ('finished', 'in-progress',
		'arrived', 'triaged', 'onleave'))
	AND e.at < $reach
	AND (e.until IS NULL OR e.until >= $since)
