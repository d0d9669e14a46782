-- part: reached-patient
-- title: Patients who are spoken to: alive, in records that are in use
-- version: 1
-- note: a record that its source replaced has its visits in the other one
reached_patient AS (
	SELECT * FROM living_patient
	WHERE (active IS NULL OR active = 1) AND replaced IS NULL
)
