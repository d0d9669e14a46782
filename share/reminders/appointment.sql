-- reminder: appointment
-- title: An appointment that is booked
-- version: 1
-- about: appointment
-- offsets: -7d -2d -3h
-- from: time
-- reasons: done missed moved late cancelled
-- source: a choice of ours to begin with: each site its own
-- due:
SELECT p.person AS patient, a.id AS about, a.at, a.kind AS what,
	a.practitioner_name AS "with", a.location_name AS place
FROM appointment a JOIN living_patient p ON p.id = a.patient
WHERE a.status = 'booked' AND a.at > $first AND a.at <= $last
	AND is_over(a.at, $as_of) = 0;
-- settled:
SELECT CASE
	WHEN status IN ('fulfilled', 'arrived', 'checked-in') THEN 'done'
	WHEN status = 'noshow' THEN 'missed'
	WHEN status = 'booked' AND at = $until THEN 'late'
	WHEN status = 'booked' THEN 'moved'
	ELSE 'cancelled' END AS why
FROM appointment WHERE id = $about;
