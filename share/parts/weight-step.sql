-- part: weight-step
-- title: The last weight of the last three days, and how far it is from those before
-- version: 1
-- source: 2 to 3 lb in a day, 5 lb in a week (patient advice of healthwise.net
--   zp3773 and palsforhealth), 2 kg in 3 days (ESC); loss of 2 lb in 2 days
--   (vhfclinic.org): secondary sources
-- note: days are calendar days; `step` is gain or loss. 1 lb is 0.4536 kg
weight_step AS (
	SELECT p.person, w.id, w.patient, w.at, w.value_std AS kg, CASE
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN observation_once b ON b.patient = q.id
			WHERE q.person = p.person AND b.at < w.at
			AND b.at > moment_of_day(local_day(w.at) - 8)
			AND b.code = '29463-7' AND b.unit_std = 'kg'
			AND ((local_day(w.at) - local_day(b.at) <= 1
					AND w.value_std - b.value_std > 0.9099)
				OR (local_day(w.at) - local_day(b.at) <= 3
					AND w.value_std - b.value_std > 1.9999)
				OR (local_day(w.at) - local_day(b.at) <= 7
					AND w.value_std - b.value_std > 2.2699)))
			THEN 'gain'
		WHEN EXISTS (SELECT 1 FROM patient q
			CROSS JOIN observation_once b ON b.patient = q.id
			WHERE q.person = p.person AND b.at < w.at
			AND b.at > moment_of_day(local_day(w.at) - 3)
			AND b.code = '29463-7' AND b.unit_std = 'kg'
			AND local_day(w.at) - local_day(b.at) <= 2
			AND b.value_std - w.value_std > 0.8999)
			THEN 'loss' END AS step
	FROM patient p
	CROSS JOIN observation_once w ON w.patient = p.id
	WHERE w.at > moment_of_day(local_day($as_of) - 3) AND w.at <= $as_of
		AND w.code = '29463-7' AND w.unit_std = 'kg'
		AND (w.status IS NULL OR w.status IN ('final', 'amended',
			'corrected'))
		AND NOT EXISTS (SELECT 1 FROM patient q
			CROSS JOIN observation_once n ON n.patient = q.id
			WHERE q.person = p.person AND n.at > w.at
			AND n.at <= $as_of AND n.code = '29463-7'
			AND n.unit_std = 'kg')
)
