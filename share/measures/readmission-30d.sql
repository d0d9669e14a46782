-- measure: readmission-30d
-- title: Back in hospital within 30 days, unplanned
-- version: 2
-- kind: proportion
-- better: lower
-- numerator: missed
-- noun: discharges
-- sentence: back unplanned within 30 days
-- unknown: without a known disposition
-- basis: acute inpatient stays that touch are one episode, counted where and
--   when it ended; days are calendar days, 1 to 30 after the day of discharge.
--   Who died by the day of discharge, left against advice, went on to another acute hospital, or was in
--   for treatment of cancer or rehabilitation is left out; an unknown
--   disposition counts unless --strict. A stay that ends before it begins is
--   left out. If the first stay that follows was
--   planned, nothing after it counts unless --later-counts; what a stay was for
--   is its reason, or a diagnosis of the visit that nobody took back. Who still
--   is in hospital is back, and no discharge. Observation stays and emergency
--   visits count as neither; every age counts; psychiatric stays are not told
--   apart. Observed, not adjusted for risk
-- source: simplified from the CMS measure of unplanned readmission (HWR)
-- codes: planned-dx, treatment-dx
-- tables: disposition
-- disposition: readmission
-- planned: planned-dx
-- leave-out: treatment-dx treatment
-- fold: stitch, next-within 1..30
-- index: stay
-- answer: stay
-- answered: readmitted
-- unless: death-by-end died
WITH diagnosis AS MATERIALIZED (
	SELECT c.codes, coalesce(v.same_as, v.id) AS encounter
	FROM condition_coded c
	JOIN encounter v ON v.id = c.encounter
	WHERE c.codes IN ('planned-dx', 'treatment-dx')
		AND c.category = 'encounter-diagnosis'
		AND (c.verified IS NULL OR (c.verified <> 'refuted'
			AND c.verified <> 'entered-in-error'))
)
SELECT 'stay' AS role, e.patient, e.at,
	CASE WHEN e.status IS NULL OR e.status = 'finished' THEN e.until END
		AS until,
	e.id AS about, e.organization, e.disposition, e.reason_code AS code,
	CASE WHEN e.until IS NULL OR e.status <> 'finished'
			THEN 'still-in-hospital'
		WHEN e.id IN (SELECT encounter FROM diagnosis
			WHERE codes = 'treatment-dx') THEN 'treatment'
		END AS reason,
	e.priority = 'EL' OR e.id IN (SELECT encounter FROM diagnosis
		WHERE codes = 'planned-dx') AS planned
FROM encounter_once e
WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
	AND (e.status = 'finished' OR e.status IS NULL
		OR e.status = 'in-progress' OR e.status = 'arrived'
		OR e.status = 'triaged' OR e.status = 'onleave')
	AND e.at < $reach
	AND (e.until IS NULL OR e.until >= $since)
