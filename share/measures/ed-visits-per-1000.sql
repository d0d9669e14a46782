-- measure: ed-visits-per-1000
-- title: Emergency visits
-- version: 2
-- kind: rate
-- better: lower
-- numerator: missed
-- per: 1000
-- unit: member months
-- noun: emergency visits
-- basis: visits that ended at home: who was admitted or kept for observation
--   between the day of the visit and its end is left out; several visits of one
--   day count once. A month counts for whoever is a member on its 15th: by
--   coverage, or, for people who never had any, from their first to their last
--   contact; nobody is a member before they were born or after
--   they died. A visit that ends before it begins is left out
-- source: emergency visits per 1000 member months, treat and release (AMB
--   style); members counted on the 15th
-- weight: member-months
-- fold: next-within 0..0, cover
-- index: visit
-- unless: stay admitted
-- once: day
WITH contact AS MATERIALIZED (
	SELECT p.person, p.id,
	(SELECT e.at FROM encounter_once e
		WHERE e.patient = p.id AND e.at <= $as_of
		AND (e.status IS NULL OR (e.status <> 'cancelled'
			AND e.status <> 'planned'))
		ORDER BY e.at LIMIT 1) AS first,
	(SELECT e.at FROM encounter_once e
		WHERE e.patient = p.id AND e.at <= $as_of
		AND (e.status IS NULL OR (e.status <> 'cancelled'
			AND e.status <> 'planned'))
		ORDER BY e.at DESC LIMIT 1) AS last
	FROM counted_patient p
), known AS MATERIALIZED (
	SELECT DISTINCT p.person
	FROM coverage c
	JOIN counted_patient p ON p.id = c.patient
	WHERE c.at IS NOT NULL AND (c.status IS NULL OR c.status = 'active'
		OR c.status = 'cancelled')
), everybody AS (
	SELECT coalesce(person, id) AS id, min(first) AS first,
		max(last) AS last
	FROM contact
	WHERE first IS NOT NULL AND (person IS NULL
		OR person NOT IN (SELECT person FROM known
			WHERE person IS NOT NULL))
	GROUP BY coalesce(person, id)
)
SELECT 'visit' AS role, e.patient, e.at, e.until, e.id AS about,
	e.organization
FROM encounter_once e
WHERE e.class = 'EMER'
	AND (e.status IS NULL OR (e.status <> 'cancelled'
		AND e.status <> 'planned'))
	AND e.at >= $from AND e.at < $to
UNION ALL
SELECT 'stay', e.patient, e.at, NULL, e.id, NULL
FROM encounter_once e
WHERE e.class IN ('IMP', 'ACUTE', 'OBSENC')
	AND (e.status IS NULL OR (e.status <> 'cancelled'
		AND e.status <> 'planned'))
	AND e.at >= $from AND e.at < $reach
UNION ALL
SELECT 'covered', c.patient, c.at, c.until, c.id, NULL
FROM coverage c
WHERE c.at IS NOT NULL AND c.at < $to AND (c.until IS NULL OR c.until >= $from)
	AND (c.status IS NULL OR c.status = 'active' OR c.status = 'cancelled')
UNION ALL
SELECT 'contact', c.id, c.first, c.last, c.id, NULL
FROM everybody c
WHERE c.last >= $from AND c.first < $to
