-- reminder: appointment
-- title: An appointment that is booked, and that it was moved
-- version: 2
-- about: appointment
-- with: reached-patient, told
-- offsets: -7d -2d -3h
-- lead: 1h letter:5d
-- from: time
-- reasons: done missed moved late cancelled declined inactive together
-- task: Call: the appointment was moved, and the patient was told otherwise
-- role: care-manager
-- source: a choice of ours to begin with: each site its own
-- due:
-- Of several at one minute the first speaks for all. Somebody who was told
-- another time, or that it was cancelled, is told at once.
SELECT patient, about, at, what, "with", place, words, round,
	CASE WHEN n > 1 THEN n END AS count
FROM (SELECT person AS patient, id AS about, at, words, round,
		count(*) OVER visit AS n, row_number() OVER
			(PARTITION BY person, day, minute ORDER BY id) AS nth,
		CASE WHEN min(kind) OVER visit = max(kind) OVER visit
			THEN kind END AS what,
		CASE WHEN min(practitioner_name) OVER visit =
			max(practitioner_name) OVER visit
			THEN practitioner_name END AS "with",
		CASE WHEN min(location_name) OVER visit =
			max(location_name) OVER visit
			THEN location_name END AS place
	FROM (SELECT a.*, p.person, local_day(a.at) AS day,
			seconds_between(moment_of_day(local_day(a.at)), a.at)
				/ 60 AS minute,
			CASE WHEN t.about IS NOT NULL
				THEN 'appointment-moved' END AS words,
			t.times AS round
		FROM appointment a JOIN reached_patient p ON p.id = a.patient
		LEFT JOIN told t ON t.about = a.id AND t.person = p.person
			AND (t.whole = 0 OR seconds_between(t.until, a.at) <> 0)
		WHERE a.status = 'booked' AND a.at > $first
			AND (a.at <= $last OR t.about IS NOT NULL)
			AND (a.answer IS NULL OR a.answer <> 'declined')
			AND is_over(a.at, $as_of) = 0) a
	WINDOW visit AS (PARTITION BY person, day, minute)) a
WHERE nth = 1;
-- settled:
SELECT CASE
	WHEN a.status IN ('fulfilled', 'arrived', 'checked-in') THEN 'done'
	WHEN a.status = 'noshow' THEN 'missed'
	WHEN p.active = 0 OR p.replaced IS NOT NULL THEN 'inactive'
	WHEN a.status = 'booked' AND a.answer = 'declined' THEN 'declined'
	WHEN a.status = 'booked' AND a.at = $until AND EXISTS (SELECT 1
		FROM patient q CROSS JOIN appointment b ON b.patient = q.id
		WHERE q.person = p.person AND b.at = a.at AND b.id < a.id
			AND b.status = 'booked') THEN 'together'
	WHEN a.status = 'booked' AND a.at = $until THEN 'late'
	WHEN a.status = 'booked' THEN 'moved'
	ELSE 'cancelled' END AS why
FROM appointment a LEFT JOIN patient p ON p.id = a.patient
WHERE a.id = $about;
