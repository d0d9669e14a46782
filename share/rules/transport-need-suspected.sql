-- rule: transport-need-suspected
-- title: A visit was missed for want of transport: a need to be asked about
-- version: 1
-- do: need {"category":"transport","title":"Getting to visits: suspected, from the reason of a missed visit"}
-- once: patient
-- window: 14d
-- reads: appointment
-- about: appointment
-- codes: need-transport
-- tables: transport_words
-- sop: transport
-- source: the reason of a missed visit says it, and no need is on file: a choice
--   of ours
-- note: the need is identified, not confirmed: somebody asks
-- applies:
SELECT a.patient, a.id AS about, a.at,
	'The reason of a missed visit speaks of transport' AS why
FROM heard_appointment a
WHERE
	-- the visit was missed, for want of transport
	a.status = 'noshow' AND a.at <= $as_of
	AND EXISTS (SELECT 1 FROM transport_words w
		WHERE fold(a.reason) LIKE '%' || w.word || '%')
	-- no such need is on file, as a need
	AND NOT EXISTS (SELECT 1 FROM patient p
		CROSS JOIN patient q ON q.person = p.person
		CROSS JOIN need n ON n.patient = q.id
		WHERE p.id = a.patient AND n.category = 'transport'
		AND (n.status IS NULL OR n.status IN ('identified',
			'confirmed', 'addressed', 'refused')))
	-- or as a condition
	AND a.patient NOT IN (SELECT q.id FROM condition_in_force c
		CROSS JOIN patient p ON p.id = c.patient
		CROSS JOIN patient q ON q.person = p.person
		WHERE c.codes = 'need-transport');
-- settled:
SELECT s.id, 'not-missed' AS why FROM standing s
CROSS JOIN appointment a ON a.id = s.about
WHERE a.status <> 'noshow';
-- cases:
-- case: the reason says it, twice: one need
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-10-30T15:00:00Z","reason":"No transportation"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"no ride"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"transport","status":"identified"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- case: known already; refused; another reason
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"no ride"}
-- {"type":"need","id":"00000000000000d2","patient":"00000000000000a2","status":"refused","category":"transport"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a2","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"no ride"}
-- {"type":"appointment","id":"00000000000000c3","patient":"00000000000000a3","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"ill"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
