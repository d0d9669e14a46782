-- rule: missed-visit
-- title: A visit was missed: call, and book another
-- version: 1
-- do: task {"kind":"call","title":"Call: the visit was missed; book another","priority":"routine"}
-- to: role:care-manager
-- once: about  the missed appointment
-- window: 7d
-- reads: appointment
-- tell: not-missed
-- sop: missed-visit
-- source: a choice of ours; call within two days
-- applies:
SELECT a.patient, a.id AS about, a.at,
	moment_of_day(local_day(a.at) + 2) AS due,
	'Missed' || coalesce(': ' || a.kind, ' a visit') ||
		coalesce(', with ' || a.practitioner_name, '') AS why
FROM heard_appointment a
WHERE
	-- the visit was missed
	a.status = 'noshow' AND a.at <= $as_of;
-- settled:
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN a.status = 'entered-in-error' THEN 'voided'
		WHEN a.status <> 'noshow' THEN 'not-missed'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN appointment b ON b.patient = q.id
			WHERE q.person = s.person AND b.id <> a.id
			AND +b.status = 'booked' AND b.at > $as_of
			AND (b.made >= a.at OR b.kind = a.kind
				OR b.practitioner = a.practitioner
				OR b.practitioner_name = a.practitioner_name))
			THEN 'booked'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN appointment b ON b.patient = q.id
			WHERE q.person = s.person AND b.id <> a.id
			AND +b.status IN ('arrived', 'checked-in', 'fulfilled')
			AND b.at > a.at AND b.at <= $as_of)
			THEN 'seen' END AS why
	FROM standing s
	CROSS JOIN appointment a ON a.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: missed, then booked anew
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","kind":"Cardiology","at":"2026-11-02T15:00:00Z"}
-- run: 2026-11-02T17:00:00Z
-- fires: 1
-- made: {"kind":"call"}
-- run: 2026-11-02T17:01:00Z
-- fires: 0
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a1","status":"booked","kind":"Cardiology","at":"2026-11-09T15:00:00Z"}
-- run: 2026-11-03T17:00:00Z
-- settles: 1 booked
-- case: kept, cancelled, ahead; missed and seen since
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"fulfilled","at":"2026-11-02T15:00:00Z"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a1","status":"cancelled","at":"2026-11-02T16:00:00Z"}
-- {"type":"appointment","id":"00000000000000c3","patient":"00000000000000a2","status":"noshow","at":"2026-11-01T16:00:00Z"}
-- {"type":"appointment","id":"00000000000000c4","patient":"00000000000000a2","status":"fulfilled","at":"2026-11-02T16:00:00Z"}
-- run: 2026-11-02T17:00:00Z
-- fires: 0
-- case: it was a mistake of the desk
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-11-02T15:00:00Z"}
-- run: 2026-11-02T17:00:00Z
-- fires: 1
-- {"type":"appointment","id":"00000000000000c1","status":"fulfilled"}
-- run: 2026-11-02T18:00:00Z
-- settles: 1 not-missed
-- case: missed two weeks ago: counted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-10-19T15:00:00Z"}
-- run: 2026-11-02T17:00:00Z
-- late: 1
