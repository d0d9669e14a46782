-- reminder: follow-up
-- title: After a stay, when neither a visit was made nor one is booked
-- version: 2
-- about: encounter
-- with: reached-patient
-- offsets: 1d 3d
-- from: morning
-- reasons: cancelled seen booked moved inactive
-- source: before the visit within 7 days (measure followup-7d, whose classes
--   of visits and dispositions these are) is late
-- due:
-- The stays that ended lately, in the community, and that nothing followed, no
-- other stay, no visit on a later day, nothing booked from now on. After a
-- discharge it is the day that counts.
SELECT p.person AS patient, e.id AS about,
	moment_of_day(local_day(e.until)) AS at,
	moment_of_day(local_day(e.until) + 7) AS until
FROM encounter_once e JOIN reached_patient p ON p.id = e.patient
WHERE (e.class = 'IMP' OR e.class = 'ACUTE')
	AND (e.status IS NULL OR e.status = 'finished')
	AND is_over(e.until, e.at) = 0
	AND e.until <= $as_of AND local_day($as_of) - local_day(e.until) <= 7
	AND (e.disposition IS NULL OR e.disposition IN ('home', 'alt-home',
		'oth', '01', '1', '06', '6', '08', '8'))
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN encounter_once s ON s.patient = q.id
		WHERE q.person = p.person AND s.id <> e.id
		AND (s.class = 'IMP' OR s.class = 'ACUTE')
		AND (s.status IS NULL OR s.status = 'finished'
			OR s.status = 'in-progress' OR s.status = 'onleave')
		AND (s.at > e.at OR (s.at = e.at AND (s.until > e.until
			OR (s.until = e.until AND s.id > e.id)))))
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN encounter_once v ON v.patient = q.id
		WHERE q.person = p.person
		AND (v.class IS NULL OR v.class = 'AMB' OR v.class = 'VR'
			OR v.class = 'HH' OR v.class = 'FLD')
		AND (v.status IS NULL OR v.status = 'finished'
			OR v.status = 'in-progress' OR v.status = 'arrived')
		AND local_day(v.at) > local_day(e.until))
	AND NOT EXISTS (SELECT 1 FROM patient q
		CROSS JOIN appointment b ON b.patient = q.id
		WHERE q.person = p.person
		AND ((b.status = 'booked' AND is_over(b.at, $as_of) = 0)
			OR ((b.status = 'arrived' OR b.status = 'checked-in'
				OR b.status = 'fulfilled')
				AND local_day(b.at) > local_day(e.until))));
-- settled:
SELECT CASE
	WHEN e.status = 'entered-in-error' OR e.status = 'cancelled'
		OR e.same_as IS NOT NULL THEN 'cancelled'
	WHEN EXISTS (SELECT 1 FROM patient p
		JOIN patient q ON q.person = p.person
		CROSS JOIN encounter_once v ON v.patient = q.id
		WHERE p.id = e.patient AND v.id <> e.id AND v.at > e.until)
		THEN 'seen'
	WHEN EXISTS (SELECT 1 FROM patient p
		JOIN patient q ON q.person = p.person
		CROSS JOIN appointment b ON b.patient = q.id
		WHERE p.id = e.patient AND b.at > e.until
		AND b.status = 'booked') THEN 'booked'
	WHEN EXISTS (SELECT 1 FROM patient p WHERE p.id = e.patient
		AND (p.active = 0 OR p.replaced IS NOT NULL)) THEN 'inactive'
	ELSE 'moved' END AS why
FROM encounter e WHERE e.id = $about;
