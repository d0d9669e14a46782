-- rule: alert-owner-left
-- title: An alert of somebody who left, or is away
-- version: 1
-- do: task {"kind":"review","title":"Who looked at this alert is not here: look at it, or give it to somebody","priority":"urgent"}
-- to: role:care-manager
-- once: about  the alert; an item for each owner
-- window: 3650d
-- every: 1h
-- about: alert
-- with: staff-gone
-- sop: hand-over
-- source: a choice of ours: who is covered by somebody is left to that person
-- applies:
SELECT a.patient, a.id AS about, hexid(m.id) AS item,
	CASE WHEN a.recorded > m.since OR m.since IS NULL THEN a.recorded
		ELSE m.since END AS at,
	moment_of_day(local_day($as_of) + 1) AS due,
	m.name || CASE m.is_left WHEN 1 THEN ' is no longer here'
		ELSE ' is away' END AS why
FROM alert a
JOIN staff_gone m ON m.id = a.owner
WHERE
	-- it is not settled
	a.status IN ('new', 'notified', 'acknowledged')
	-- it is about somebody
	AND a.patient IS NOT NULL;
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN a.status NOT IN ('new', 'notified', 'acknowledged')
			THEN 'closed'
		WHEN a.owner IS NULL OR hexid(a.owner) <> s.item
			THEN 'handed-over'
		WHEN NOT EXISTS (SELECT 1 FROM staff_gone m
			WHERE m.id = a.owner) THEN 'back' END AS why
	FROM standing s
	CROSS JOIN alert a ON a.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: left; somebody resolves it
-- run: 2026-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","family":"Reyes","active":false}
-- {"type":"alert","id":"00000000000000b1","patient":"00000000000000a1","status":"acknowledged","owner":"00000000000000f1","level":"urgent"}
-- {"type":"alert","id":"00000000000000b2","patient":"00000000000000a1","status":"resolved","owner":"00000000000000f1","level":"urgent"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 1
-- made: {"priority":"urgent"}
-- run: 2026-11-02T11:10:00-05:00
-- fires: 0
-- {"type":"alert","id":"00000000000000b1","status":"resolved"}
-- run: 2026-11-02T12:10:00-05:00
-- settles: 1 closed
-- case: away from tomorrow; then away; then back
-- run: 2027-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","away_from":"2027-11-03T12:00:00Z","away_until":"2027-11-05"}
-- {"type":"alert","id":"00000000000000b1","patient":"00000000000000a1","status":"acknowledged","owner":"00000000000000f1"}
-- run: 2027-11-02T10:10:00-05:00
-- fires: 0
-- run: 2027-11-03T10:10:00-05:00
-- fires: 1
-- run: 2027-11-06T10:10:00-05:00
-- settles: 1 back
