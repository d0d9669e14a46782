-- measure: no-show
-- title: Appointments missed without a word
-- version: 1
-- kind: proportion
-- better: lower
-- numerator: missed
-- noun: appointments
-- sentence: missed
-- basis: missed, of those kept or missed; who arrived kept it. Cancelled ones
--   are left out and counted, those cancelled less than a day before by
--   themselves; so is what was never agreed. A past appointment without an
--   outcome is not taken for missed: it is left out as unknown, for somebody to
--   look into
-- source: no-show rate = missed / (fulfilled + missed)
SELECT a.patient, a.at, a.id AS about, 'appointment' AS about_type,
	CASE WHEN a.is_to_come AND a.status IN ('fulfilled', 'arrived',
			'checked-in', 'noshow', 'booked') THEN 'pending'
		WHEN a.status IN ('fulfilled', 'arrived', 'checked-in')
			THEN 'met'
		WHEN a.status = 'noshow' THEN 'missed'
		ELSE 'excluded' END AS outcome,
	CASE WHEN a.is_to_come AND a.status IN ('fulfilled', 'arrived',
			'checked-in', 'noshow', 'booked') THEN 'to-come'
		WHEN a.status = 'noshow' THEN 'no-show'
		WHEN a.status IN ('fulfilled', 'arrived', 'checked-in')
			THEN NULL
		WHEN a.status = 'booked' OR a.status IS NULL
			THEN 'unknown-outcome'
		WHEN a.status = 'cancelled' AND a.cancelled <= a.at
			AND seconds_between(a.cancelled, a.at) < 86400
			THEN 'cancelled-late'
		WHEN a.status = 'cancelled' THEN 'cancelled'
		ELSE 'not-agreed' END AS reason
FROM (SELECT *, CASE WHEN status = 'booked' THEN NOT is_over(at, $as_of)
		ELSE at > $as_of END AS is_to_come
	FROM appointment WHERE at >= $from AND at < $to) a
WHERE (a.status IS NULL OR a.status <> 'entered-in-error')
	AND (a.made IS NULL OR a.made <= $as_of)
