-- measure: capacity-use
-- title: Times that were there and were used
-- version: 1
-- kind: proportion
-- better: higher
-- people: no
-- noun: times
-- sentence: booked
-- basis: times that could be booked, by when they begin. Used is what somebody
--   was booked for, also who did not come; a time for several is used when one
--   of them is. Times that were blocked, and those of resources that are out of
--   service or retired, are left out and counted; what is still to come is
--   pending
-- source: capacity use = booked / available
SELECT s.at, s.id AS about, 'slot' AS about_type, min(a.id) AS answer,
	'appointment' AS answer_type,
	CASE WHEN s.status = 'busy-unavailable' OR r.status IN (
			'maintenance', 'out-of-service', 'retired')
			THEN 'excluded'
		WHEN s.at > $as_of THEN 'pending'
		WHEN s.status = 'busy' OR a.id IS NOT NULL THEN 'met'
		ELSE 'missed' END AS outcome,
	CASE WHEN s.status = 'busy-unavailable' THEN 'blocked'
		WHEN r.status IN ('maintenance', 'out-of-service', 'retired')
			THEN r.status
		WHEN s.at > $as_of THEN 'to-come'
		WHEN s.status = 'busy' OR a.id IS NOT NULL THEN 'booked'
		ELSE 'not-used' END AS reason
FROM slot s
LEFT JOIN resource r ON r.id = s.resource
LEFT JOIN (SELECT id, slot FROM appointment
	WHERE slot IS NOT NULL AND status IN ('booked', 'arrived',
		'checked-in', 'fulfilled', 'noshow')) a ON a.slot = s.id
WHERE s.at >= $from AND s.at < $to
	AND (s.status IS NULL OR s.status <> 'entered-in-error')
GROUP BY s.id
