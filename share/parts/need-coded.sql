-- part: need-coded
-- title: Conditions in force that are needs, by person and category
-- version: 1
-- tables: needs/
need_coded AS (
	SELECT p.person, c.patient, c.id, coalesce(c.noted, c.at, c.told,
			c.recorded) AS at, n.category, n.sensitive, n.title,
		coalesce(c.icd10, c.code) AS code, CASE WHEN c.icd10 IS NOT NULL
			THEN 'http://hl7.org/fhir/sid/icd-10-cm' ELSE c.system
			END AS system
	FROM touched t
	CROSS JOIN patient p ON p.person = t.person
	CROSS JOIN condition c ON c.patient = p.id
	CROSS JOIN needs n ON n.kind = 'condition' AND CASE
		WHEN c.icd10 IS NULL AND c.system = 'http://snomed.info/sct'
			THEN c.code = n.code
		ELSE replace(coalesce(c.icd10, c.code), '.', '')
			GLOB replace(n.code, '.', '') END
	WHERE (c.status IS NULL OR c.status IN ('active', 'recurrence',
			'relapse'))
		AND (c.verified IS NULL OR c.verified NOT IN ('refuted',
			'entered-in-error'))
		AND (c.until IS NULL OR NOT is_over(c.until, $as_of))
		AND (substr(coalesce(c.icd10, c.code), 1, 1) = 'Z'
			OR c.system = 'http://snomed.info/sct')
)
