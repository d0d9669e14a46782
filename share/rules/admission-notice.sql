-- rule: admission-notice
-- title: Somebody was admitted to hospital
-- version: 1
-- do: alert {"level":"info","title":"Admitted to hospital"}
-- to: role:care-manager
-- once: patient  an item for each day: several doors may tell of one stay
-- window: 3d
-- reads: encounter document message
-- about: patient
-- tables: arrival_words
-- sop: admission
-- source: NCQA Transitions of Care: notice on the day of admission or the two
--   days after, in our own words
-- note: a document or message is known by its words (codes/arrival_words.tsv),
--   and only counts where no stay of these days is on file
-- applies:
WITH letter AS (
	SELECT d.patient, 'document' AS type, d.at, fold(coalesce(d.name, '') ||
		' ' || coalesce(d.category, '')) AS words
	FROM heard_document d
	WHERE d.at >= $since AND d.at <= $as_of
		AND (d.status IS NULL OR d.status = 'current')
	UNION ALL
	SELECT m.patient, 'message', m.at, fold(coalesce(m.subject, '') || ' ' ||
		coalesce(m.category, ''))
	FROM heard_message m
	WHERE m.at >= $since AND m.at <= $as_of
		AND (m.status IS NULL OR m.status <> 'entered-in-error')
		AND coalesce(m.sender_type, '') <> 'patient'
), told AS (
	SELECT DISTINCT x.patient, x.type, x.at
	FROM letter x
	JOIN arrival_words w ON x.words LIKE '%' || w.word || '%'
	WHERE w.arrival = 'admission'
)
SELECT e.patient, e.at, 'stay ' || said(moment_of_day(local_day(e.at))) AS item,
	'In hospital' || coalesce(': ' || e.location_name, '') ||
		coalesce(', because of ' || e.reason, '') AS why
FROM heard_encounter e
WHERE
	-- an acute stay, once
	e.class IN ('IMP', 'ACUTE') AND e.same_as IS NULL
	-- that has begun
	AND e.at <= $as_of AND (e.status IS NULL OR e.status IN ('in-progress',
		'arrived', 'triaged', 'onleave', 'finished'))
	-- not a part of a stay that is on file
	AND e.part_of IS NULL
UNION
SELECT a.patient, a.at, 'stay ' || said(moment_of_day(local_day(a.at))),
	'A ' || a.type || ' says so; there is no stay on file'
FROM told a
WHERE NOT EXISTS (SELECT 1 FROM patient p
	CROSS JOIN patient q ON q.person = p.person
	CROSS JOIN encounter_once e ON e.patient = q.id
	WHERE p.id = a.patient AND +e.class IN ('IMP', 'ACUTE')
	AND e.at > moment_of_day(local_day(a.at) - 4)
	AND e.at <= a.at);
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter_once e ON e.patient = q.id
			WHERE q.person = s.person AND +e.class IN ('IMP', 'ACUTE')
			AND e.at > moment_of_day(local_day(s.at) - 1)
			AND e.at < moment_of_day(local_day(s.at) + 2)
			AND +e.status = 'finished' AND e.until <= $as_of)
			THEN 'discharged'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter v ON v.patient = q.id
			WHERE q.person = s.person AND +v.class IN ('IMP', 'ACUTE')
			AND seconds_between(v.at, s.at) = 0
			AND +v.status IN ('cancelled', 'entered-in-error'))
			THEN 'voided' END AS why
	FROM standing s) s
WHERE why IS NOT NULL;
-- cases:
-- case: admitted, then discharged
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-11-02T12:00:00-05:00","location_name":"Mercy"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-11-02T12:02:00-05:00
-- fires: 0
-- {"type":"encounter","id":"00000000000000b1","status":"finished","until":"2026-11-04T12:00:00-05:00"}
-- run: 2026-11-04T12:10:00-05:00
-- settles: 1 discharged
-- case: two doors tell of one stay
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"message","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","subject":"ADT A01","at":"2026-11-02T12:00:00-05:00"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 1
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-11-02T11:00:00-05:00"}
-- run: 2026-11-02T12:02:00-05:00
-- fires: 0
-- case: a document says it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"document","id":"00000000000000c1","patient":"00000000000000a1","status":"current","name":"Notification of admission","at":"2026-11-02T12:00:00-05:00"}
-- {"type":"document","id":"00000000000000c2","patient":"00000000000000a1","status":"current","name":"Care plan","at":"2026-11-02T12:00:00-05:00"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 1
-- case: planned, an office visit, and cancelled after it was told
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"planned","class":"IMP","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"finished","class":"AMB","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 0
-- {"type":"encounter","id":"00000000000000b1","status":"in-progress"}
-- run: 2026-11-02T13:00:00-05:00
-- fires: 1
-- {"type":"encounter","id":"00000000000000b1","status":"cancelled"}
-- run: 2026-11-02T14:00:00-05:00
-- settles: 1 voided
-- case: admitted a week ago: counted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-10-26T12:00:00-04:00"}
-- run: 2026-11-02T12:01:00-05:00
-- late: 1
