-- rule: readings-missing
-- title: No reading from home for three days, though the plan asks for one a day
-- version: 1
-- set: days=3
-- do: task {"kind":"call","title":"Call: no readings from home for three days"}
-- to: role:nurse
-- once: patient
-- window: 14d
-- every: 1d
-- about: patient
-- with: in-hospital
-- sop: home-monitoring
-- source: nothing for three days where it is expected daily: a choice of ours
-- note: a plan's daily activity of kind self for the patient asks for readings;
--   a reading is any result of theirs that belongs to no visit
-- applies:
WITH asked AS MATERIALIZED (
	SELECT p.person, min(a.at) AS since
	FROM activity a
	JOIN plan l ON l.id = a.plan AND l.status = 'active'
	JOIN living_patient p ON p.id = a.patient
	WHERE a.kind = 'self' AND a.role = 'patient' AND a.every = '1d'
		AND (a.status IS NULL OR a.status IN ('not-started',
			'scheduled', 'in-progress'))
		AND (a.prohibited IS NULL OR a.prohibited = 0)
		AND (a.until IS NULL OR is_over(a.until, $as_of) = 0)
	GROUP BY p.person
), last AS (
	SELECT k.person, k.since, (SELECT max(o.at) FROM patient q
		CROSS JOIN observation_once o ON o.patient = q.id
		WHERE q.person = k.person AND o.encounter IS NULL
		AND o.at <= $as_of
		AND o.at > moment_of_day(local_day($as_of) - 30)) AS at
	FROM asked k
)
SELECT person AS patient, moment_of_day(local_day(CASE WHEN at > since THEN at
		ELSE since END) + $days + 1) AS at,
	moment_of_day(local_day($as_of) + 1) AS due,
	'The last one: ' || coalesce(said(moment_of_day(local_day(at))),
		'none in a month') AS why
FROM last
WHERE
	-- the plan has asked for them for three whole days
	local_day($as_of) - local_day(since) > $days
	-- none came in three whole days
	AND (at IS NULL OR local_day($as_of) - local_day(at) > $days);
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN s.person IN (SELECT person FROM in_hospital)
			THEN 'in-hospital'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN observation_once o ON o.patient = q.id
			WHERE q.person = s.person AND o.encounter IS NULL
			AND o.at <= $as_of
			AND o.at > moment_of_day(local_day($as_of) - 3))
			THEN 'reading'
		WHEN NOT EXISTS (SELECT 1 FROM patient q
			CROSS JOIN activity a ON a.patient = q.id
			JOIN plan l ON l.id = a.plan AND l.status = 'active'
			WHERE q.person = s.person AND a.kind = 'self'
			AND a.every = '1d' AND (a.status IS NULL
				OR a.status IN ('not-started', 'scheduled',
				'in-progress')))
			THEN 'closed' END AS why
	FROM standing s) s
WHERE why IS NOT NULL;
-- cases:
-- case: on the fourth day; then there is one
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"plan","id":"00000000000000c1","patient":"00000000000000a1","status":"active"}
-- {"type":"activity","id":"00000000000000d1","patient":"00000000000000a1","plan":"00000000000000c1","status":"not-started","kind":"self","role":"patient","every":"1d","at":"2026-10-01"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"29463-7","value":80,"at":"2026-11-01T07:00:00-05:00"}
-- run: 2026-11-04T08:00:00-05:00
-- fires: 0
-- run: 2026-11-05T08:00:00-05:00
-- fires: 1
-- made: {"kind":"call"}
-- run: 2026-11-06T08:00:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"29463-7","value":80,"at":"2026-11-06T07:00:00-05:00"}
-- run: 2026-11-07T08:00:00-05:00
-- settles: 1 reading
-- case: in hospital; a weekly activity; a plan that is closed
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"plan","id":"00000000000000c1","patient":"00000000000000a1","status":"active"}
-- {"type":"activity","id":"00000000000000d1","patient":"00000000000000a1","plan":"00000000000000c1","status":"not-started","kind":"self","role":"patient","every":"1d","at":"2026-11-01"}
-- {"type":"encounter","id":"00000000000000e1","patient":"00000000000000a1","class":"IMP","status":"in-progress","at":"2026-11-01T10:00:00-05:00"}
-- {"type":"plan","id":"00000000000000c2","patient":"00000000000000a2","status":"active"}
-- {"type":"activity","id":"00000000000000d2","patient":"00000000000000a2","plan":"00000000000000c2","status":"not-started","kind":"self","role":"patient","every":"1w","at":"2026-11-01"}
-- {"type":"plan","id":"00000000000000c3","patient":"00000000000000a3","status":"completed"}
-- {"type":"activity","id":"00000000000000d3","patient":"00000000000000a3","plan":"00000000000000c3","status":"not-started","kind":"self","role":"patient","every":"1d","at":"2026-11-01"}
-- run: 2026-11-06T08:00:00-05:00
-- fires: 0
