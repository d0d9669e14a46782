-- measure: satisfaction
-- title: Satisfied with their care
-- version: 1
-- kind: proportion
-- better: higher
-- noun: answers
-- sentence: satisfied (4 or 5 of 5)
-- basis: answers to the item overall of the survey satisfaction, 1 to 5; the
--   last valid one of each event, which is the visit asked about, or else the
--   answer itself. A question without an answer is left out, not zero. Who was
--   never asked, or did not reply, is not in it
-- source: CSAT, the share of 4 and 5
SELECT a.patient, a.at, a.id AS about, 'answer' AS about_type, a.value,
	CASE WHEN a.value IS NULL OR a.value < 1 OR a.value > 5
			THEN 'excluded'
		WHEN a.value >= 4 THEN 'met' ELSE 'missed' END AS outcome,
	CASE WHEN a.value IS NULL THEN 'no-answer'
		WHEN a.value < 1 OR a.value > 5 THEN 'off-the-scale'
		END AS reason
FROM answer a
WHERE a.survey = 'satisfaction' AND a.item = 'overall'
	AND (a.status IS NULL OR a.status IN ('completed', 'amended'))
	AND a.at >= $from AND a.at < $to AND a.at <= $as_of
	AND NOT EXISTS (SELECT 1 FROM answer b
		WHERE b.patient IN (SELECT o.id FROM patient p
			JOIN patient o ON o.person = p.person
			WHERE p.id = a.patient) AND b.survey = a.survey
		AND b.item = a.item AND b.encounter = a.encounter
		AND (b.status IS NULL OR b.status IN ('completed', 'amended'))
		AND b.at <= $as_of
		AND (coalesce(b.value BETWEEN 1 AND 5, 0), b.at, b.id) >
			(coalesce(a.value BETWEEN 1 AND 5, 0), a.at, a.id))
