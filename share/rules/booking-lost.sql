-- rule: booking-lost
-- title: What was booked cannot be had: its resource is gone, or out of service
-- version: 1
-- do: task {"kind":"booking","priority":"urgent"}
-- to: role:care-manager
-- once: about  the booking; an item for each resource
-- window: 3650d
-- every: 10min
-- about: appointment
-- sop: booking
-- source: a choice of ours
-- applies:
SELECT a.patient, a.id AS about, hexid(r.id) AS item, r.recorded AS at,
	'Book anew: what was booked cannot be had' AS title, a.at AS due,
	coalesce(r.name || ' ', '') || 'is ' || CASE r.status
		WHEN 'retired' THEN 'retired' ELSE 'out of service' END ||
		coalesce(' until ' || said(r.due), '') AS why
FROM resource r
CROSS JOIN slot s ON s.resource = r.id
CROSS JOIN appointment a ON a.slot = s.id
WHERE
	-- the resource is gone, or not back in time
	(r.status = 'retired' OR (r.status IN ('out-of-service', 'maintenance')
		AND (r.due IS NULL OR r.due > a.at)))
	-- it is booked or offered, and ahead
	AND a.status IN ('pending', 'booked') AND a.at > $as_of;
-- settled:
SELECT o.id, CASE WHEN a.status NOT IN ('pending', 'booked') THEN 'over'
	WHEN a.at <= $as_of THEN 'past' WHEN hexid(s.resource) <> o.item
	THEN 'moved' ELSE 'back' END AS why
FROM standing o
CROSS JOIN appointment a ON a.id = o.about
LEFT JOIN slot s ON s.id = a.slot
LEFT JOIN resource r ON r.id = s.resource
WHERE a.status NOT IN ('pending', 'booked') OR a.at <= $as_of
	OR hexid(s.resource) <> o.item OR NOT (r.status = 'retired'
	OR (r.status IN ('out-of-service', 'maintenance')
		AND (r.due IS NULL OR r.due > a.at)));
-- cases:
-- case: a chair breaks; what is booked after it is back stays; the other moves
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"resource","id":"00000000000000e1","name":"Chair","status":"available"}
-- {"type":"resource","id":"00000000000000e2","name":"Bed","status":"available"}
-- {"type":"slot","id":"00000000000000d1","resource":"00000000000000e1","status":"busy","at":"2026-11-05T10:00:00-05:00"}
-- {"type":"slot","id":"00000000000000d2","resource":"00000000000000e1","status":"busy","at":"2026-11-15T10:00:00-05:00"}
-- {"type":"slot","id":"00000000000000d3","resource":"00000000000000e2","status":"free","at":"2026-11-05T10:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b1","patient":"00000000000000a1","status":"booked","slot":"00000000000000d1","at":"2026-11-05T10:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b2","patient":"00000000000000a1","status":"booked","slot":"00000000000000d2","at":"2026-11-15T10:00:00-05:00"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 0
-- {"type":"resource","id":"00000000000000e1","status":"out-of-service","due":"2026-11-10"}
-- run: 2026-11-02T13:00:00-05:00
-- fires: 1
-- made: {"kind":"booking"}
-- run: 2026-11-02T14:00:00-05:00
-- fires: 0
-- {"type":"appointment","id":"00000000000000b1","slot":"00000000000000d3"}
-- run: 2026-11-02T15:00:00-05:00
-- settles: 1 moved
-- case: retired, offered, and cancelled
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"resource","id":"00000000000000e1","name":"Chair","status":"retired"}
-- {"type":"slot","id":"00000000000000d1","resource":"00000000000000e1","status":"busy-tentative","at":"2026-11-05T10:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b1","patient":"00000000000000a1","status":"pending","slot":"00000000000000d1","at":"2026-11-05T10:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b2","patient":"00000000000000a1","status":"waitlist","slot":"00000000000000d1"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- {"type":"appointment","id":"00000000000000b1","status":"cancelled"}
-- run: 2026-11-02T13:00:00-05:00
-- settles: 1 over
