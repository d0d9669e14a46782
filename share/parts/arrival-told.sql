-- part: arrival-told
-- title: Documents and messages heard of that say that somebody came to hospital
-- version: 1
-- tables: arrival_words
-- note: `arrival` is admission or emergency. What the patient wrote is left out
arrival_told AS (
	SELECT x.patient, x.id, x.type, x.at, w.arrival
	FROM (SELECT d.patient, d.id, 'document' AS type, d.at,
			fold(coalesce(d.name, '') || ' ' ||
				coalesce(d.category, '')) AS words
		FROM heard_document d
		WHERE d.at >= $since AND d.at <= $as_of
			AND (d.status IS NULL OR d.status = 'current')
		UNION ALL
		SELECT m.patient, m.id, 'message', coalesce(m.received, m.at),
			fold(coalesce(m.subject, '') || ' ' ||
				coalesce(m.category, ''))
		FROM heard_message m
		WHERE m.at >= $since AND m.at <= $as_of
			AND (m.status IS NULL OR m.status <> 'entered-in-error')
			AND coalesce(m.sender_type, '') <> 'patient') x
	JOIN arrival_words w ON x.words LIKE '%' || w.word || '%'
	GROUP BY x.patient, x.id, x.type, x.at, w.arrival
)
