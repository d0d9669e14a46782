-- measure: referral-wait
-- title: Days from a referral until the patient is seen or helped
-- version: 1
-- kind: median
-- better: lower
-- unit: days
-- noun: referrals
-- with: referral-chain
-- basis: referrals by the day when they were sent; days from then until the patient was seen or got help.
--   A redirected referral counts once, from when the first was sent until its
--   final target did. Those still waiting, turned away or given up take longer
--   than any; cancelled ones, duplicates, and those of people who died are left
--   out and counted
-- source: median time to served, with those still open censored
SELECT r.patient, r.first_sent AS at, r.id AS about, 'referral' AS about_type,
	CASE WHEN r.served <= $as_of AND r.served >= r.first_sent
		THEN seconds_between(r.first_sent, r.served) / 86400.0 END AS value,
	CASE WHEN r.stage = 'cancelled' OR r.stage_reason IN ('duplicate',
			'died') THEN 'excluded'
		WHEN r.served < r.first_sent THEN 'excluded'
		WHEN r.served <= $as_of THEN 'met'
		ELSE 'missed' END AS outcome,
	CASE WHEN r.stage_reason IN ('duplicate', 'died') THEN r.stage_reason
		WHEN r.stage = 'cancelled' THEN 'cancelled'
		WHEN r.served < r.first_sent THEN 'clock-skew'
		WHEN r.served <= $as_of THEN NULL
		ELSE coalesce(r.stage, 'still-waiting') END AS reason
FROM referral_chain r
