-- part: visit-since
-- title: Stays, and whether the person was seen since, or a visit is booked
-- version: 1
-- note: ask it for few stays at a time, by `stay`; seen is a visit on a later day that took place, in the office, at home,
--   in the field or by video, or an appointment that was kept; booked is an
--   appointment ahead
visit_since AS (
	SELECT e.id AS stay, EXISTS (SELECT 1 FROM patient q
			CROSS JOIN encounter_once v ON v.patient = q.id
			WHERE q.person = p.person AND v.at > e.until
			AND v.at <= $as_of
			AND +v.class IN ('AMB', 'VR', 'HH', 'FLD')
			AND (v.status IS NULL OR +v.status = 'finished')
			AND local_day(v.at) > local_day(e.until))
		OR EXISTS (SELECT 1 FROM patient q
			CROSS JOIN appointment b ON b.patient = q.id
			WHERE q.person = p.person AND b.at <= $as_of
			AND +b.status IN ('fulfilled', 'arrived', 'checked-in')
			AND local_day(b.at) > local_day(e.until)) AS seen,
		EXISTS (SELECT 1 FROM patient q
			CROSS JOIN appointment b ON b.patient = q.id
			WHERE q.person = p.person AND +b.status = 'booked'
			AND is_over(b.at, $as_of) = 0) AS booked
	FROM encounter e
	CROSS JOIN patient p ON p.id = e.patient
)
