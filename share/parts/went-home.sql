-- part: went-home
-- title: Acute inpatient stays that ended at home, or nobody knows where
-- version: 1
-- tables: disposition
-- note: who died, or went on to a hospital, nursing facility, hospice or other
--   institution, is looked after there
went_home AS (
	SELECT e.* FROM encounter_once e
	LEFT JOIN disposition d ON d.code = e.disposition
	WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
		AND (e.status IS NULL OR e.status = 'finished')
		AND e.until <= $as_of AND is_over(e.until, e.at) = 0
		AND d.followup IS NULL
)
