-- rule: care-gap-breast
-- title: A mammogram is due
-- version: 1
-- do: alert {"level":"info","title":"Due: mammogram"}
-- to: role:nurse
-- once: patient
-- window: 30d
-- every: 1d
-- about: patient
-- with: visit-ahead
-- tables: screening
-- sop: care-gap
-- source: ages and intervals: general knowledge, to be verified before use
-- note: only for who has a visit ahead. Breasts that were removed are not
--   looked at
-- applies:
WITH whose AS MATERIALIZED (
	SELECT DISTINCT o.person FROM living_patient o
	WHERE age_on(o.birth, $as_of) BETWEEN 40 AND 74 AND o.sex = 'female'
), known AS (
	SELECT w.person, v.at AS visit, EXISTS (SELECT 1 FROM (
			SELECT o.at, g.days FROM patient q
			CROSS JOIN procedure o ON o.patient = q.id
			JOIN screening g ON g.gap = 'breast'
				AND g.type = 'procedure' AND (g.code = o.code
				OR fold(o.name) LIKE '%' || g.word || '%')
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 761)
				AND (o.status IS NULL OR o.status = 'completed')
			UNION ALL
			SELECT o.at, g.days FROM patient q
			CROSS JOIN report o ON o.patient = q.id
			JOIN screening g ON g.gap = 'breast'
				AND g.type = 'report' AND (g.code = o.code
				OR fold(o.name) LIKE '%' || g.word || '%')
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 761)
				AND (o.status IS NULL OR o.status IN ('final',
				'amended', 'corrected', 'appended'))) x
			WHERE local_day($as_of) - local_day(x.at) <
				CAST(x.days AS INTEGER)) AS is_done
	FROM visit_ahead v
	CROSS JOIN whose w ON v.person = w.person
)
SELECT person AS patient, moment_of_day(local_day(visit) - 14) AS at,
	'Comes on ' || said(moment_of_day(local_day(visit))) ||
		'; a woman, 40 to 74 years old' AS why
FROM known
WHERE
	-- nothing says that it was done in time
	is_done = 0;
-- settled:
SELECT s.id, 'done' AS why
FROM standing s
WHERE EXISTS (SELECT 1 FROM (
		SELECT o.at, g.days FROM patient q
		CROSS JOIN procedure o ON o.patient = q.id
		JOIN screening g ON g.gap = 'breast'
			AND g.type = 'procedure' AND (g.code = o.code
			OR fold(o.name) LIKE '%' || g.word || '%')
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 730)
			AND (o.status IS NULL OR o.status = 'completed')
		UNION ALL
		SELECT o.at, g.days FROM patient q
		CROSS JOIN report o ON o.patient = q.id
		JOIN screening g ON g.gap = 'breast'
			AND g.type = 'report' AND (g.code = o.code
			OR fold(o.name) LIKE '%' || g.word || '%')
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 730)
			AND (o.status IS NULL OR o.status IN ('final',
			'amended', 'corrected', 'appended'))) x
	WHERE local_day($as_of) - local_day(x.at) < CAST(x.days AS INTEGER));
-- cases:
-- case: when a visit is ahead; then it is done
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03","sex":"female"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-10-20T08:00:00-04:00
-- fires: 0
-- run: 2026-10-28T08:00:00-04:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-10-29T08:00:00-04:00
-- fires: 0
-- {"type":"report","id":"00000000000000b2","patient":"00000000000000a1","status":"final","name":"Screening mammogram","at":"2026-11-03T09:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- settles: 1 done
-- case: done in time; no visit is ahead
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03","sex":"female"}
-- {"type":"procedure","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","code":"71651007","name":"Mammography (procedure)","at":"2025-01-03"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
-- case: not of that age
-- {"type":"patient","id":"00000000000000a1","birth":"1990-02-03","sex":"female"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
