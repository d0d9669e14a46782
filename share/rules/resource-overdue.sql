-- rule: resource-overdue
-- title: A device that was lent should be back, or has expired
-- version: 1
-- do: task {"kind":"call"}
-- to: role:care-manager
-- once: about  the device; an item for each of the two
-- window: 90d
-- every: 1d
-- about: device
-- sop: resource
-- source: a choice of ours
-- note: only a device says whose it is and until when. Rooms, vehicles and
--   bookings of them belong to nobody in this schema: they are not here
-- applies:
SELECT d.patient, d.id AS about, d.until AS at, 'back' AS item,
	'A lent device should be back: call, and fetch it or lend it on' AS title,
	moment_of_day(local_day($as_of) + 3) AS due,
	coalesce(d.name || ': ', '') || 'lent until ' || said(d.until) AS why
FROM device d
WHERE
	-- it is still there
	(d.status IS NULL OR d.status = 'active')
	-- the time for which it was lent is over
	AND is_over(d.until, $as_of) = 1
UNION ALL
SELECT d.patient, d.id, d.expires, 'expired',
	'A device has expired: replace it',
	moment_of_day(local_day($as_of) + 3),
	coalesce(d.name || ': ', '') || 'good until ' || said(d.expires)
FROM device d
WHERE (d.status IS NULL OR d.status = 'active')
	AND (d.until IS NULL OR is_over(d.until, $as_of) = 0)
	AND is_over(d.expires, $as_of) = 1;
-- settled:
SELECT s.id, CASE WHEN d.status IS NULL OR d.status = 'active' THEN 'changed'
	ELSE 'returned' END AS why
FROM standing s
CROSS JOIN device d ON d.id = s.about
WHERE d.status <> 'active'
	OR (s.item = 'back' AND (d.until IS NULL
		OR is_over(d.until, $as_of) = 0))
	OR (s.item = 'expired' AND (d.expires IS NULL
		OR is_over(d.expires, $as_of) = 0));
-- cases:
-- case: a scale that was lent until Sunday; then it is back
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"device","id":"00000000000000b1","patient":"00000000000000a1","status":"active","name":"Scale","until":"2026-11-01"}
-- run: 2026-11-01T10:10:00-05:00
-- fires: 0
-- run: 2026-11-02T10:10:00-05:00
-- fires: 1
-- made: {"kind":"call"}
-- run: 2026-11-03T10:10:00-05:00
-- fires: 0
-- {"type":"device","id":"00000000000000b1","status":"inactive"}
-- run: 2026-11-04T10:10:00-05:00
-- settles: 1 returned
-- case: lent for longer; and one that has expired
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"device","id":"00000000000000b1","patient":"00000000000000a1","status":"active","until":"2026-11-01"}
-- {"type":"device","id":"00000000000000b2","patient":"00000000000000a1","status":"active","expires":"2026-10-31"}
-- {"type":"device","id":"00000000000000b3","patient":"00000000000000a1","status":"inactive","expires":"2026-10-31"}
-- run: 2026-11-02T10:10:00-05:00
-- fires: 2
-- {"type":"device","id":"00000000000000b1","until":"2026-12-01"}
-- run: 2026-11-04T10:10:00-05:00
-- settles: 1 changed
