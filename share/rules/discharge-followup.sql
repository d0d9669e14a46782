-- rule: discharge-followup
-- title: After a stay: a call within two working days, a visit within seven days
-- version: 1
-- do: task {"priority":"urgent"}
-- to: role:care-manager
-- once: about  the stay; an item each for the call and the visit
-- window: 7d
-- reads: encounter note appointment
-- with: went-home, stay-over, visit-since
-- sop: discharge
-- source: a contact within 2 working days and a visit within 7 days: transitional
--   care; day counting as in measure followup-7d
-- note: working days are Monday to Friday: no holidays are known here
-- applies:
SELECT h.patient, h.id AS about, e.until AS at, k.item,
	CASE k.item WHEN 'call' THEN 'call' ELSE 'follow-up' END AS kind,
	CASE k.item WHEN 'call'
		THEN 'Call: how is it at home, are the medicines there?'
		ELSE 'See that a visit takes place within 7 days of discharge'
		END AS title,
	moment_of_day(local_day(e.until) + CASE WHEN k.item = 'visit' THEN 7
		ELSE CASE (local_day(e.until) + 4) % 7 WHEN 4 THEN 4 WHEN 5 THEN 4
			WHEN 6 THEN 3 ELSE 2 END END) AS due,
	'Left hospital on ' || said(moment_of_day(local_day(e.until))) AS why
FROM heard_encounter h
CROSS JOIN went_home e ON e.id = h.id
CROSS JOIN (SELECT 'call' AS item UNION ALL SELECT 'visit') k
WHERE
	-- an acute stay that is over, and ended at home as far as is known
	h.class IN ('IMP', 'ACUTE');
-- settled:
SELECT id, why FROM (
	SELECT s.id, coalesce(o.why, CASE
		WHEN s.item = 'visit' AND v.seen THEN 'seen'
		WHEN s.item = 'call' AND EXISTS (SELECT 1 FROM patient q
			CROSS JOIN note n ON n.patient = q.id
			WHERE q.person = s.person AND n.kind = 'call'
			AND n.at > e.until AND n.at <= $as_of) THEN 'called'
		END) AS why
	FROM standing s
	CROSS JOIN stay_over o ON o.stay = s.about
	CROSS JOIN visit_since v ON v.stay = s.about
	CROSS JOIN encounter e ON e.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: discharged on a Thursday: the call is due on Monday, the visit in a week
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"home"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 2
-- made: {"priority":"urgent"}
-- run: 2026-10-29T16:01:00-04:00
-- fires: 0
-- {"type":"note","id":"00000000000000c1","patient":"00000000000000a1","kind":"call","at":"2026-10-30T10:00:00-04:00"}
-- run: 2026-10-30T16:00:00-04:00
-- settles: 1 called
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"finished","class":"AMB","at":"2026-11-03T10:00:00-05:00"}
-- run: 2026-11-03T16:00:00-05:00
-- settles: 1 seen
-- case: back in hospital: all of it is over
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 2
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-10-30T02:00:00-04:00"}
-- run: 2026-10-30T16:00:00-04:00
-- settles: 2 readmitted
-- case: died there, went to a nursing facility, came for the day, still there
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-20T12:00:00-04:00","until":"2026-10-21T15:00:00-04:00","disposition":"snf"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"finished","class":"AMB","at":"2026-10-22T12:00:00-04:00","until":"2026-10-22T15:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b3","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-10-23T12:00:00-04:00"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b4","patient":"00000000000000a2","status":"finished","class":"IMP","at":"2026-10-23T12:00:00-04:00","until":"2026-10-24T15:00:00-04:00","disposition":"exp"}
-- run: 2026-10-24T16:00:00-04:00
-- fires: 0
-- case: heard of three weeks later: counted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-01T12:00:00-04:00","until":"2026-10-04T15:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- late: 2
-- case: the days of the week: from a Friday to Tuesday, from a Wednesday to Friday
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-30T15:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"finished","class":"AMB","at":"2026-10-31T09:00:00-04:00"}
-- run: 2026-10-31T16:00:00-04:00
-- fires: 1
-- made: {"kind":"call","due":"2026-11-03"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b3","patient":"00000000000000a2","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-11-04T15:00:00-05:00"}
-- {"type":"encounter","id":"00000000000000b4","patient":"00000000000000a2","status":"finished","class":"AMB","at":"2026-11-05T09:00:00-05:00"}
-- run: 2026-11-05T16:00:00-05:00
-- fires: 1
-- made: {"kind":"call","due":"2026-11-06"}
