-- rule: care-gap-flu
-- title: The flu vaccine of this season is due
-- version: 1
-- do: alert {"level":"info","title":"Due: flu vaccine"}
-- to: role:nurse
-- once: patient
-- window: 30d
-- every: 1d
-- about: patient
-- with: visit-ahead
-- tables: screening
-- sop: care-gap
-- source: ages and intervals: general knowledge, to be verified before use
-- note: only for who has a visit ahead, from September to March. A season
--   begins in August: what was given within 240 days counts
-- applies:
WITH whose AS MATERIALIZED (
	SELECT DISTINCT o.person FROM living_patient o
	WHERE age_on(o.birth, $as_of) >= 1
		AND substr(said(moment_of_day(local_day($as_of))), 6, 2) IN
			('09', '10', '11', '12', '01', '02', '03')
), known AS (
	SELECT w.person, v.at AS visit, EXISTS (SELECT 1 FROM (
			SELECT o.at, g.days FROM patient q
			CROSS JOIN immunization o ON o.patient = q.id
			JOIN screening g ON g.gap = 'flu'
				AND g.type = 'immunization' AND (g.code = o.code
				OR fold(o.name) LIKE '%' || g.word || '%')
			WHERE q.person = w.person AND o.at <= $as_of
				AND o.at > moment_of_day(local_day($as_of) - 271)
				AND (o.status IS NULL OR o.status = 'completed')) x
			WHERE local_day($as_of) - local_day(x.at) <
				CAST(x.days AS INTEGER)) AS is_done
	FROM visit_ahead v
	CROSS JOIN whose w ON v.person = w.person
)
SELECT person AS patient, moment_of_day(local_day(visit) - 14) AS at,
	'Comes on ' || said(moment_of_day(local_day(visit))) ||
		'; no flu vaccine of this season on file' AS why
FROM known
WHERE
	-- nothing says that it was done in time
	is_done = 0;
-- settled:
SELECT s.id, 'done' AS why
FROM standing s
WHERE EXISTS (SELECT 1 FROM (
		SELECT o.at, g.days FROM patient q
		CROSS JOIN immunization o ON o.patient = q.id
		JOIN screening g ON g.gap = 'flu'
			AND g.type = 'immunization' AND (g.code = o.code
			OR fold(o.name) LIKE '%' || g.word || '%')
		WHERE q.person = s.person AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 240)
			AND (o.status IS NULL OR o.status = 'completed')) x
	WHERE local_day($as_of) - local_day(x.at) < CAST(x.days AS INTEGER));
-- cases:
-- case: when a visit is ahead; then it is done
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03","sex":"male"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-10-20T08:00:00-04:00
-- fires: 0
-- run: 2026-10-28T08:00:00-04:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-10-29T08:00:00-04:00
-- fires: 0
-- {"type":"immunization","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","code":"140","name":"Influenza, seasonal","at":"2026-11-03T09:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- settles: 1 done
-- case: done in time; no visit is ahead
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03","sex":"male"}
-- {"type":"immunization","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","code":"140","name":"Influenza, seasonal","at":"2026-09-03"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
-- case: not of that age
-- {"type":"patient","id":"00000000000000a1","birth":"2026-02-03","sex":"male"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
-- case: last year's counts no more
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"immunization","id":"00000000000000b1","patient":"00000000000000a1","status":"completed","code":"140","name":"Influenza, seasonal","at":"2025-10-03"}
-- {"type":"appointment","id":"00000000000000e1","patient":"00000000000000a1","status":"booked","at":"2026-11-10T10:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
