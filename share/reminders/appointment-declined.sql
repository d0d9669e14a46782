-- reminder: appointment-declined
-- title: An appointment that the patient declined and nobody cancelled
-- version: 1
-- about: appointment
-- with: reached-patient
-- reasons: booked
-- task: Call: the patient declined this appointment; cancel or rebook it
-- role: care-manager
-- source: a choice of ours: work for staff, and nothing for the patient
-- due:
SELECT p.person AS patient, a.id AS about, a.at, 1 AS round, '' AS words
FROM appointment a JOIN reached_patient p ON p.id = a.patient
WHERE a.status = 'booked' AND a.answer = 'declined' AND a.at > $first
	AND is_over(a.at, $as_of) = 0;
-- settled:
SELECT 'booked' AS why FROM appointment
WHERE id = $about AND status = 'booked';
