-- cohort: asthma
-- title: People with asthma
-- version: 1
-- source: codes/asthma.tsv
-- codes: asthma
-- People with such a condition that has begun, is not over and was not refuted.
-- A code counts if it is in the list, or begins as an ICD-10 code of the list
-- does, with or without its dot; beside a SNOMED CT code, `icd10` counts too.
-- CROSS JOIN, so that the short list leads and the long table is looked up.
SELECT DISTINCT p.person AS patient
FROM counted_patient p
WHERE p.id IN (
	SELECT x.patient FROM (
		SELECT c.patient, c.status, c.verified, c.at, c.until
		FROM code_set s
		CROSS JOIN condition c
		WHERE s.name = 'asthma' AND s.prefix = 0
			AND c.code = s.code AND c.system = s.system
		UNION ALL
		SELECT c.patient, c.status, c.verified, c.at, c.until
		FROM code_set s
		CROSS JOIN condition c
		WHERE s.name = 'asthma' AND s.prefix = 1
			AND c.code >= substr(s.code, 1, 3)
			AND c.code < substr(s.code, 1, 3) || '~'
			AND (c.system = s.system
			OR c.system = 'http://hl7.org/fhir/sid/icd-10')
			AND substr(replace(c.code, '.', ''), 1,
				length(replace(s.code, '.', '')))
				= replace(s.code, '.', '')
		UNION ALL
		SELECT c.patient, c.status, c.verified, c.at, c.until
		FROM condition c
		WHERE c.icd10 IS NOT NULL AND EXISTS (SELECT 1 FROM code_set s
			WHERE s.name = 'asthma' AND s.prefix = 1
			AND substr(replace(c.icd10, '.', ''), 1,
				length(replace(s.code, '.', '')))
				= replace(s.code, '.', ''))
	) x
	WHERE (x.verified IS NULL OR (x.verified <> 'entered-in-error'
			AND x.verified <> 'refuted'))
		AND (x.at IS NULL OR x.at <= $as_of)
		AND (x.until > $as_of OR (x.until IS NULL
			AND (x.status IS NULL OR (x.status <> 'resolved'
			AND x.status <> 'inactive'
			AND x.status <> 'remission')))))
	AND NOT EXISTS (SELECT 1 FROM counted_patient d
		WHERE d.person = p.person
		AND (d.died <= $as_of OR (d.died IS NULL AND d.dead = 1)))
