-- rule: unit-not-understood
-- title: A result that may be critical is in a unit that nobody understood
-- version: 1
-- do: alert {"level":"urgent"}
-- to: role:nurse
-- once: about
-- window: 7d
-- reads: observation
-- safety: yes
-- tell: corrected voided
-- tables: critical
-- sop: unit-not-understood
-- source: never compare what is not understood, and never be silent about it: a
--   choice of ours
-- note: only tests of codes/critical.tsv, for adults. What the sender flags as
--   critical is told by critical-lab. Units are in codes/units.tsv: a site adds
--   a line there
-- applies:
SELECT o.patient, o.id AS about, CASE WHEN coalesce(o.issued, o.at) <= $as_of
		THEN coalesce(o.issued, o.at) END AS at,
	'Unit not understood: ' || coalesce(o.name, o.code) || ', unit ' ||
		coalesce('"' || o.unit || '"', 'not said') AS title,
	'Look at the result itself: it was not compared with the critical limits'
		AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN observation_once o ON o.patient = p.id AND o.at >=
	moment_of_day(local_day($since) - 30)
WHERE
	-- of the last days: what is older is not counted
	coalesce(o.issued, o.at) >= $since
	-- a number, of a test that has critical limits
	AND o.value IS NOT NULL AND o.code IN (SELECT code FROM critical)
	-- in no unit that its limits are in
	AND (o.unit_std IS NULL OR NOT EXISTS (SELECT 1 FROM critical l
		WHERE l.code = o.code AND l.unit = o.unit_std))
	-- the laboratory stands by it: final, amended or corrected
	AND (o.status IS NULL OR o.status IN ('final', 'amended', 'corrected'))
	-- the sender does not flag it as critical: that is told already
	AND coalesce(o.flag, '') NOT IN ('HH', 'LL', 'AA')
	-- of an adult, or somebody of unknown age
	AND coalesce(age_on(p.birth, o.at), 18) >= 18;
-- settled:
SELECT s.id, CASE
	WHEN o.status IN ('entered-in-error', 'cancelled') THEN 'voided'
	WHEN o.same_as IS NOT NULL THEN 'same'
	WHEN o.flag IN ('HH', 'LL', 'AA') THEN 'critical'
	ELSE 'corrected' END AS why
FROM standing s
CROSS JOIN observation o ON o.id = s.about
WHERE o.status IN ('entered-in-error', 'cancelled') OR o.same_as IS NOT NULL
	OR o.value IS NULL OR o.flag IN ('HH', 'LL', 'AA')
	OR EXISTS (SELECT 1 FROM critical l
		WHERE l.code = o.code AND l.unit = o.unit_std);
-- cases:
-- case: a potassium in mg/L, and one without a unit
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","name":"Potassium","value":68,"unit":"mg/L","at":"2026-11-01T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":4,"at":"2026-11-01T07:40:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 2
-- made: {"level":"urgent"}
-- run: 2026-11-01T08:02:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"corrected","code":"2823-3","system":"http://loinc.org","value":4.1,"unit":"mmol/L","value_std":4.1,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T09:00:00Z
-- settles: 1 corrected
-- case: a unit that is ours, a test without limits, and one that is flagged
-- {"type":"patient","id":"00000000000000a1","birth":"1960-02-03"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":4,"unit":"meq/L","value_std":4,"unit_std":"mmol/L","at":"2026-11-01T07:30:00Z"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2085-9","system":"http://loinc.org","value":4,"unit":"stones","at":"2026-11-01T07:40:00Z"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":68,"unit":"mg/L","flag":"HH","at":"2026-11-01T07:40:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 0
-- case: voided
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2823-3","system":"http://loinc.org","value":68,"unit":"mg/L","at":"2026-11-01T07:30:00Z"}
-- run: 2026-11-01T08:01:00Z
-- fires: 1
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"cancelled"}
-- run: 2026-11-01T08:30:00Z
-- settles: 1 voided
