-- part: visit-ahead
-- title: Who has a visit booked within the next two weeks, and when
-- version: 1
visit_ahead AS (
	SELECT p.person, min(a.at) AS at
	FROM appointment a
	CROSS JOIN patient p ON p.id = a.patient
	WHERE a.status = 'booked' AND a.at > $as_of
		AND a.at < moment_of_day(local_day($as_of) + 15)
	GROUP BY p.person
)
