-- measure: followup-7d
-- title: Seen within $days days of discharge
-- version: 1
-- set: days=7
-- with: seen-after-discharge
SELECT * FROM seen_after_discharge
