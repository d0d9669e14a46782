-- part: stay-over
-- title: Stays, and why one of them leads to nothing any more
-- version: 1
-- tables: disposition
-- note: ask it for few stays at a time, by `stay`; `why` is null where the stay
--   still counts. A stay after it, or one that
--   still goes on, takes its place
stay_over AS (
	SELECT e.id AS stay, CASE
		WHEN e.status IN ('entered-in-error', 'cancelled')
			OR e.same_as IS NOT NULL THEN 'voided'
		WHEN e.until IS NULL OR e.status <> 'finished'
			THEN 'not-discharged'
		WHEN EXISTS (SELECT 1 FROM disposition d
			WHERE d.code = e.disposition AND d.followup IS NOT NULL)
			THEN 'not-at-home'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter_once n ON n.patient = q.id
			WHERE q.person = p.person AND n.id <> e.id
			AND n.at >= e.at
			AND +n.class IN ('IMP', 'ACUTE')
			AND (n.status IS NULL OR n.status IN ('finished',
				'in-progress', 'arrived', 'onleave'))
			AND (n.at > e.at OR n.id > e.id)) THEN 'readmitted'
		END AS why
	FROM encounter e
	CROSS JOIN patient p ON p.id = e.patient
)
