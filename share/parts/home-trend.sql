-- part: home-trend
-- title: Which readings from home go the wrong way in a week
-- version: 1
-- with: home-week
-- source: blood pressure: mean of 12 readings or more, home threshold 130/80 (2025
--   AHA/ACC guideline); glucose: 250 mg/dL twice in a day, or a mean above 180;
--   saturation 3 below, heart rate 20 above the person's own mean: general
--   knowledge, to be verified
-- note: `trend` is null where nothing is wrong
home_trend AS (
	SELECT h.*, CASE
		WHEN (h.code = '8480-6' AND h.n >= 12 AND h.mean >= 130)
			OR (h.code = '8462-4' AND h.n >= 12 AND h.mean >= 80)
			THEN 'blood pressure'
		WHEN h.code = '41653-7' AND (h.high >= 2 OR (h.n >= 7
			AND h.mean > 180)) THEN 'glucose'
		WHEN h.code IN ('59408-5', '2708-6') AND h.n >= 4
			AND h.last <= (h.mean * h.n - h.last) / (h.n - 1) - 3
			THEN 'oxygen saturation'
		WHEN h.code = '8867-4' AND h.n >= 4
			AND h.last >= (h.mean * h.n - h.last) / (h.n - 1) + 20
			THEN 'heart rate' END AS trend
	FROM home_week h
)
