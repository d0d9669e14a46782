-- rule: abnormal-lab-unseen
-- title: Abnormal results that nobody has looked at for three days
-- version: 1
-- set: days=3
-- do: task {"kind":"review","title":"Look at abnormal results: nobody has yet"}
-- to: role:nurse
-- once: patient  one piece of work however many results there are
-- window: 14d
-- every: 1d
-- about: patient
-- sop: abnormal-result
-- source: three days: a choice of ours; a patient is to hear of it within 14
--   days, 7 where something must be done: general knowledge, to be verified
-- note: seen is: acknowledged, an alert or task about it answered or done, or
--   the person visited since. What is critical is told at once by critical-lab
-- applies:
SELECT o.patient, min(moment_of_day(local_day(coalesce(o.issued, o.at)) + $days))
		AS at,
	CASE WHEN max(CASE WHEN o.flag IN ('HU', 'LU', 'H>', 'L<') THEN 1
		ELSE 0 END) = 1 THEN 'urgent' ELSE 'routine' END AS priority,
	count(*) || ' abnormal results of the last two weeks' AS why
FROM living_patient p
CROSS JOIN observation o ON o.patient = p.id
WHERE
	-- of the last two weeks, and there for three days
	o.at > moment_of_day(local_day($as_of) - 17) AND o.at <= $as_of
	AND local_day($as_of) - local_day(coalesce(o.issued, o.at)) >= $days
	-- flagged as abnormal by the sender
	AND o.flag IN ('H', 'L', 'A', 'HU', 'LU', 'H>', 'L<')
	-- final, amended or corrected, and counted once
	AND o.same_as IS NULL AND (o.status IS NULL OR o.status IN ('final',
		'amended', 'corrected'))
	-- nobody acknowledged it, or did what was to be done about it
	AND NOT EXISTS (SELECT 1 FROM ack k WHERE k.about = o.id)
	AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.about = o.id
		AND a.acknowledged IS NOT NULL)
	-- the person was not seen since
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN encounter_once e ON e.patient = q.id
		WHERE q.person = p.person AND e.at <= $as_of
		AND e.at > coalesce(o.issued, o.at)
		AND (e.status IS NULL OR e.status IN ('finished',
			'in-progress')))
GROUP BY o.patient;
-- settled:
SELECT s.id, 'seen' AS why
FROM standing s
WHERE NOT EXISTS (SELECT 1 FROM patient q
	CROSS JOIN observation o ON o.patient = q.id
	WHERE q.person = s.person AND o.at > moment_of_day(local_day($as_of) - 17)
	AND o.flag IN ('H', 'L', 'A', 'HU', 'LU', 'H>', 'L<')
	AND o.same_as IS NULL AND (o.status IS NULL OR o.status IN ('final',
		'amended', 'corrected'))
	AND NOT EXISTS (SELECT 1 FROM ack k WHERE k.about = o.id)
	AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.about = o.id
		AND a.acknowledged IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM patient r
		CROSS JOIN encounter_once e ON e.patient = r.id
		WHERE r.person = s.person AND e.at <= $as_of
		AND e.at > coalesce(o.issued, o.at)
		AND (e.status IS NULL OR e.status IN ('finished',
			'in-progress'))));
-- cases:
-- case: on day 3; then somebody acknowledges it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":5.6,"unit":"mmol/L","value_std":5.6,"unit_std":"mmol/L","flag":"H","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2951-2","system":"http://loinc.org","value":120,"flag":"LU","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-04T10:00:00-05:00
-- fires: 0
-- run: 2026-11-05T06:00:00-05:00
-- fires: 1
-- made: {"priority":"urgent","kind":"review"}
-- run: 2026-11-06T06:00:00-05:00
-- fires: 0
-- {"type":"ack","id":"00000000000000c1","patient":"00000000000000a1","about":"observation/00000000000000b1","at":"2026-11-06T10:00:00-05:00"}
-- {"type":"ack","id":"00000000000000c2","patient":"00000000000000a1","about":"observation/00000000000000b2","at":"2026-11-06T10:00:00-05:00"}
-- run: 2026-11-07T06:00:00-05:00
-- settles: 1 seen
-- case: normal, preliminary, told already, seen since
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","flag":"N","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"preliminary","code":"2823-3","flag":"H","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"2823-3","flag":"H","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"alert","id":"00000000000000d3","patient":"00000000000000a1","status":"acknowledged","about":"observation/00000000000000b3","acknowledged":"2026-11-02T12:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a2","status":"final","code":"2823-3","flag":"H","at":"2026-11-02T10:00:00-05:00"}
-- {"type":"encounter","id":"00000000000000e4","patient":"00000000000000a2","status":"finished","class":"AMB","at":"2026-11-03T10:00:00-05:00"}
-- run: 2026-11-06T10:00:00-05:00
-- fires: 0
-- case: a visit settles it
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"4548-4","flag":"H","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-05T10:00:00-05:00
-- fires: 1
-- made: {"priority":"routine"}
-- {"type":"encounter","id":"00000000000000e1","patient":"00000000000000a1","status":"finished","class":"VR","at":"2026-11-05T14:00:00-05:00"}
-- run: 2026-11-06T10:00:00-05:00
-- settles: 1 seen
