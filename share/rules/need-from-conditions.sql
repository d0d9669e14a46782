-- rule: need-from-conditions
-- title: A code on file says that there is a need
-- version: 1
-- do: need {}
-- once: patient
-- about: condition
-- window: 5200w
-- reads: condition answer observation
-- every: 1d
-- with: need-coded, need-told, need-held
-- tell: over
-- sop: need
-- source: which codes are needs is in needs/conditions.tsv
-- note: of the same person and category there is one need at a time, from
--   whatever it came; what is on file counts however old it is. It is over when
--   no such code is in force, or a later answer says that there is none
-- applies:
SELECT c.patient, c.id AS about, c.at, c.category AS item, c.category, c.title,
	CAST(c.sensitive AS INTEGER) AS sensitive, c.code, c.system,
	'A code on file says so' AS why
FROM need_coded c
LEFT JOIN (SELECT person, category, max(at) AS at FROM need_told
	WHERE says = 'none' AND NOT weak GROUP BY person, category) l
	ON l.person = c.person AND l.category = c.category
WHERE
	-- no answer says since that there is none
	(l.at IS NULL OR l.at < c.at)
	-- no such need is open, or was ended by a person since
	AND NOT EXISTS (SELECT 1 FROM need_held h WHERE h.person = c.person
		AND h.category = c.category AND h.until >= c.at)
ORDER BY c.at DESC, c.id;
-- settled:
SELECT s.id, CASE WHEN l.at IS NOT NULL THEN 'answered-no' ELSE 'over' END
	AS why
FROM standing s
LEFT JOIN need n ON n.patient = s.patient AND n.about = s.about
	AND n.category = s.item
	AND n.status IN ('resolved', 'refused', 'entered-in-error')
	AND coalesce(n.reason, '') NOT IN ('voided', 'corrected',
		'answered-no', 'over')
LEFT JOIN (SELECT person, category, max(at) AS at FROM need_told
	WHERE says = 'none' AND NOT weak GROUP BY person, category) l
	ON l.person = s.person AND l.category = s.item AND l.at >= s.at
LEFT JOIN (SELECT DISTINCT person, category FROM need_coded) c
	ON c.person = s.person AND c.category = s.item
WHERE
	-- a person ended it
	n.status IS NOT NULL
	-- an answer says since that there is none
	OR l.at IS NOT NULL
	-- no such code is in force
	OR c.person IS NULL;
-- cases:
-- case: transport, once; then it is over
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","icd10":"Z59.82","at":"2020-10-01","noted":"2020-10-01"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"transport","status":"identified","code":"Z59.82"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"condition","id":"00000000000000b1","status":"resolved"}
-- run: 2026-11-03T14:00:00Z
-- settles: 1 over
-- case: a code behind a SNOMED CT code, an old heading, and one without its dot
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"733423003","system":"http://snomed.info/sct","icd10":"Z59.4","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b2","patient":"00000000000000a1","status":"active","code":"Z5901","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b3","patient":"00000000000000a1","code":"713458007","system":"http://snomed.info/sct","at":"2026-10-01"}
-- run: 2026-11-02T14:00:00Z
-- fires: 3
-- case: refuted, over, another code, and one to which an answer said no since
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","verified":"refuted","code":"Z59.41","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b2","patient":"00000000000000a1","status":"resolved","code":"Z59.01","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b3","patient":"00000000000000a1","status":"active","code":"E11.9","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b4","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"answer","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-01T10:00:00Z","code":"93030-5","text":"No"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: an answer says no later; a person ended it: the code on file makes no other
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"condition","id":"00000000000000b2","patient":"00000000000000a2","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","at":"2026-10-01"}
-- {"type":"need","id":"00000000000000d2","patient":"00000000000000a2","status":"resolved","category":"transport","ended":"2026-10-20T10:00:00Z"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- {"type":"answer","id":"00000000000000c1","patient":"00000000000000a1","status":"completed","response":"r1","at":"2026-11-05T10:00:00Z","code":"93030-5","text":"No"}
-- run: 2026-11-05T14:00:00Z
-- settles: 1 answered-no
-- case: no longer so, and so after all: it is a need again
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","verified":"confirmed","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","icd10":"Z59.82","at":"2026-11-01"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- {"type":"condition","id":"00000000000000b1","verified":"entered-in-error"}
-- run: 2026-11-02T15:00:00Z
-- settles: 1 over
-- {"type":"condition","id":"00000000000000b1","verified":"confirmed"}
-- run: 2026-11-02T16:00:00Z
-- fires: 1
-- run: 2026-11-02T16:01:00Z
-- fires: 0
-- case: what an answer told was taken back: the code on file says it still
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm","icd10":"Z59.82","at":"2026-11-01"}
-- {"type":"need","id":"00000000000000d1","patient":"00000000000000a1","status":"resolved","reason":"voided","category":"transport","at":"2026-11-01","ended":"2026-11-02T12:00:00Z"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
