-- rule: delivery-unaccounted
-- title: Something that was to be delivered did not come back to anybody
-- version: 1
-- do: alert {"level":"warning"}
-- to: role:care-manager
-- once: about  the delivery
-- window: 30d
-- reads: task ack
-- every: 1d
-- about: task
-- sop: delivery
-- source: each hand signs; what nobody signed for by the end of the day is
--   looked for: a choice of ours
-- note: counted from the day on which it was taken
-- applies:
SELECT t.patient, t.id AS about, moment_of_day(local_day(t.begun) + 1) AS at,
	'A delivery was taken and neither given nor brought back' AS title,
	'Taken ' || said(t.begun) || ', still on the way' AS why
FROM task t
WHERE
	-- it is a delivery that somebody took, and since nobody signed for
	t.kind = 'delivery' AND (t.status = 'in-progress' OR EXISTS (
		SELECT 1 FROM ack a WHERE a.about = t.id
		AND a.word IN ('taken', 'carried') AND NOT EXISTS (
			SELECT 1 FROM ack b WHERE b.about = t.id
			AND b.word IN ('given', 'brought-back')
			AND b.recorded >= a.recorded)))
	-- since another day
	AND local_day(t.begun) < local_day($as_of);
-- settled:
SELECT s.id, CASE t.status WHEN 'completed' THEN coalesce(t.outcome, 'done')
	ELSE 'changed' END AS why
FROM standing s
CROSS JOIN task t ON t.id = s.about
WHERE
	-- nobody has it any more
	t.status <> 'in-progress' AND NOT EXISTS (
		SELECT 1 FROM ack a WHERE a.about = t.id
		AND a.word IN ('taken', 'carried') AND NOT EXISTS (
			SELECT 1 FROM ack b WHERE b.about = t.id
			AND b.word IN ('given', 'brought-back')
			AND b.recorded >= a.recorded));
-- cases:
-- case: taken and not given that day; then it is brought back
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"task","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","kind":"delivery","begun":"2026-11-02T09:00:00-05:00"}
-- {"type":"task","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","kind":"call","begun":"2026-11-02T09:00:00-05:00"}
-- run: 2026-11-02T18:00:00-05:00
-- fires: 0
-- run: 2026-11-03T08:00:00-05:00
-- fires: 1
-- made: {"level":"warning"}
-- {"type":"task","id":"00000000000000b1","status":"completed","outcome":"brought-back"}
-- run: 2026-11-03T09:00:00-05:00
-- settles: 1 brought-back
-- case: taken, then cancelled by who closed what it hung on: somebody has it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"task","id":"00000000000000b1","patient":"00000000000000a1","status":"cancelled","kind":"delivery","begun":"2026-11-02T09:00:00-05:00"}
-- {"type":"ack","id":"00000000000000c1","patient":"00000000000000a1","about":"task/00000000000000b1","word":"taken","at":"2026-11-02T09:00:00-05:00"}
-- {"type":"task","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","kind":"delivery","begun":"2026-11-02T09:00:00-05:00"}
-- {"type":"ack","id":"00000000000000c2","patient":"00000000000000a1","about":"task/00000000000000b2","word":"taken","at":"2026-11-02T09:00:00-05:00"}
-- {"type":"ack","id":"00000000000000c3","patient":"00000000000000a1","about":"task/00000000000000b2","word":"given","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-03T08:00:00-05:00
-- fires: 1
-- {"type":"ack","id":"00000000000000c4","patient":"00000000000000a1","about":"task/00000000000000b1","word":"brought-back","at":"2026-11-03T08:30:00-05:00"}
-- run: 2026-11-03T09:00:00-05:00
-- settles: 1 changed
