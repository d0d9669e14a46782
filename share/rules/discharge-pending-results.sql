-- rule: discharge-pending-results
-- title: Somebody left hospital while results were still awaited
-- version: 1
-- do: task {"kind":"review","title":"Results were awaited at discharge: fetch them, and tell who treats the patient now","priority":"urgent"}
-- to: role:nurse
-- once: about  the stay
-- window: 14d
-- every: 6h
-- about: encounter
-- with: stay-over
-- tables: disposition
-- sop: discharge
-- source: pending tests at discharge have an owner: a choice of ours
-- applies:
SELECT e.patient, e.id AS about, e.until AS at,
	moment_of_day(local_day(e.until) + 3) AS due,
	'Tests of the stay have no final result yet' AS why
FROM encounter_once e
JOIN patient p ON p.id = e.patient
LEFT JOIN disposition d ON d.code = e.disposition
WHERE
	-- an acute stay that is over
	(e.class = 'IMP' OR e.class = 'ACUTE') AND e.until >= $since
	AND (e.status IS NULL OR e.status = 'finished') AND e.until <= $as_of
	-- that ended at home, as far as is known
	AND d.followup IS NULL
	-- a report or a result of these days has not come, or is not final
	AND (EXISTS (SELECT 1 FROM patient q
			CROSS JOIN report r ON r.patient = q.id
			WHERE q.person = p.person AND r.at >= e.at
			AND r.at <= e.until AND r.status IN ('registered',
				'partial', 'preliminary'))
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN observation_once o ON o.patient = q.id
			WHERE q.person = p.person AND o.at >= e.at
			AND o.at <= e.until AND o.status IN ('registered',
				'preliminary')));
-- settled:
SELECT id, why FROM (
	SELECT s.id, coalesce(v.why, CASE WHEN NOT EXISTS (SELECT 1
				FROM patient q
				CROSS JOIN report r ON r.patient = q.id
				WHERE q.person = s.person AND r.at >= e.at
				AND r.at <= e.until AND r.status IN
					('registered', 'partial',
					'preliminary'))
			AND NOT EXISTS (SELECT 1 FROM patient q
				CROSS JOIN observation_once o
					ON o.patient = q.id
				WHERE q.person = s.person AND o.at >= e.at
				AND o.at <= e.until AND o.status IN
					('registered', 'preliminary'))
			THEN 'resulted' END) AS why
	FROM standing s
	CROSS JOIN stay_over v ON v.stay = s.about
	CROSS JOIN encounter e ON e.id = s.about) s
WHERE why IS NOT NULL;
-- cases:
-- case: a culture is still preliminary; then it is final
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"home"}
-- {"type":"report","id":"00000000000000c1","patient":"00000000000000a1","status":"preliminary","at":"2026-10-28T12:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 1
-- made: {"kind":"review"}
-- run: 2026-10-29T16:01:00-04:00
-- fires: 0
-- {"type":"report","id":"00000000000000c1","status":"final"}
-- run: 2026-10-31T16:00:00-04:00
-- settles: 1 resulted
-- case: all final; awaited, but not of the stay
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00","disposition":"home"}
-- {"type":"observation","id":"00000000000000c1","patient":"00000000000000a1","status":"final","at":"2026-10-28T12:00:00-04:00"}
-- {"type":"observation","id":"00000000000000c2","patient":"00000000000000a1","status":"preliminary","at":"2026-10-20T12:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 0
-- case: an awaited laboratory result, and then another stay
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000b1","patient":"00000000000000a1","status":"finished","class":"IMP","at":"2026-10-26T12:00:00-04:00","until":"2026-10-29T15:00:00-04:00"}
-- {"type":"observation","id":"00000000000000c1","patient":"00000000000000a1","status":"registered","at":"2026-10-29T12:00:00-04:00"}
-- run: 2026-10-29T16:00:00-04:00
-- fires: 1
-- {"type":"encounter","id":"00000000000000b2","patient":"00000000000000a1","status":"in-progress","class":"IMP","at":"2026-10-30T12:00:00-04:00"}
-- run: 2026-10-30T16:00:00-04:00
-- settles: 1 readmitted
