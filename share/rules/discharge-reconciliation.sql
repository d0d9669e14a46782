-- rule: discharge-reconciliation
-- title: After a stay: the medicines of before and after are reconciled
-- version: 1
-- do: task {"kind":"med-reconciliation","title":"Go over the medicines after the stay","priority":"urgent"}
-- to: role:pharmacist
-- once: about  the stay
-- window: 30d
-- reads: encounter decision
-- with: went-home, stay-over
-- sop: medication-reconciliation
-- note: ch-safety reconcile does it, line by line, and finds this task
-- source: within 7 days where that can be; NCQA Transitions of Care counts it up
--   to day 30 (day 0 included), in our own words
-- applies:
SELECT h.patient, h.id AS about, e.until AS at, e.id AS encounter,
	'decision kind=reconciliation encounter=' || hexid(e.id) AS needs,
	moment_of_day(local_day(e.until) + 7) AS due,
	moment_of_day(local_day(e.until) + 30) AS until,
	'Left hospital on ' || said(moment_of_day(local_day(e.until))) AS why
FROM heard_encounter h
CROSS JOIN went_home e ON e.id = h.id
WHERE
	-- an acute stay that is over, and ended at home as far as is known
	h.class IN ('IMP', 'ACUTE')
	-- nobody has begun it
	AND NOT EXISTS (SELECT 1 FROM patient p
		CROSS JOIN patient q ON q.person = p.person
		CROSS JOIN task t ON t.patient = q.id
		WHERE p.id = h.patient AND t.kind = 'med-reconciliation'
		AND (t.encounter = h.id OR t.about = h.id));
-- settled:
SELECT id, why FROM (
	SELECT s.id, coalesce(o.why, CASE WHEN EXISTS (SELECT 1 FROM decision d
		WHERE d.encounter = s.about AND d.kind = 'reconciliation')
		THEN 'reconciled' END) AS why
	FROM standing s
	CROSS JOIN stay_over o ON o.stay = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: discharged; back in hospital before anybody did it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"01"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 1
-- made: {"needs":"decision kind=reconciliation encounter=00000000000000b1","role":"pharmacist"}
-- run: 2026-10-29T16:01:00-04:00
-- fires: 0
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-11-01T12:00:00-05:00"}
-- run: 2026-11-01T16:00:00-05:00
-- settles: 1 readmitted
-- case: on the 30th day, and after it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-09-26T12:00:00-04:00","until":"2026-09-30T18:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a2","status":"finished","class":"IMP","at":"2026-09-20T12:00:00-04:00","until":"2026-09-28T15:00:00-04:00"}
-- run: 2026-10-30T16:00:00-04:00
-- fires: 1
-- late: 1
-- case: to another hospital
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"02"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 0
-- case: begun by somebody already; and done
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- {"type":"task","id":"00000000000000c1","patient":"00000000000000a1","status":"ready","kind":"med-reconciliation","encounter":"00000000000000b1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a2","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 1
-- {"type":"decision","id":"00000000000000d1","patient":"00000000000000a2","encounter":"00000000000000b2","kind":"reconciliation","at":"2026-10-30T15:00:00-04:00"}
-- {"type":"encounter","id":"00000000000000b2","reason":"pneumonia"}
-- run: 2026-10-30T16:00:00-04:00
-- settles: 1 reconciled
