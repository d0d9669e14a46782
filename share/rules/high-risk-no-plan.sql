-- rule: high-risk-no-plan
-- title: A high risk, and no care plan
-- version: 1
-- do: task {"kind":"review","title":"High risk and no care plan: make one, or say why not","priority":"urgent"}
-- to: role:care-manager
-- once: patient
-- window: 30d
-- reads: score plan
-- about: patient
-- sop: high-risk
-- source: LACE 10 or more is high (van Walraven, CMAJ 2010; threshold as usual);
--   HOSPITAL 7 or more; else the score's own tier
-- applies:
SELECT c.patient, c.at, moment_of_day(local_day(c.at) + 7) AS due,
	'Score ' || c.kind || ': ' || replace(c.value || ' ', '.0 ', '') AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN score c ON c.patient = p.id
WHERE
	-- the score says high
	(c.tier = 'high' OR (c.kind = 'lace' AND c.value >= 10)
		OR (c.kind = 'hospital' AND c.value >= 7))
	-- it is the last of its kind
	AND c.at <= $as_of AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN score n ON n.patient = q.id
		WHERE q.person = p.person AND n.kind = c.kind AND n.at <= $as_of
		AND (n.at > c.at OR (n.at = c.at AND n.id > c.id)))
	-- no plan is in force, or being made
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN plan l ON l.patient = q.id
		WHERE q.person = p.person AND (l.status = 'active'
			OR l.status = 'draft' OR l.status = 'on-hold'));
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN plan l ON l.patient = q.id
			WHERE q.person = s.person AND (l.status = 'active'
				OR l.status = 'draft' OR l.status = 'on-hold'))
			THEN 'has-plan'
		WHEN NOT EXISTS (SELECT 1 FROM patient q
			CROSS JOIN score c ON c.patient = q.id
			WHERE q.person = s.person AND (c.tier = 'high'
				OR (c.kind = 'lace' AND c.value >= 10)
				OR (c.kind = 'hospital' AND c.value >= 7))
			AND c.at <= $as_of AND NOT EXISTS (SELECT 1
				FROM patient r
				CROSS JOIN score n ON n.patient = r.id
				WHERE r.person = s.person AND n.kind = c.kind
				AND n.at <= $as_of AND n.at > c.at))
			THEN 'risk-fell' END AS why
	FROM standing s) s
WHERE why IS NOT NULL;
-- cases:
-- case: LACE 10; then there is a plan
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"score","id":"00000000000000b1","patient":"00000000000000a1","kind":"lace","value":10,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 1
-- made: {"priority":"urgent"}
-- run: 2026-11-02T10:11:00-05:00
-- fires: 0
-- {"type":"plan","id":"00000000000000c1","patient":"00000000000000a1","status":"active"}
-- run: 2026-11-03T10:11:00-05:00
-- settles: 1 has-plan
-- case: LACE 9, a high tier that is not the last, and one with a plan
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"score","id":"00000000000000b1","patient":"00000000000000a1","kind":"lace","value":9,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"score","id":"00000000000000b2","patient":"00000000000000a1","kind":"site","tier":"high","value":80,"at":"2026-11-01T10:00:00-05:00"}
-- {"type":"score","id":"00000000000000b3","patient":"00000000000000a1","kind":"site","tier":"low","value":8,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"score","id":"00000000000000b4","patient":"00000000000000a2","kind":"lace","value":15,"at":"2026-11-02T10:00:00-05:00"}
-- {"type":"plan","id":"00000000000000c4","patient":"00000000000000a2","status":"active"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 0
-- case: the risk fell
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"score","id":"00000000000000b1","patient":"00000000000000a1","kind":"hospital","value":7,"at":"2026-11-01T10:00:00-05:00"}
-- run: 2026-11-01T10:10:00-05:00
-- fires: 1
-- {"type":"score","id":"00000000000000b2","patient":"00000000000000a1","kind":"hospital","value":4,"at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:10:00-05:00
-- settles: 1 risk-fell
