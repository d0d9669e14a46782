-- rule: missed-visit-transport
-- title: A visit was missed, and getting there is the trouble: find a ride
-- version: 1
-- do: referral {"category":"transport","stage":"created","status":"draft","intent":"order","priority":"routine","title":"A ride to visits"}
-- to: role:chw
-- once: about  the missed appointment
-- window: 14d
-- reads: appointment need condition
-- codes: need-transport
-- tables: transport_words
-- tell: not-missed
-- sop: transport
-- source: a missed visit with a transport need goes to rideshare or volunteer
--   drivers; Gravity transportation-insecurity
-- note: of several missed visits the last one counts, and who has a referral for
--   a ride that is open needs no other. The referral waits in stage created:
--   sending it needs consent
-- applies:
WITH in_need AS MATERIALIZED (
	SELECT o.person, 'need' AS told FROM condition_in_force c
	CROSS JOIN patient o ON o.id = c.patient
	WHERE c.codes = 'need-transport'
	UNION
	SELECT o.person, 'need' FROM need n CROSS JOIN patient o
		ON o.id = n.patient
	WHERE n.category = 'transport' AND (n.status IS NULL
		OR n.status IN ('identified', 'confirmed', 'addressed'))
)
SELECT a.patient, a.id AS about, a.at,
	CASE WHEN i.person IS NOT NULL
		THEN 'Missed a visit; transport is a need on file'
		ELSE 'Missed a visit for want of transport' END AS why
FROM touched t
CROSS JOIN patient p ON p.person = t.person
CROSS JOIN appointment a ON a.patient = p.id
LEFT JOIN in_need i ON i.person = p.person
WHERE
	-- the visit was missed
	+a.status = 'noshow' AND a.at <= $as_of
	-- transport is a need on file, or the reason why it was missed
	AND (i.person IS NOT NULL OR EXISTS (SELECT 1 FROM transport_words w
		WHERE fold(a.reason) LIKE '%' || w.word || '%'))
	-- no visit was missed after it
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN appointment b ON b.patient = q.id
		WHERE q.person = p.person AND +b.status = 'noshow'
		AND b.at <= $as_of AND (b.at > a.at
			OR (b.at = a.at AND b.id > a.id)))
	-- no other referral for a ride is open
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN referral r ON r.patient = q.id
		WHERE q.person = p.person AND r.category = 'transport'
		AND (r.about IS NULL OR r.about <> a.id)
		AND +r.status IN ('draft', 'active', 'on-hold')
		AND (r.stage IS NULL OR r.stage IN ('created', 'consent-ok',
			'sent', 'delivered', 'received', 'accepted',
			'scheduled', 'no-show')));
-- settled:
SELECT s.id, CASE a.status WHEN 'entered-in-error' THEN 'voided'
	ELSE 'not-missed' END AS why
FROM standing s
CROSS JOIN appointment a ON a.id = s.about
WHERE +a.status <> 'noshow';
-- cases:
-- case: transport is a need on file, as a code
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"condition","id":"00000000000000b1","patient":"00000000000000a1","status":"active","code":"Z59.82","system":"http://hl7.org/fhir/sid/icd-10-cm"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- made: {"category":"transport","stage":"created"}
-- run: 2026-11-02T14:01:00Z
-- fires: 0
-- {"type":"appointment","id":"00000000000000c1","status":"fulfilled"}
-- run: 2026-11-02T15:00:00Z
-- settles: 1 not-missed
-- case: a need that is recorded a day later
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z"}
-- run: 2026-11-01T18:00:00Z
-- fires: 0
-- {"type":"need","id":"00000000000000d1","patient":"00000000000000a1","status":"identified","category":"transport"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- case: the reason says it; the last of two missed visits counts
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-10-30T15:00:00Z","reason":"No transportation"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"no ride"}
-- run: 2026-11-02T14:00:00Z
-- fires: 1
-- case: no need, another reason, a need that is over, a ride that is looked for already
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2"}
-- {"type":"patient","id":"00000000000000a3"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"ill"}
-- {"type":"appointment","id":"00000000000000c2","patient":"00000000000000a2","status":"noshow","at":"2026-11-01T15:00:00Z"}
-- {"type":"need","id":"00000000000000d2","patient":"00000000000000a2","status":"resolved","category":"transport"}
-- {"type":"appointment","id":"00000000000000c3","patient":"00000000000000a3","status":"noshow","at":"2026-11-01T15:00:00Z","reason":"no car"}
-- {"type":"referral","id":"00000000000000e3","patient":"00000000000000a3","status":"active","stage":"sent","category":"transport"}
-- run: 2026-11-02T14:00:00Z
-- fires: 0
-- case: missed a month ago: counted
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"appointment","id":"00000000000000c1","patient":"00000000000000a1","status":"noshow","at":"2026-10-01T15:00:00Z","reason":"no ride"}
-- run: 2026-11-02T14:00:00Z
-- late: 1
