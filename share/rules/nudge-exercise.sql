-- rule: nudge-exercise
-- title: A friendly word about moving
-- version: 1
-- do: notice {"text_name":"nudge-exercise"}
-- once: patient  an item for each week
-- window: 7d
-- every: 1d
-- about: patient
-- with: nudge-allowed
-- tables: nudge_words
-- sop: nudge
-- source: an active plan has the patient do it (words in codes/nudge_words.tsv);
--   how often: parts/nudge-allowed.sql
-- note: no health matter is in a text, voice or mail. "no nudges" as the
--   preference `other` ends them
-- applies:
SELECT p.person AS patient, 'week ' || ((local_day($as_of) + 3) / 7) AS item,
	moment_of_day(local_day($as_of) + 2) AS until,
	'The plan has it: ' || min(coalesce(a.title, a.item)) AS why
FROM activity a
CROSS JOIN plan l ON l.id = a.plan AND l.status = 'active'
CROSS JOIN patient p ON p.id = a.patient
CROSS JOIN nudge_allowed w ON w.person = p.person
WHERE
	-- the patient's own part of a plan that is in force
	a.role = 'patient' AND (a.status IS NULL OR a.status IN ('not-started',
		'scheduled', 'in-progress'))
	-- that goes on
	AND a.every IS NOT NULL AND (a.at IS NULL OR a.at <= $as_of)
	AND (a.until IS NULL OR is_over(a.until, $as_of) = 0)
	AND (a.prohibited IS NULL OR a.prohibited = 0)
	-- and is about this
	AND EXISTS (SELECT 1 FROM nudge_words x WHERE x.nudge = 'exercise'
		AND fold(coalesce(a.title, '') || ' ' || coalesce(a.item, ''))
			LIKE '%' || x.word || '%')
GROUP BY p.person;
-- settled:
SELECT s.id, 'over' AS why FROM standing s
WHERE s.item <> 'week ' || ((local_day($as_of) + 3) / 7);
-- cases:
-- case: once a week
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"contact","id":"00000000000000f1","patient":"00000000000000a1","system":"phone","use":"mobile","value":"+1 555 0100"}
-- {"type":"plan","id":"00000000000000c1","patient":"00000000000000a1","status":"active"}
-- {"type":"activity","id":"00000000000000d1","patient":"00000000000000a1","plan":"00000000000000c1","status":"not-started","title":"Walk 30 minutes","role":"patient","every":"1d","at":"2026-10-01"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 1
-- made: {"text_name":"nudge-exercise"}
-- run: 2026-11-03T10:00:00-05:00
-- fires: 0
-- run: 2026-11-09T10:00:00-05:00
-- fires: 1
-- settles: 1 over
-- case: said no; nudged twice this week about other things; somebody else's part
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"plan","id":"00000000000000c1","patient":"00000000000000a1","status":"active"}
-- {"type":"plan","id":"00000000000000c2","patient":"00000000000000a2","status":"active"}
-- {"type":"plan","id":"00000000000000c3","patient":"00000000000000a3","status":"active"}
-- {"type":"activity","id":"00000000000000d1","patient":"00000000000000a1","plan":"00000000000000c1","status":"not-started","title":"Walk 30 minutes","role":"patient","every":"1d","at":"2026-10-01"}
-- {"type":"preference","id":"00000000000000e1","patient":"00000000000000a1","kind":"other","value":"No nudges"}
-- {"type":"activity","id":"00000000000000d2","patient":"00000000000000a2","plan":"00000000000000c2","status":"not-started","title":"Walk 30 minutes","role":"patient","every":"1d","at":"2026-10-01"}
-- {"type":"notice","id":"00000000000000e2","patient":"00000000000000a2","kind":"nudge-other","status":"sent","at":"2026-10-30T10:00:00-04:00"}
-- {"type":"notice","id":"00000000000000e3","patient":"00000000000000a2","kind":"nudge-another","status":"sent","at":"2026-10-31T10:00:00-04:00"}
-- {"type":"activity","id":"00000000000000d3","patient":"00000000000000a3","plan":"00000000000000c3","status":"not-started","title":"Walk 30 minutes","role":"nurse","every":"1d","at":"2026-10-01"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 0
