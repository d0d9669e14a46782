-- part: in-hospital
-- title: Who is in hospital now, in an acute stay
-- version: 1
-- note: a stay of which nobody told the end for 60 days is not believed
in_hospital AS (
	SELECT DISTINCT p.person
	FROM encounter_once e
	CROSS JOIN patient p ON p.id = e.patient
	WHERE e.class IN ('IMP', 'ACUTE') AND e.at <= $as_of
		AND e.at > moment_of_day(local_day($as_of) - 60)
		AND e.status IN ('in-progress', 'arrived', 'triaged', 'onleave')
		AND (e.until IS NULL OR e.until > $as_of)
)
