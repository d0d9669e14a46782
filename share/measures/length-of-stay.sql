-- measure: length-of-stay
-- title: Days in hospital
-- version: 2
-- kind: mean
-- better: lower
-- unit: days
-- noun: stays
-- basis: acute inpatient stays that touch are one, counted on the day when it
--   ended; the days are those between admission and discharge, so that leaving
--   on the day of coming is none. Who died counts; who is still in does not, nor
--   does a stay that ends before it begins
-- source: calendar days, discharge less admission
-- with: acute-stay
-- tables: disposition
-- disposition: stay
-- fold: stitch
-- index: stay
SELECT 'stay' AS role, e.patient, e.at, e.ended AS until, e.id AS about,
	e.organization, e.disposition, e.still_in AS reason
FROM acute_stay e
