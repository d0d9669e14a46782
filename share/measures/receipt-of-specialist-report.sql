-- measure: receipt-of-specialist-report
-- title: Closing the referral loop: the specialist's report came back
-- version: 1
-- kind: proportion
-- better: higher
-- noun: people who were referred
-- sentence: whose specialist's report came back
-- basis: people with a finished visit of codes/receipt-visit.tsv that began and
--   ended in the period, and a referral (an order that is active or completed,
--   not one that is prohibited) authored in its first ten months; of several the
--   first counts, of two at the same time that with the smaller id. Met when a
--   completed task of codes/receipt-report.tsv carries out that referral, ended
--   after it was authored, and in the period. Asked of a calendar year; of a
--   shorter period the months up to October count
-- source: CMS50, Closing the Referral Loop: Receipt of Specialist Report
--   (FHIR, 2025 performance period)
-- codes: receipt-visit, receipt-referral, receipt-report
WITH period AS (
	SELECT local_day($from) + 1 AS first, local_day($to) - 1 AS end,
		strftime('%Y', 86400 * (local_day($from) + 1), 'unixepoch')
			AS year
), referred AS (
	SELECT o.person, r.id, r.patient, r.at, row_number() OVER (
			PARTITION BY o.person ORDER BY r.at, r.origin, r.id)
			AS nth
	FROM referral_coded r
	CROSS JOIN period d
	CROSS JOIN patient o ON o.id = r.patient
	WHERE r.codes = 'receipt-referral'
		AND r.status IN ('active', 'completed') AND r.intent = 'order'
		AND coalesce(r.prohibited, 0) = 0 AND r.at <= $as_of
		AND local_day(r.at) >= d.first AND local_day(r.at) < d.end
		AND strftime('%Y', 86400 * local_day(r.at), 'unixepoch')
			= d.year
		AND strftime('%m', 86400 * local_day(r.at), 'unixepoch')
			<= '10'
), seen AS (
	SELECT DISTINCT o.person
	FROM encounter_coded e
	CROSS JOIN period d
	CROSS JOIN patient o ON o.id = e.patient
	WHERE e.codes = 'receipt-visit' AND e.status = 'finished'
		AND local_day(e.at) >= d.first AND local_day(e.until) < d.end
), report AS (
	SELECT t.id, t.done, t.requests
	FROM task t
	CROSS JOIN period d
	WHERE t.requests IS NOT NULL AND t.status = 'completed' AND t.done <= $as_of
		AND local_day(t.done) >= d.first AND local_day(t.done) < d.end
		AND EXISTS (SELECT 1 FROM code_set s
			WHERE s.name = 'receipt-report' AND (s.code = t.kind
			OR EXISTS (SELECT 1 FROM coding g
				WHERE g.record = t.id AND g.field = 'kind'
				AND g.record_type = 'task'
				AND g.code = s.code
				AND g.system = s.system)))
)
SELECT r.patient, r.at, r.id AS about, 'referral' AS about_type,
	min(p.id) AS answer, 'task' AS answer_type,
	CASE WHEN p.id IS NULL THEN 'missed' ELSE 'met' END AS outcome,
	CASE WHEN p.id IS NULL THEN 'no-report' END AS reason
FROM referred r
JOIN seen s ON s.person = r.person
LEFT JOIN report p ON instr(p.requests, '"referral/' || hexid(r.id) || '"')
	AND CASE WHEN length(said(r.at)) <= 10 OR length(said(p.done)) <= 10
		THEN local_day(p.done) > local_day(r.at)
		ELSE seconds_between(r.at, p.done) > 0 END
WHERE r.nth = 1
GROUP BY r.id
