-- rule: patient-died
-- title: Somebody has died: tell the team, and close what was planned
-- version: 1
-- do: alert {"level":"info","title":"Has died: close what is planned, tell the team, call the family"}
-- to: role:care-manager
-- once: patient
-- window: 90d
-- reads: patient
-- dead: yes
-- tell: alive
-- sop: death
-- source: one person is told, and everything planned goes quiet: a choice of ours
-- note: without a date of death only who has something open, or was seen within
--   the window, is told of: an import of many years is silent
-- applies:
SELECT p.person AS patient, min(coalesce(p.died, p.recorded)) AS at,
	CASE WHEN min(p.died) IS NULL THEN 'A source says so, without a date'
		ELSE 'Died on ' || said(min(p.died)) END AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
WHERE
	-- a source says that they have died
	(p.died <= $as_of OR (p.died IS NULL AND p.dead = 1))
	-- with a date; or something is open, or they were seen lately
	AND (p.died IS NOT NULL
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN task k ON k.patient = q.id
			WHERE q.person = p.person AND +k.status IN ('requested',
				'received', 'accepted', 'ready', 'in-progress',
				'on-hold'))
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN plan l ON l.patient = q.id
			WHERE q.person = p.person AND +l.status = 'active'
			AND l.source = 'hub')
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN appointment a ON a.patient = q.id
			WHERE q.person = p.person AND +a.status = 'booked'
			AND a.at > $as_of)
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter e ON e.patient = q.id
			WHERE q.person = p.person AND e.at >= $since))
GROUP BY p.person;
-- settled:
SELECT s.id, 'alive' AS why FROM standing s
WHERE NOT EXISTS (SELECT 1 FROM patient p WHERE p.person = s.person
	AND (p.died <= $as_of OR (p.died IS NULL AND p.dead = 1)));
-- cases:
-- case: told once, whichever source says it; then it was a mistake
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2","person":"00000000000000a1"}
-- run: 2026-11-01T10:00:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a2","dead":true,"died":"2026-11-01"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- {"type":"patient","id":"00000000000000a1","dead":true,"died":"2026-11-01"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1","dead":false,"died":null}
-- {"type":"patient","id":"00000000000000a2","dead":false,"died":null}
-- run: 2026-11-03T10:01:00-05:00
-- settles: 1 alive
-- case: long ago; and without a date, with nothing open
-- {"type":"patient","id":"00000000000000a1","dead":true,"died":"2020-11-01"}
-- {"type":"patient","id":"00000000000000a2","dead":true}
-- run: 2026-11-02T10:00:00-05:00
-- late: 1
-- case: without a date, but something is planned
-- {"type":"patient","id":"00000000000000a1"}
-- run: 2027-11-01T10:00:00-04:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1","dead":true}
-- {"type":"appointment","id":"00000000000000b1","patient":"00000000000000a1","status":"booked","at":"2027-11-09"}
-- run: 2027-11-01T11:00:00-04:00
-- fires: 1
