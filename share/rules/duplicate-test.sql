-- rule: duplicate-test
-- title: A test was done again sooner than it can tell anything new
-- version: 1
-- do: alert {"level":"info"}
-- to: role:care-manager
-- once: patient  an item for each test: one alert however often it is repeated
-- window: 7d
-- reads: observation
-- every: 1d
-- tables: minimum_interval
-- sop: duplicate-test
-- source: days by test, with their sources, in codes/minimum_interval.tsv
-- note: by the time of collection, across sources and linked records. Left out:
--   after a critical result, in hospital what the table has no days for, and
--   what was cancelled. No judgement of need: ch-safety order asks before a test is done
-- applies:
SELECT o.patient, o.id AS about, o.at, m.test AS item,
	'Test repeated early: ' || coalesce(o.name, m.test) AS title,
	'Collected ' || (day_of(o.at) - day_of(b.at)) ||
		' days after the last; ' || m.hard || ' days at least make sense'
		AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN observation_once o ON o.patient = p.id AND o.at >= $since
	AND o.at <= $as_of
CROSS JOIN minimum_interval m ON m.code = o.code
CROSS JOIN observation b ON b.id = (SELECT e.id FROM patient q
	CROSS JOIN observation e ON e.patient = q.id
	WHERE q.person = p.person AND e.at < o.at
	AND e.at > moment_of_day(day_of(o.at) - CAST(m.hard AS INTEGER))
	AND (e.code = o.code OR (day_of(e.at) < day_of(o.at) AND e.code IN
		(SELECT g.code FROM minimum_interval g WHERE g.test = m.test)))
	AND e.same_as IS NULL AND e.value IS NOT NULL
	AND (e.status IS NULL OR e.status IN ('final', 'amended', 'corrected'))
	ORDER BY e.at DESC, e.id LIMIT 1)
WHERE
	-- a final result
	o.value IS NOT NULL
	AND (o.status IS NULL OR o.status IN ('final', 'amended', 'corrected'))
	-- a test that has an interval
	AND m.hard IS NOT NULL
	-- fewer days after the last than that
	AND day_of(o.at) - day_of(b.at) < CAST(m.hard AS INTEGER)
	-- the last was not critical
	AND coalesce(b.flag, '') NOT IN ('HH', 'LL', 'AA')
	-- not in hospital, unless the table has days for that, too
	AND (day_of(o.at) - day_of(b.at) < CAST(m.inpatient AS INTEGER)
	OR NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN encounter_once e ON e.patient = q.id
		WHERE q.person = p.person AND e.at <= o.at
		AND +e.class IN ('IMP', 'ACUTE', 'EMER', 'OBSENC')
		AND (e.until IS NULL OR e.until >= b.at)
		AND (e.status IS NULL OR e.status NOT IN ('planned',
			'cancelled'))));
-- settled:
SELECT s.id, CASE WHEN o.same_as IS NOT NULL THEN 'same'
	WHEN o.status IN ('cancelled', 'entered-in-error') THEN 'voided'
	ELSE 'over' END AS why
FROM standing s
CROSS JOIN observation o ON o.id = s.about
WHERE o.same_as IS NOT NULL
	OR o.status IN ('cancelled', 'entered-in-error')
	OR local_day($as_of) - local_day(s.seen) > 14;
-- cases:
-- case: HbA1c after 59 days, by another code, from another source
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2","person":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"4548-4","value":7,"unit":"%","value_std":7,"unit_std":"%","at":"2025-01-01T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a2","status":"final","code":"17856-6","value":7.1,"unit":"%","value_std":7.1,"unit_std":"%","at":"2025-03-01T10:00:00-05:00"}
-- run: 2025-03-02T10:00:00-05:00
-- fires: 1
-- made: {"level":"info"}
-- run: 2025-03-02T10:01:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b2","status":"entered-in-error"}
-- run: 2025-03-02T11:01:00-05:00
-- settles: 1 voided
-- case: after 60 days; after a critical one; in hospital
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"4548-4","value":7,"unit":"%","value_std":7,"unit_std":"%","at":"2025-01-01T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"4548-4","value":7.1,"unit":"%","value_std":7.1,"unit_std":"%","at":"2025-03-02T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a2","status":"final","code":"3016-3","value":90,"flag":"HH","at":"2025-02-20T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a2","status":"final","code":"3016-3","value":80,"flag":"H","at":"2025-03-01T10:00:00-05:00"}
-- {"type":"encounter","id":"00000000000000e5","patient":"00000000000000a3","status":"in-progress","class":"IMP","at":"2025-02-27T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b5","patient":"00000000000000a3","status":"final","code":"1988-5","value":90,"at":"2025-03-01T06:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b6","patient":"00000000000000a3","status":"final","code":"1988-5","value":80,"at":"2025-03-02T06:00:00-05:00"}
-- run: 2025-03-02T12:00:00-05:00
-- fires: 0
-- case: a panel of one draw is one test; told twice by two sources it is one, too
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"2093-3","value":180,"at":"2025-03-01T10:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"2085-9","value":50,"at":"2025-03-01T10:05:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"2093-3","value":180,"at":"2025-03-01T10:00:00-05:00","same_as":"00000000000000b1"}
-- run: 2025-03-02T12:00:00-05:00
-- fires: 0
