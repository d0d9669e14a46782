-- rule: urgent-lab
-- title: A result that is not critical, and must be seen today
-- version: 1
-- do: alert {"level":"urgent"}
-- to: role:nurse
-- once: about
-- window: 3d
-- reads: observation
-- tell: corrected voided
-- tables: urgent, critical
-- sop: abnormal-result
-- source: limits with their sources in codes/urgent.tsv
-- note: what is critical is told by critical-lab alone. Also what the sender
--   flags as significantly high or low (HU, LU). Adults only, where the sender
--   does not flag it
-- applies:
SELECT o.patient, o.id AS about, CASE WHEN coalesce(o.issued, o.at) <= $as_of
		THEN coalesce(o.issued, o.at) END AS at,
	'See today: ' || coalesce(o.name, u.analyte, o.code, 'a result') || ' ' ||
		coalesce(replace(o.value || ' ', '.0 ', ' ') ||
			coalesce(o.unit, ''), o.text, '') AS title,
	CASE WHEN u.code IS NULL THEN 'The sender flags it: ' || o.flag
		ELSE 'The limit is ' || u.compare || ' ' || u.value || ' ' ||
			u.unit END AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN observation_once o ON o.patient = p.id
	AND o.at >= moment_of_day(local_day($since) - 30)
LEFT JOIN urgent u ON u.code = o.code AND u.unit = o.unit_std
	AND ((u.compare = '<' AND o.value_std < CAST(u.value AS REAL))
		OR (u.compare = '<=' AND o.value_std <= CAST(u.value AS REAL))
		OR (u.compare = '>' AND o.value_std > CAST(u.value AS REAL))
		OR (u.compare = '>=' AND o.value_std >= CAST(u.value AS REAL)))
	AND coalesce(age_on(p.birth, o.at), 18) >= 18
WHERE
	-- given out lately
	coalesce(o.issued, o.at) >= $since
	-- beyond a limit, or flagged as significantly high or low
	AND (u.code IS NOT NULL OR o.flag IN ('HU', 'LU'))
	-- the laboratory stands by it: final, amended or corrected
	AND (o.status IS NULL OR o.status IN ('final', 'amended', 'corrected'))
	-- not critical: that is told already
	AND coalesce(o.flag, '') NOT IN ('HH', 'LL', 'AA')
	AND NOT EXISTS (SELECT 1 FROM critical l
		WHERE l.code = o.code AND l.unit = o.unit_std
		AND (o.value_std <= CAST(l.low AS REAL)
			OR o.value_std >= CAST(l.high AS REAL)));
-- settled:
SELECT s.id, CASE
	WHEN o.status IN ('entered-in-error', 'cancelled') THEN 'voided'
	WHEN o.same_as IS NOT NULL THEN 'same'
	WHEN o.flag IN ('HH', 'LL', 'AA') THEN 'critical'
	ELSE 'corrected' END AS why
FROM standing s
CROSS JOIN observation o ON o.id = s.about
WHERE o.status IN ('entered-in-error', 'cancelled') OR o.same_as IS NOT NULL
	OR o.flag IN ('HH', 'LL', 'AA')
	OR (coalesce(o.flag, '') NOT IN ('HU', 'LU')
		AND NOT EXISTS (SELECT 1 FROM urgent u
			WHERE u.code = o.code AND u.unit = o.unit_std
			AND ((u.compare IN ('<', '<=')
					AND o.value_std <= CAST(u.value AS REAL))
				OR (u.compare IN ('>', '>=')
					AND o.value_std >= CAST(u.value AS REAL)))));
-- cases:
-- case: potassium 5.6; corrected to 4.6
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","name":"Potassium","value":5.6,"unit":"mmol/L","value_std":5.6,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- made: {"level":"urgent","title":"See today: Potassium 5.6 mmol/L"}
-- run: 2026-11-01T08:02:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b1","status":"corrected","value":4.6,"value_std":4.6}
-- run: 2026-11-01T09:02:00Z
-- settles: 1 corrected
-- case: critical, inside, a child's, in another unit
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"patient","id":"00000000000000a2","birth":"2020-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","value":6.2,"unit":"mmol/L","value_std":6.2,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2823-3","value":5.5,"unit":"mmol/L","value_std":5.5,"unit_std":"mmol/L","at":"2026-11-01T07:31:00Z"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a2","status":"final","code":"2823-3","value":5.8,"unit":"mmol/L","value_std":5.8,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"2823-3","value":5.8,"unit":"mg/L","at":"2026-11-01T07:32:00Z"}
-- {"type":"observation","id":"00000000000000b5","patient":"00000000000000a1","status":"final","code":"2345-7","value":70,"unit":"mg/dL","value_std":70,"unit_std":"mg/dL","at":"2026-11-01T07:33:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 0
-- case: the sender flags it, whatever it is; collected three weeks ago, given out today
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"local","flag":"LU","value":1,"at":"2026-10-12T07:30:00Z","issued":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"observation","id":"00000000000000b1","status":"cancelled"}
-- run: 2026-11-01T09:01:00Z
-- settles: 1 voided
