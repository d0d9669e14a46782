-- rule: telehealth-not-ready
-- title: A video visit is near, and nobody tried whether it will work
-- version: 1
-- do: task {"kind":"call","title":"Try the video visit with the patient: link, sound, picture"}
-- to: role:chw
-- once: about  the visit
-- window: 7d
-- reads: appointment
-- every: 1d
-- about: appointment
-- sop: telehealth
-- source: three days beforehand: a choice of ours
-- applies:
SELECT a.patient, a.id AS about,
	moment_of_day(local_day(a.at) - 3) AS at,
	moment_of_day(local_day(a.at) - 1) AS due,
	'By video on ' || said(a.at) || ', not tried yet' AS why
FROM appointment a
WHERE
	-- it is booked, by video or phone
	a.status = 'booked' AND a.virtual = 1
	-- in three days or sooner
	AND a.at > $as_of AND local_day(a.at) <= local_day($as_of) + 3
	-- nobody tried it
	AND a.ready IS NOT 1;
-- settled:
SELECT s.id, CASE WHEN a.ready = 1 THEN 'tried' WHEN a.at <= $as_of
	THEN 'past' ELSE 'changed' END AS why
FROM standing s
CROSS JOIN appointment a ON a.id = s.about
WHERE a.ready = 1 OR a.status <> 'booked' OR a.at <= $as_of;
-- cases:
-- case: in two days, and in a week; then it is tried
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000b1","patient":"00000000000000a1","status":"booked","virtual":true,"at":"2026-11-04T09:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b2","patient":"00000000000000a1","status":"booked","virtual":true,"at":"2026-11-12T09:00:00-05:00"}
-- {"type":"appointment","id":"00000000000000b3","patient":"00000000000000a1","status":"booked","at":"2026-11-04T09:00:00-05:00"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- made: {"kind":"call"}
-- {"type":"appointment","id":"00000000000000b1","ready":true}
-- run: 2026-11-03T12:00:00-05:00
-- settles: 1 tried
