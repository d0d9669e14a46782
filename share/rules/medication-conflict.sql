-- rule: medication-conflict
-- title: Two medicines that should not be taken together
-- version: 1
-- do: alert
-- to: role:pharmacist
-- once: patient  an item for each pair of the table: two sources may tell of one
-- window: 14d
-- reads: medication decision
-- tables: drug_pair, drug_class, ingredient
-- sop: medication-conflict
-- source: the ONC high-priority pairs and more, with their sources, in
--   codes/drug_pair.tsv
-- note: by RxCUI of an ingredient, or by its name as words of the medicine's
--   own; synonyms are not looked at here. ch-safety meds looks at all of it:
--   duplicates, allergies, diseases, kidney, and which names are part of
--   longer ones. Pairs that only inform are left to it
-- applies:
WITH people AS MATERIALIZED (
	SELECT DISTINCT p.person FROM heard_medication h
	JOIN patient p ON p.id = h.patient
	WHERE h.at >= $since AND (h.status = 'active' OR h.status = 'on-hold')
), taken AS MATERIALIZED (
	SELECT w.person, m.id, m.patient, m.at, m.name,
		' ' || fold(replace(replace(coalesce(m.name, g.name, ''), '/',
			' '), '-', ' ')) || ' ' AS words,
		coalesce(m.code, g.code) AS code
	FROM people w
	CROSS JOIN patient q ON q.person = w.person
	CROSS JOIN medication m ON m.patient = q.id
	LEFT JOIN medicine g ON g.id = m.medicine
	WHERE (m.status = 'active' OR m.status = 'on-hold')
		AND (m.at IS NULL OR m.at <= $as_of)
		AND (m.until IS NULL OR is_over(m.until, $as_of) = 0)
		AND (m.prohibited IS NULL OR m.prohibited = 0)
), made_of AS MATERIALIZED (
	SELECT t.id, i.name AS side FROM taken t
	JOIN ingredient i ON i.rxcui = t.code
		OR t.words LIKE '% ' || i.name || ' %'
), side AS MATERIALIZED (
	SELECT id, side FROM made_of
	UNION
	SELECT o.id, c.class FROM made_of o
	JOIN drug_class c ON c.ingredient = o.side
)
SELECT a.patient, max(a.id) AS about, max(CASE WHEN a.at > b.at OR b.at IS NULL
		THEN a.at ELSE b.at END) AS at, d.code AS item,
	CASE d.severity WHEN 'contraindicated' THEN 'urgent' ELSE 'warning' END
		AS level,
	'Not together: ' || min(coalesce(a.name, d.a)) || ', ' ||
		min(coalesce(b.name, d.b)) AS title,
	d.effect || ' (' || d.source || ')' AS why
FROM drug_pair d
JOIN side x ON x.side = d.a
JOIN side y ON y.side = d.b AND y.id <> x.id
JOIN taken a ON a.id = x.id
JOIN taken b ON b.id = y.id AND b.person = a.person
WHERE
	-- the table says that they should not be taken together
	d.severity IN ('contraindicated', 'high')
	-- not two products of one ingredient
	AND NOT EXISTS (SELECT 1 FROM made_of u JOIN made_of v ON v.side = u.side
		WHERE u.id = x.id AND v.id = y.id)
	-- nobody decided that this person takes both all the same
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN decision c ON c.patient = q.id
		WHERE q.person = a.person AND c.kind = 'drug-pair'
		AND (c.item = d.code OR c.item LIKE d.code || ':%')
		AND c.decision = 'override'
		AND ((c.first = a.id AND c.second = b.id)
			OR (c.first = b.id AND c.second = a.id)))
GROUP BY a.patient, d.code, d.severity, d.effect, d.source;
-- settled:
WITH people AS MATERIALIZED (
	SELECT DISTINCT person FROM standing
), taken AS MATERIALIZED (
	SELECT w.person, m.id, m.patient, m.at, m.name,
		' ' || fold(replace(replace(coalesce(m.name, g.name, ''), '/',
			' '), '-', ' ')) || ' ' AS words,
		coalesce(m.code, g.code) AS code
	FROM people w
	CROSS JOIN patient q ON q.person = w.person
	CROSS JOIN medication m ON m.patient = q.id
	LEFT JOIN medicine g ON g.id = m.medicine
	WHERE (m.status = 'active' OR m.status = 'on-hold')
		AND (m.at IS NULL OR m.at <= $as_of)
		AND (m.until IS NULL OR is_over(m.until, $as_of) = 0)
		AND (m.prohibited IS NULL OR m.prohibited = 0)
), made_of AS MATERIALIZED (
	SELECT t.id, i.name AS side FROM taken t
	JOIN ingredient i ON i.rxcui = t.code
		OR t.words LIKE '% ' || i.name || ' %'
), side AS MATERIALIZED (
	SELECT id, side FROM made_of
	UNION
	SELECT o.id, c.class FROM made_of o
	JOIN drug_class c ON c.ingredient = o.side
)
SELECT id, why FROM (
	SELECT s.id, CASE
		WHEN NOT EXISTS (SELECT 1 FROM drug_pair d
			JOIN side x ON x.side = d.a
			JOIN side y ON y.side = d.b AND y.id <> x.id
			JOIN taken a ON a.id = x.id AND a.person = s.person
			JOIN taken b ON b.id = y.id AND b.person = s.person
			WHERE d.code = s.item) THEN 'stopped'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN decision c ON c.patient = q.id
			WHERE q.person = s.person AND c.kind = 'drug-pair'
			AND (c.item = s.item OR c.item LIKE s.item || ':%')
			AND c.decision = 'override'
			AND c.at >= s.at) THEN 'decided' END AS why
	FROM standing s) s
WHERE why IS NOT NULL;
-- cases:
-- case: phenelzine and sertraline; one of them is stopped
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"medication","id":"00000000000000b1","patient":"00000000000000a1","status":"active","name":"phenelzine 15 MG Oral Tablet","at":"2026-01-02"}
-- {"type":"medication","id":"00000000000000b2","patient":"00000000000000a1","status":"active","name":"Sertraline 50 MG Oral Tablet","at":"2026-11-01T10:00:00-05:00"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 1
-- made: {"level":"urgent"}
-- run: 2026-11-02T10:01:00-05:00
-- fires: 0
-- {"type":"medication","id":"00000000000000b1","status":"stopped"}
-- run: 2026-11-03T10:01:00-05:00
-- settles: 1 stopped
-- case: by RxCUI, told by two sources: one alert; then decided
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"patient","id":"00000000000000a2","person":"00000000000000a1"}
-- {"type":"medication","id":"00000000000000b1","patient":"00000000000000a2","status":"active","code":"29046","name":"PRINIVIL","at":"2026-10-30T10:00:00-04:00"}
-- {"type":"medication","id":"00000000000000b2","patient":"00000000000000a1","status":"active","name":"losartan potassium 50 MG Oral Tablet","at":"2026-11-01T10:00:00-05:00"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 1
-- made: {"level":"warning"}
-- {"type":"decision","id":"00000000000000c1","patient":"00000000000000a1","kind":"drug-pair","item":"ace-arb","decision":"override","first":"medication/00000000000000b1","second":"medication/00000000000000b2","at":"2026-11-02T12:00:00-05:00"}
-- {"type":"medication","id":"00000000000000b2","sig":"in the evening"}
-- run: 2026-11-03T10:01:00-05:00
-- settles: 1 decided
-- case: stopped already, long ago, and no pair
-- {"type":"patient","id":"00000000000000a1"}
-- {"type":"medication","id":"00000000000000b1","patient":"00000000000000a1","status":"stopped","name":"phenelzine 15 MG Oral Tablet","at":"2026-10-30"}
-- {"type":"medication","id":"00000000000000b2","patient":"00000000000000a1","status":"active","name":"sertraline 50 MG Oral Tablet","at":"2026-11-01T10:00:00-05:00"}
-- {"type":"medication","id":"00000000000000b3","patient":"00000000000000a1","status":"active","name":"lisinopril 10 MG / hydrochlorothiazide 12.5 MG Oral Tablet","at":"2026-11-01T10:00:00-05:00"}
-- run: 2026-11-02T10:00:00-05:00
-- fires: 0
