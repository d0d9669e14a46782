-- rule: need-from-observations
-- title: An observation from a screening says that there is a need
-- version: 1
-- do: need {}
-- once: patient
-- about: observation
-- window: 520w
-- reads: answer observation
-- every: 1d
-- with: need-told, need-held
-- tell: corrected answered-no
-- sop: need
-- source: which answers are needs is in needs/, each row with its source
-- note: of the same person and category there is one need at a time, from
--   whatever it came. A later answer that says otherwise ends it
-- applies:
SELECT t.patient, t.id AS about, t.at, t.category AS item, t.category,
	t.title, CAST(t.sensitive AS INTEGER) AS sensitive,
	'An observation says so' AS why
FROM need_stands t
WHERE
	-- it is said that there is a need, and not later that there is none
	t.type = 'observation'
	-- no such need is open, or was ended by a person since
	AND NOT EXISTS (SELECT 1 FROM need_held h WHERE h.person = t.person
		AND h.category = t.category AND h.until >= t.at)
ORDER BY t.at DESC, t.id;
-- settled:
SELECT s.id, CASE WHEN n.status IS NOT NULL THEN 'over'
	WHEN l.at IS NOT NULL THEN 'answered-no' ELSE 'corrected' END AS why
FROM standing s
LEFT JOIN need n ON n.patient = s.patient AND n.about = s.about
	AND n.category = s.item
	AND n.status IN ('resolved', 'refused', 'entered-in-error')
	AND coalesce(n.reason, '') NOT IN ('voided', 'corrected',
		'answered-no', 'over')
LEFT JOIN (SELECT person, category, max(at) AS at FROM need_told
	WHERE says = 'none' GROUP BY person, category) l
	ON l.person = s.person AND l.category = s.item AND l.at >= s.at
LEFT JOIN (SELECT DISTINCT person, category FROM need_stands) y
	ON y.person = s.person AND y.category = s.item
WHERE
	-- a person ended it
	n.status IS NOT NULL
	-- it is said later that there is none, or no longer that there is one
	OR y.person IS NULL;
-- cases:
-- case: as observations: once; later another answer to the same question ends one
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"93031-3","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30127-7"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"93031-3","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30126-9"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"71802-3","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30190-5"}
-- run: 2026-11-02T14:00:00Z
-- fires: 3
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"observation","id":"00000000000000b4","patient":"00000000000000a1","status":"final","code":"93031-3","system":"http://loinc.org","at":"2026-11-05T10:00:00Z","vcode":"LA30126-9"}
-- run: 2026-11-05T14:00:00Z
-- settles: 1 answered-no
-- case: preliminary, declined, and a need that an answer told
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"preliminary","code":"93030-5","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30133-5"}
-- {"type":"observation","id":"00000000000000b2","patient":"00000000000000a1","status":"final","code":"67875-5","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30122-8"}
-- {"type":"need","id":"00000000000000d1","patient":"00000000000000a1","status":"identified","category":"food"}
-- {"type":"observation","id":"00000000000000b3","patient":"00000000000000a1","status":"final","code":"88124-3","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA19952-3"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: an answer says otherwise later
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"observation","id":"00000000000000b1","patient":"00000000000000a1","status":"final","code":"93030-5","system":"http://loinc.org","at":"2026-11-01T10:00:00Z","vcode":"LA30133-5"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- {"type":"answer","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-05T10:00:00Z","code":"93030-5","text":"No"}
-- run: 2026-11-05T14:00:00Z
-- settles: 1 answered-no
