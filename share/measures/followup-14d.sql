-- measure: followup-14d
-- title: Seen within $days days of discharge
-- version: 1
-- set: days=14
-- with: seen-after-discharge
SELECT * FROM seen_after_discharge
