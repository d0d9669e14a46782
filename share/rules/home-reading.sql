-- rule: home-reading
-- title: A reading from home that somebody must see
-- version: 1
-- do: alert
-- to: role:nurse
-- once: patient  an item for each signal and level
-- window: 2d
-- reads: observation
-- calm: 1d
-- codes: copd
-- tables: home_threshold
-- sop: home-monitoring
-- source: limits with their sources in codes/home_threshold.tsv
-- note: from home is what belongs to no visit. A value that goes to and fro is
--   one alert until it was inside for a day; one that gets worse is another.
--   Children, and limits of one's own, are not known here. Glucose of the
--   laboratory (2345-7) is left to critical-lab
-- applies:
WITH copd AS MATERIALIZED (
	SELECT DISTINCT o.person FROM condition_in_force c
	CROSS JOIN patient o ON o.id = c.patient
	WHERE c.codes = 'copd'
)
SELECT o.patient, o.id AS about, o.at, h.signal || ', ' || h.level AS item,
	h.level, 'From home: ' || h.signal || ' ' ||
		replace(o.value_std || ' ', '.0 ', ' ') || o.unit_std AS title,
	'The limit is ' || h.compare || ' ' || h.value || ' ' || h.unit AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN observation_once o ON o.patient = p.id AND o.at >= $since
	AND o.at <= $as_of
CROSS JOIN home_threshold h ON h.code = o.code AND h.unit = o.unit_std
WHERE
	-- taken at home: it belongs to no visit
	o.encounter IS NULL
	-- it is a result, be it a first one
	AND (o.status IS NULL OR o.status IN ('final',
		'amended', 'corrected', 'preliminary'))
	-- beyond a limit
	AND ((h.compare = '<' AND o.value_std < CAST(h.value AS REAL))
		OR (h.compare = '>' AND o.value_std > CAST(h.value AS REAL))
		OR (h.compare = '>=' AND o.value_std >= CAST(h.value AS REAL)))
	-- that is a limit for this person
	AND (h.who IS NULL OR h.who = CASE WHEN p.person IN
		(SELECT person FROM copd) THEN 'copd' ELSE 'others' END)
	-- and not beyond a more serious one of it
	AND (h.level = 'urgent' OR NOT EXISTS (SELECT 1 FROM home_threshold u
		WHERE u.code = h.code AND u.unit = h.unit AND u.level = 'urgent'
		AND coalesce(u.who, '') = coalesce(h.who, '')
		AND ((u.compare = '<' AND o.value_std < CAST(u.value AS REAL))
			OR (u.compare = '>'
				AND o.value_std > CAST(u.value AS REAL))
			OR (u.compare = '>='
				AND o.value_std >= CAST(u.value AS REAL)))))
ORDER BY o.at DESC, o.id;
-- settled:
SELECT s.id, 'inside' AS why
FROM standing s
CROSS JOIN observation o ON o.id = (SELECT b.id FROM patient q
	CROSS JOIN observation_once b ON b.patient = q.id
	WHERE q.person = s.person AND b.at <= $as_of
	AND b.at > moment_of_day(local_day(s.at) - 1)
	AND b.code IN (SELECT h.code FROM home_threshold h
		WHERE h.signal || ', ' || h.level = s.item)
	ORDER BY b.at DESC, b.id LIMIT 1)
WHERE NOT EXISTS (SELECT 1 FROM home_threshold t
	WHERE t.code = o.code AND t.unit = o.unit_std
	AND t.signal || ', ' || t.level = s.item
	AND ((t.compare = '<' AND o.value_std < CAST(t.value AS REAL))
		OR (t.compare = '>' AND o.value_std > CAST(t.value AS REAL))
		OR (t.compare = '>=' AND o.value_std >= CAST(t.value AS REAL))));
-- cases:
-- case: 180 systolic: once, however often; inside for a day: settled
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"8480-6","value":180,"unit":"mm[Hg]","value_std":180,"unit_std":"mm[Hg]","at":"2026-11-02T07:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- made: {"level":"warning","title":"From home: systolic blood pressure 180 mm[Hg]"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"8480-6","value":150,"unit":"mm[Hg]","value_std":150,"unit_std":"mm[Hg]","at":"2026-11-02T09:00:00-05:00"}
-- run: 2026-11-02T09:01:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"8480-6","value":190,"unit":"mm[Hg]","value_std":190,"unit_std":"mm[Hg]","at":"2026-11-02T10:00:00-05:00"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 0
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"8480-6","value":140,"unit":"mm[Hg]","value_std":140,"unit_std":"mm[Hg]","at":"2026-11-03T11:00:00-05:00"}
-- run: 2026-11-03T12:00:00-05:00
-- settles: 1 inside
-- case: glucose 65 warns; then 50 is another, and urgent
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"41653-7","value":65,"unit":"mg/dL","value_std":65,"unit_std":"mg/dL","at":"2026-11-02T07:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- made: {"level":"warning"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"41653-7","value":50,"unit":"mg/dL","value_std":50,"unit_std":"mg/dL","at":"2026-11-02T09:00:00-05:00"}
-- run: 2026-11-02T09:01:00-05:00
-- fires: 1
-- made: {"level":"urgent"}
-- case: saturation 89: with COPD it is inside, without it warns
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"condition","id":"00000000000000c1","patient":"00000000000000a1","status":"active","code":"J44.9","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"59408-5","value":89,"unit":"%","value_std":89,"unit_std":"%","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a2","status":"final","code":"59408-5","value":89,"unit":"%","value_std":89,"unit_std":"%","at":"2026-11-02T07:00:00-05:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 1
-- case: of a visit, inside, in another unit, last week
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"encounter","id":"00000000000000e1","patient":"00000000000000a1","class":"AMB","status":"finished","at":"2026-11-02T06:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","encounter":"00000000000000e1","status":"final","code":"8480-6","value":190,"unit":"mm[Hg]","value_std":190,"unit_std":"mm[Hg]","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"8480-6","value":179,"unit":"mm[Hg]","value_std":179,"unit_std":"mm[Hg]","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"8310-5","value":101,"unit":"degrees","at":"2026-11-02T07:00:00-05:00"}
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"8867-4","value":140,"unit":"/min","value_std":140,"unit_std":"/min","at":"2026-10-25T07:00:00-04:00"}
-- run: 2026-11-02T08:00:00-05:00
-- fires: 0
