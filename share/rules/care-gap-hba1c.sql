-- rule: care-gap-hba1c
-- title: Diabetes: HbA1c is due
-- version: 1
-- do: alert {"level":"info","title":"Due: HbA1c"}
-- to: role:nurse
-- once: patient
-- window: 30d
-- every: 1d
-- about: patient
-- codes: diabetes
-- with: visit-ahead
-- tables: screening
-- sop: care-gap
-- source: ADA Standards of Care 2025: HbA1c twice a year at least
-- note: every three months when not at goal is not looked at here: the plan
--   says so
-- applies:
WITH whose AS MATERIALIZED (
	SELECT DISTINCT o.person FROM condition_in_force c
	CROSS JOIN living_patient o ON o.id = c.patient
	WHERE c.codes = 'diabetes'
), known AS (
	SELECT w.person, v.at AS visit, (SELECT max(x.at) FROM (
			SELECT o.at, g.days FROM patient q
			CROSS JOIN observation_once o ON o.patient = q.id
			JOIN screening g ON g.gap = 'hba1c'
				AND g.type = 'observation' AND g.code = o.code
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 211)
				AND (o.status IS NULL OR o.status IN ('final',
				'amended', 'corrected'))) x)
		AS last
	FROM whose w
	LEFT JOIN visit_ahead v ON v.person = w.person
)
SELECT person AS patient, CASE
		WHEN last IS NOT NULL
			THEN moment_of_day(local_day(last) + 180)
		ELSE moment_of_day(local_day(visit) - 14) END AS at,
	'Diabetes; ' || CASE WHEN last IS NULL THEN 'none on file lately'
		ELSE 'the last on ' || said(moment_of_day(local_day(last))) END
		AS why
FROM known
WHERE
	-- it was done, but the time has run out
	local_day($as_of) - local_day(last) >= 180
	-- or nobody knows of it, and a visit is ahead
	OR (last IS NULL AND visit IS NOT NULL);
-- settled:
SELECT s.id, 'done' AS why
FROM standing s
WHERE EXISTS (SELECT 1 FROM (
		SELECT o.at, g.days FROM patient q
		CROSS JOIN observation_once o ON o.patient = q.id
		JOIN screening g ON g.gap = 'hba1c'
			AND g.type = 'observation' AND g.code = o.code
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 180)
			AND (o.status IS NULL OR o.status IN ('final',
			'amended', 'corrected'))) x
	WHERE local_day($as_of) - local_day(x.at) < CAST(x.days AS INTEGER));
-- cases:
-- case: on the day when the time has run out; then it is done
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"E11.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"4548-4","system":"http://loinc.org","value":7,"at":"2026-05-06T09:00:00-04:00"}
-- run: 2026-11-01T08:00:00-05:00
-- fires: 0
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"4548-4","system":"http://loinc.org","value":7,"at":"2026-11-03T09:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- settles: 1 done
-- case: never done: when a visit is ahead, and not before
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"E11.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- run: 2026-11-01T08:00:00-05:00
-- fires: 0
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- case: no such illness; and done in time
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- {"type":"patient","id":"00000000000000a2"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"E11.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"4548-4","system":"http://loinc.org","value":7,"at":"2026-10-02T09:00:00-04:00"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 0
