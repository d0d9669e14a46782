-- part: seen-after-discharge
-- title: Stays that ended at home, and whether somebody was seen in $days days
-- version: 2
-- with: acute-stay
-- kind: proportion
-- better: higher
-- noun: discharges
-- sentence: seen within $days days
-- unknown: without a known disposition
-- basis: acute inpatient stays that touch are one episode; days are calendar
--   days, the day of discharge is day 0 and does not count. A visit is an
--   outpatient, home, field or virtual encounter that took place, or an
--   appointment that was kept; not an emergency visit. Only who went home
--   counts: not who died or went on to a hospital, nursing facility, hospice or
--   other institution; an unknown disposition counts unless --strict. Who died,
--   came into hospice or back to hospital before the window was over is left
--   out, also who still is in either, and a stay that ends before it begins;
--   until it is over the case is pending,
--   seen or not
-- source: day counting as in NCQA's follow-up measures, in our own words
-- tables: disposition
-- disposition: followup
-- fold: stitch, next-within 1..$days
-- index: stay
-- answer: visit
-- answered: seen
-- unless: stay readmitted, death died, hospice hospice
seen_after_discharge AS (
	SELECT 'stay' AS role, e.patient, e.at, e.ended AS until, e.id AS about,
		'encounter' AS about_type, e.organization, e.disposition,
		e.still_in AS reason
	FROM acute_stay e
	UNION ALL
	SELECT CASE WHEN e.class = 'hospice' THEN 'hospice' ELSE 'visit' END,
		e.patient, e.at, NULL, e.id, 'encounter', NULL, NULL, NULL
	FROM encounter_once e
	WHERE e.class IN ('AMB', 'VR', 'HH', 'FLD', 'hospice')
		AND (e.status IS NULL OR e.status = 'finished'
			OR (e.class = 'hospice' AND e.status IN ('in-progress',
				'arrived', 'triaged', 'onleave')))
		AND e.at >= $from AND e.at < $reach
	UNION ALL
	SELECT 'visit', a.patient, a.at, NULL, a.id, 'appointment', NULL, NULL, NULL
	FROM appointment a
	WHERE a.status IN ('fulfilled', 'arrived', 'checked-in')
		AND a.at >= $from AND a.at < $reach
)
