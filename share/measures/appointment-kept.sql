-- measure: appointment-kept
-- title: Appointments kept
-- version: 1
-- kind: proportion
-- better: higher
-- noun: appointments
-- sentence: kept
-- basis: kept, of those kept or missed. Who arrived kept it. Cancelled ones are
--   left out and counted, whoever cancelled and however late; so is what was
--   never agreed. A past appointment without an outcome is not taken for
--   missed: it is left out as unknown, for somebody to look into
-- source: no-show rate = missed / (fulfilled + missed), the other way round
SELECT a.patient, a.at, a.id AS about, 'appointment' AS about_type,
	CASE WHEN a.status IN ('fulfilled', 'arrived', 'checked-in')
			THEN 'met'
		WHEN a.status = 'noshow' THEN 'missed'
		WHEN a.status = 'booked' AND NOT is_over(a.at, $as_of)
			THEN 'pending'
		ELSE 'excluded' END AS outcome,
	CASE WHEN a.status = 'noshow' THEN 'no-show'
		WHEN a.status IN ('fulfilled', 'arrived', 'checked-in')
			THEN NULL
		WHEN a.status = 'booked' AND NOT is_over(a.at, $as_of)
			THEN 'to-come'
		WHEN a.status = 'booked' OR a.status IS NULL
			THEN 'unknown-outcome'
		WHEN a.status = 'cancelled' THEN 'cancelled'
		ELSE 'not-agreed' END AS reason
FROM appointment a
WHERE a.at >= $from AND a.at < $to
	AND (a.status IS NULL OR a.status <> 'entered-in-error')
	AND (a.made IS NULL OR a.made <= $as_of)
