-- rule: ed-visit-notice
-- title: Somebody came to the emergency department
-- version: 1
-- do: alert {"level":"info","title":"In the emergency department, or was there lately"}
-- to: role:care-manager
-- once: patient  an item for each day: several doors may tell of one visit
-- window: 3d
-- reads: encounter document message
-- about: patient
-- tables: arrival_words
-- sop: admission
-- source: event alerts of a panel's people: a choice of ours
-- note: a document or message is known by its words (codes/arrival_words.tsv),
--   and only counts where no visit of these days is on file
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
	WHERE w.arrival = 'emergency'
)
SELECT e.patient, e.at, 'visit ' || said(moment_of_day(local_day(e.at))) AS item,
	'Emergency visit' || coalesce(': ' || e.location_name, '') ||
		coalesce(', because of ' || e.reason, '') AS why
FROM heard_encounter e
WHERE
	-- an emergency visit, once
	e.class = 'EMER' AND e.same_as IS NULL
	-- that has begun
	AND e.at <= $as_of AND (e.status IS NULL OR e.status IN ('in-progress',
		'arrived', 'triaged', 'onleave', 'finished'))
UNION
SELECT a.patient, a.at, 'visit ' || said(moment_of_day(local_day(a.at))),
	'A ' || a.type || ' says so; there is no visit on file'
FROM told a
WHERE NOT EXISTS (SELECT 1 FROM patient p
	CROSS JOIN patient q ON q.person = p.person
	CROSS JOIN encounter_once e ON e.patient = q.id
	WHERE p.id = a.patient AND +e.class = 'EMER'
	AND e.at > moment_of_day(local_day(a.at) - 4)
	AND e.at <= a.at);
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter_once e ON e.patient = q.id
			WHERE q.person = s.person AND +e.class IN ('IMP', 'ACUTE')
			AND e.at >= s.at
			AND e.at < moment_of_day(local_day(s.at) + 2)
			AND (e.status IS NULL OR e.status NOT IN ('cancelled',
				'planned')))
			THEN 'admitted'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter v ON v.patient = q.id
			WHERE q.person = s.person AND +v.class = 'EMER'
			AND seconds_between(v.at, s.at) = 0
			AND +v.status IN ('cancelled', 'entered-in-error'))
			THEN 'voided' END AS why
	FROM standing s) s
WHERE why IS NOT NULL;
-- cases:
-- case: came, and was admitted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"in-progress","class":"EMER","at":"2026-11-02T12:00:00-05:00"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2026-11-02T12:02:00-05:00
-- fires: 0
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-11-02T18:00:00-05:00"}
-- run: 2026-11-02T18:10:00-05:00
-- settles: 1 admitted
-- case: told by a message, and by the visit of that day
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"message","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","category":"ED visit","at":"2026-11-02T12:00:00-05:00"}
-- run: 2026-11-02T12:01:00-05:00
-- fires: 1
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"EMER","at":"2026-11-02T11:00:00-05:00"}
-- run: 2026-11-02T12:02:00-05:00
-- fires: 0
-- case: registered by mistake; what a patient writes is none; long ago
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"arrived","class":"EMER","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"message","id":"00000000000000c1","patient":"00000000000000a2","status":"completed","subject":"my ED visit bill","sender":"patient/00000000000000a2","at":"2026-11-02T12:00:00-05:00"}
-- {"type":"encounter","id":"00000000000000b3","patient":"00000000000000a2","status":"finished","class":"EMER","at":"2026-10-02T10:00:00-04:00"}
-- run: 2026-11-02T12:00:00-05:00
-- fires: 1
-- late: 1
-- {"type":"encounter","id":"00000000000000b1","status":"entered-in-error"}
-- run: 2026-11-02T13:00:00-05:00
-- settles: 1 voided
