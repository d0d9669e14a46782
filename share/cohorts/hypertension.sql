-- cohort: hypertension
-- title: People with high blood pressure
-- version: 1
-- source: codes/hypertension.tsv
-- codes: hypertension
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE p.id IN (SELECT c.patient FROM condition_in_force c
	WHERE c.codes = 'hypertension')
