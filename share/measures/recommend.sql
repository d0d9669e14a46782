-- measure: recommend
-- title: Would recommend us (net promoter score)
-- version: 1
-- kind: score
-- better: higher
-- noun: answers
-- basis: answers to the item recommend of the survey satisfaction, 0 to 10;
--   the last valid one of each event, which is the visit asked about, or else
--   the answer itself. 9 and 10 give 100 points, 0 to 6 take 100, the rest give
--   none; the score is the mean, -100 to 100, and no percentage of people
-- source: net promoter score: the share of 9 and 10 less that of 0 to 6
SELECT a.patient, a.at, a.id AS about, 'answer' AS about_type,
	CASE WHEN a.value >= 9 THEN 100 WHEN a.value <= 6 THEN -100 ELSE 0 END
		AS value,
	CASE WHEN a.value IS NULL OR a.value < 0 OR a.value > 10
			THEN 'excluded'
		WHEN a.value <= 6 THEN 'missed' ELSE 'met' END AS outcome,
	CASE WHEN a.value IS NULL THEN 'no-answer'
		WHEN a.value < 0 OR a.value > 10 THEN 'off-the-scale'
		WHEN a.value >= 9 THEN 'promoter'
		WHEN a.value <= 6 THEN 'detractor' ELSE 'passive' END AS reason
FROM answer a
WHERE a.survey = 'satisfaction' AND a.item = 'recommend'
	AND (a.status IS NULL OR a.status IN ('completed', 'amended'))
	AND a.at >= $from AND a.at < $to AND a.at <= $as_of
	AND NOT EXISTS (SELECT 1 FROM answer b
		WHERE b.patient IN (SELECT o.id FROM patient p
			JOIN patient o ON o.person = p.person
			WHERE p.id = a.patient) AND b.survey = a.survey
		AND b.item = a.item AND b.encounter = a.encounter
		AND (b.status IS NULL OR b.status IN ('completed', 'amended'))
		AND b.at <= $as_of
		AND (coalesce(b.value BETWEEN 0 AND 10, 0), b.at, b.id) >
			(coalesce(a.value BETWEEN 0 AND 10, 0), a.at, a.id))
