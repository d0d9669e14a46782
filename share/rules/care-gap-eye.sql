-- rule: care-gap-eye
-- title: Diabetes: the yearly eye exam is due
-- version: 1
-- do: alert {"level":"info","title":"Due: eye exam"}
-- to: role:nurse
-- once: patient
-- window: 30d
-- every: 1d
-- about: patient
-- codes: diabetes
-- with: visit-ahead
-- tables: screening
-- sop: care-gap
-- source: ADA Standards of Care 2025: retinal exam yearly
-- note: found by words in the name of a procedure or report: no code of an eye
--   exam was verified; a site adds its own to codes/screening.tsv
-- applies:
WITH whose AS MATERIALIZED (
	SELECT DISTINCT o.person FROM condition_in_force c
	CROSS JOIN living_patient o ON o.id = c.patient
	WHERE c.codes = 'diabetes'
), known AS (
	SELECT w.person, v.at AS visit, (SELECT max(x.at) FROM (
			SELECT o.at, g.days FROM patient q
			CROSS JOIN procedure o ON o.patient = q.id
			JOIN screening g ON g.gap = 'eye'
				AND g.type = 'procedure' AND (g.code = o.code
				OR fold(o.name) LIKE '%' || g.word || '%')
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 396)
				AND (o.status IS NULL OR o.status = 'completed')
			UNION ALL
			SELECT o.at, g.days FROM patient q
			CROSS JOIN report o ON o.patient = q.id
			JOIN screening g ON g.gap = 'eye'
				AND g.type = 'report' AND (g.code = o.code
				OR fold(o.name) LIKE '%' || g.word || '%')
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 396)
				AND (o.status IS NULL OR o.status IN ('final',
				'amended', 'corrected', 'appended'))) x)
		AS last
	FROM whose w
	LEFT JOIN visit_ahead v ON v.person = w.person
)
SELECT person AS patient, CASE
		WHEN last IS NOT NULL
			THEN moment_of_day(local_day(last) + 365)
		ELSE moment_of_day(local_day(visit) - 14) END AS at,
	'Diabetes; ' || CASE WHEN last IS NULL THEN 'none on file lately'
		ELSE 'the last on ' || said(moment_of_day(local_day(last))) END
		AS why
FROM known
WHERE
	-- it was done, but the time has run out
	local_day($as_of) - local_day(last) >= 365
	-- or nobody knows of it, and a visit is ahead
	OR (last IS NULL AND visit IS NOT NULL);
-- settled:
SELECT s.id, 'done' AS why
FROM standing s
WHERE EXISTS (SELECT 1 FROM (
		SELECT o.at, g.days FROM patient q
		CROSS JOIN procedure o ON o.patient = q.id
		JOIN screening g ON g.gap = 'eye'
			AND g.type = 'procedure' AND (g.code = o.code
			OR fold(o.name) LIKE '%' || g.word || '%')
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 365)
			AND (o.status IS NULL OR o.status = 'completed')
		UNION ALL
		SELECT o.at, g.days FROM patient q
		CROSS JOIN report o ON o.patient = q.id
		JOIN screening g ON g.gap = 'eye'
			AND g.type = 'report' AND (g.code = o.code
			OR fold(o.name) LIKE '%' || g.word || '%')
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 365)
			AND (o.status IS NULL OR o.status IN ('final',
			'amended', 'corrected', 'appended'))) x
	WHERE local_day($as_of) - local_day(x.at) < CAST(x.days AS INTEGER));
-- cases:
-- case: on the day when the time has run out; then it is done
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"E11.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"procedure","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","name":"Retinal exam, both eyes","at":"2025-11-02T09:00:00-05:00"}
-- run: 2026-11-01T08:00:00-05:00
-- fires: 0
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 0
-- {"type":"report","id":"00000000000000b2","patient":"00000000000000a1","status":"final","name":"Diabetic eye exam","at":"2026-11-03T09:00:00-05:00"}
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
-- {"type":"procedure","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","name":"Dilated eye exam","at":"2026-10-02T09:00:00-04:00"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 0
