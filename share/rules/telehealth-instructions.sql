-- rule: telehealth-instructions
-- title: Instructions of a video visit go to the practice nearby
-- version: 1
-- do: task {"kind":"instructions","title":"Instructions of a video visit: see to them, and acknowledge","priority":"urgent","needs":"ack word=acknowledged"}
-- to: role:nurse
-- once: about  the visit
-- window: 7d
-- reads: appointment
-- about: appointment
-- sop: telehealth
-- source: a choice of ours: told is not heard, only an acknowledgement closes it
-- note: for visits that were kept. Whoever is nearby acknowledges it (ch-task
--   acknowledge); done without that is refused
-- applies:
SELECT a.patient, a.id AS about, coalesce(a.until, a.at) AS at,
	moment_of_day(local_day($as_of) + 1) AS due,
	'A video visit was kept' AS why
FROM heard_appointment a
WHERE
	-- it was by video or phone
	a.virtual = 1
	-- and it was kept
	AND a.status = 'fulfilled';
-- settled:
SELECT s.id, 'not-kept' AS why
FROM standing s
CROSS JOIN appointment a ON a.id = s.about
WHERE a.status <> 'fulfilled';
-- cases:
-- case: a video visit that was kept; one in the room; one that was missed
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000b1","patient":"00000000000000a1","status":"fulfilled","virtual":true,"at":"2026-11-02T09:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b2","patient":"00000000000000a1","status":"fulfilled","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b3","patient":"00000000000000a1","status":"noshow","virtual":true,"at":"2026-11-02T11:00:00-05:00"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- made: {"kind":"instructions","needs":"ack word=acknowledged"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 0
-- {"type":"appointment","id":"00000000000000b1","status":"noshow"}
-- run: 2026-11-02T13:00:00-05:00
-- settles: 1 not-kept
