-- reminder: appointment-cancelled
-- title: An appointment of which somebody was reminded was cancelled
-- version: 1
-- about: appointment
-- with: reached-patient, told
-- lead: 1h letter:5d
-- reasons: booked
-- task: Call: the appointment was cancelled, and the patient was told of it
-- role: care-manager
-- source: who was told that there is one is told that there is none
-- due:
-- Cancelled, entered in error, not fixed any more, or somebody else's.
SELECT t.person AS patient, t.about, t.until AS at, a.kind AS what,
	a.practitioner_name AS "with", a.location_name AS place,
	t.times AS round
FROM told t JOIN appointment a ON a.id = t.about
	LEFT JOIN patient o ON o.id = a.patient
WHERE t.whole = 1
	AND EXISTS (SELECT 1 FROM reached_patient p WHERE p.id = t.person)
	AND (a.status = 'cancelled' OR a.status = 'entered-in-error'
		OR a.status = 'waitlist' OR a.status = 'proposed'
		OR a.status = 'pending'
		OR o.person IS NULL OR o.person <> t.person);
-- settled:
SELECT 'booked' AS why FROM appointment
WHERE id = $about AND status = 'booked';
