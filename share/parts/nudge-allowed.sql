-- part: nudge-allowed
-- title: Who may be nudged today
-- version: 1
-- with: in-hospital
-- source: two a week and person: a choice of ours; at most one a day and three a
--   week may be texted
-- note: not who died, is in hospital, was nudged twice within seven days or
--   today, or said no: the preference `other` with the value "no nudges"
nudge_allowed AS (
	SELECT p.person
	FROM living_patient p
	WHERE p.id = p.person AND (p.active IS NULL OR p.active = 1)
		AND NOT EXISTS (SELECT 1 FROM in_hospital h
			WHERE h.person = p.person)
		AND NOT EXISTS (SELECT 1 FROM patient q
			CROSS JOIN preference w ON w.patient = q.id
			WHERE q.person = p.person AND w.kind = 'other'
			AND fold(w.value) IN ('no nudges', 'no nudge'))
		AND (SELECT count(*) FROM patient q
			CROSS JOIN notice n ON n.patient = q.id
			WHERE q.person = p.person AND n.kind LIKE 'nudge-%'
			AND n.at > moment_of_day(local_day($as_of) - 6)
			AND n.status NOT IN ('cleared', 'muted', 'denied'))
			< 2
		AND NOT EXISTS (SELECT 1 FROM patient q
			CROSS JOIN notice n ON n.patient = q.id
			WHERE q.person = p.person AND n.kind LIKE 'nudge-%'
			AND local_day(n.at) = local_day($as_of))
)
