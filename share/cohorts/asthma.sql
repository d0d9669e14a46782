-- cohort: asthma
-- title: People with asthma
-- version: 1
-- source: codes/asthma.tsv
-- codes: asthma
SELECT DISTINCT p.person AS patient
FROM living_patient p
WHERE p.id IN (SELECT c.patient FROM condition_in_force c
	WHERE c.codes = 'asthma')
