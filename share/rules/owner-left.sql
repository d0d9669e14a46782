-- rule: owner-left
-- title: Work of somebody who left, or is away until after it is due
-- version: 1
-- do: alert {"level":"warning","title":"Whose work this is, is not here: give it to somebody else"}
-- to: role:care-manager
-- once: about  the task; an item for each owner
-- window: 3650d
-- every: 1h
-- about: task
-- with: staff-gone
-- sop: hand-over
-- source: a choice of ours: who is covered by somebody is left to that person
-- applies:
SELECT t.patient, t.id AS about, hexid(m.id) AS item,
	CASE WHEN t.recorded > m.since OR m.since IS NULL THEN t.recorded
		ELSE m.since END AS at,
	m.name || CASE m.is_left WHEN 1 THEN ' is no longer here'
		ELSE ' is away' END || coalesce('; due ' || said(t.due), '') AS why
FROM staff_gone m
CROSS JOIN task t ON t.owner = m.id AND t.status IN ('requested', 'received',
	'accepted', 'ready', 'in-progress')
WHERE
	-- the owner left, or is away until after it is due
	t.patient IS NOT NULL AND (m.is_left = 1 OR t.due IS NULL
		OR m.back IS NULL OR t.due <= m.back);
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN t.status NOT IN ('requested', 'received', 'accepted',
			'ready', 'in-progress') THEN 'closed'
		WHEN t.owner IS NULL OR hexid(t.owner) <> s.item
			THEN 'handed-over'
		WHEN NOT EXISTS (SELECT 1 FROM staff_gone m
			WHERE m.id = t.owner) THEN 'back' END AS why
	FROM standing s
	CROSS JOIN task t ON t.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: left, with one task open and one done; handed over
-- run: 2026-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","family":"Reyes","active":false}
-- {"type":"staff","id":"00000000000000f2","login":"lee","family":"Lee"}
-- {"type":"task","id":"00000000000000b1","patient":"00000000000000a1","status":"ready","owner":"00000000000000f1","due":"2026-11-10"}
-- {"type":"task","id":"00000000000000b2","patient":"00000000000000a1","status":"completed","owner":"00000000000000f1"}
-- {"type":"task","id":"00000000000000b3","patient":"00000000000000a1","status":"ready","owner":"00000000000000f2"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 1
-- made: {"level":"warning"}
-- run: 2026-11-02T11:10:00-05:00
-- fires: 0
-- {"type":"task","id":"00000000000000b1","owner":"00000000000000f2"}
-- run: 2026-11-02T12:10:00-05:00
-- settles: 1 handed-over
-- case: away: back before one is due, and after another
-- run: 2027-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","away_from":"2027-11-01","away_until":"2027-11-09"}
-- {"type":"task","id":"00000000000000b1","patient":"00000000000000a1","status":"ready","owner":"00000000000000f1","due":"2027-11-12"}
-- {"type":"task","id":"00000000000000b2","patient":"00000000000000a1","status":"ready","owner":"00000000000000f1","due":"2027-11-05"}
-- run: 2027-11-02T10:10:00-05:00
-- fires: 1
-- run: 2027-11-10T10:10:00-05:00
-- settles: 1 back
-- case: away, and covered
-- run: 2028-11-02T00:01:00-05:00
-- fires: 0
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"staff","id":"00000000000000f2","login":"lee"}
-- {"type":"staff","id":"00000000000000f1","login":"kim","away_from":"2028-11-01","away_until":"2028-11-09","cover":"00000000000000f2"}
-- {"type":"task","id":"00000000000000b2","patient":"00000000000000a1","status":"ready","owner":"00000000000000f1","due":"2028-11-05"}
-- run: 2028-11-02T10:10:00-05:00
-- fires: 0
