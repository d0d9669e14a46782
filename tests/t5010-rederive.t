#!/bin/bash
# t5010-rederive.t - three of the numbers, worked out a second time by another
# road: plain questions to the store and a few lines of awk. They must agree.
. "$(dirname "$0")/lib.sh"

# All moments as days, by people: patient, first day, last day, disposition.
stays() {
	ch-sql --format=jsonl "SELECT hexid(p.person) AS person, local_day(e.at) AS first, local_day(e.until) AS last,
		coalesce(e.disposition, '') AS disposition, said(e.until) AS until, e.priority = 'EL' AS elective
		FROM v_encounter v JOIN encounter e ON e.id = idof(v.id) JOIN patient p ON p.id = e.patient
		WHERE e.class IN ('IMP', 'ACUTE') AND coalesce(e.status, 'finished') = 'finished' AND e.same_as IS NULL
		ORDER BY p.person, e.at, e.until" |
		jq -r '[.person, .first, .last, .disposition, .elective // 0] | @tsv' | tr -d '"'
}
# Readmissions and index stays, by interval arithmetic alone: days that are
# covered by stays of a person form runs; a run that ends in `exp`, `aadvice`,
# 02, 07 ... is no index.
readmissions() {
	stays | awk -F'\t' -v today="$1" '
		function out() {
			if (who == "") return
			if (bad !~ /^(exp|aadvice|0?2|0?7|0?9|[23][0-9]|4[0-2])$/ && last + 30 < today) {
				n++
				waiting = last
			} else waiting = ""
		}
		{
			gap = (bad == "02" || bad == "2" || bad == "other-hcf")
			if ($1 == who && $2 <= last + gap) {
				if ($3 >= last) { last = $3; bad = $4 }
				next
			}
			if (who != "") out()
			if ($1 == who && waiting != "" && $2 - waiting <= 30 && !$5) again++
			if ($1 != who) waiting = ""
			who = $1; first = $2; last = $3; bad = $4
		}
		END { out(); print again + 0, n + 0 }'
}
# Discharges to the community, and those with a visit on days 1 to 7, asked one
# by one in SQL.
seen() {
	ch-sql "WITH stay AS (SELECT p.person, e.id, e.at, e.until, local_day(e.at) AS first, local_day(e.until) AS last, e.disposition
			FROM encounter e JOIN patient p ON p.id = e.patient
			WHERE e.class IN ('IMP', 'ACUTE') AND coalesce(e.status, 'finished') = 'finished' AND e.same_as IS NULL),
		final AS (SELECT * FROM stay s WHERE NOT EXISTS (SELECT 1 FROM stay n WHERE n.person = s.person AND n.id <> s.id
			AND n.first <= s.last AND (n.last > s.last OR (n.last = s.last AND (n.until > s.until OR (n.until = s.until AND n.id > s.id))))))
		SELECT count(*) AS d, sum(EXISTS (SELECT 1 FROM encounter v JOIN patient q ON q.id = v.patient WHERE q.person = f.person
			AND v.class IN ('AMB', 'VR', 'HH', 'FLD') AND coalesce(v.status, 'finished') = 'finished' AND v.same_as IS NULL
			AND local_day(v.at) BETWEEN f.last + 1 AND f.last + 7)) AS n
		FROM final f WHERE f.last + 7 < $1
			AND coalesce(f.disposition, 'home') IN ('home', 'alt-home', 'aadvice', 'oth', '01', '06', '07', '08')
			AND NOT EXISTS (SELECT 1 FROM stay a WHERE a.person = f.person AND a.first BETWEEN f.last + 1 AND f.last + 7)
			AND NOT EXISTS (SELECT 1 FROM patient q WHERE q.person = f.person AND local_day(q.died) BETWEEN f.first AND f.last + 7)
			AND NOT EXISTS (SELECT 1 FROM encounter h JOIN patient q ON q.id = h.patient WHERE q.person = f.person
				AND h.class = 'hospice' AND local_day(h.at) BETWEEN f.last + 1 AND f.last + 7)" |
		jq -r '"\(.n // 0) \(.d)"'
}
# Emergency visits: person-days on which somebody came and no stay began.
emergencies() {
	ch-sql "SELECT DISTINCT hexid(p.person) AS person, local_day(e.at) AS day FROM encounter e JOIN patient p ON p.id = e.patient
		WHERE e.class = 'EMER' AND coalesce(e.status, 'finished') NOT IN ('cancelled', 'planned', 'entered-in-error') AND e.same_as IS NULL
		AND NOT EXISTS (SELECT 1 FROM encounter s JOIN patient q ON q.id = s.patient WHERE q.person = p.person
			AND s.class IN ('IMP', 'ACUTE', 'OBSENC') AND coalesce(s.status, 'finished') NOT IN ('cancelled', 'planned', 'entered-in-error')
			AND s.same_as IS NULL AND local_day(s.at) BETWEEN local_day(e.at) AND local_day(coalesce(e.until, e.at)))" | wc -l
}
report() { # report MEASURE: numerator and denominator over all time
	ch-report run "$1" --from 1900-01-01 --to 2100-01-01 --as-of 2026-11-01 | jq -r '"\(.numerator) \(.denominator)"'
}
today=$(($(date -u -d 2026-11-01 +%s) / 86400))

agree() { # agree NAME: the store at hand, three times
	test_expect_success "$1: readmissions, by runs of days" '
		want=$(readmissions $today) && test_is "$want" "$(report readmission-30d)"'
	test_expect_success "$1: seen in 7 days, discharge by discharge" '
		want=$(seen $today) && test_is "$want" "$(report followup-7d)"'
	test_expect_success "$1: emergency visits, person-days" '
		want=$(emergencies) && test_is "$want" "$(report ed-visits-per-1000 | cut -d" " -f1)"'
}

test_expect_success 'a made-up population' '
	test_sim_store && unset CH_NOW && test_atleast 10 "$(stays | wc -l)"'
agree 'made up'

if [ ! -e "$data/fhir-ndjson-100.tar.xz" ]; then
	echo "# no $data/fhir-ndjson-100.tar.xz: A HUNDRED REAL PATIENTS ARE NOT LOOKED AT" >&3
	test_skip 'a hundred patients made by others' "no fhir-ndjson-100.tar.xz in $data"
	test_done
fi
test_expect_success 'a hundred patients made by others' '
	test_real_store && tar -xf "$data/fhir-ndjson-100.tar.xz" &&
	ch-import fhir -q --source synthea synthea-ndjson-100 && test_is 101 "$(stays | wc -l)" "stays"'
test_expect_success '12 stays overlap the one before, 84 episodes are left, nobody came back in 30 days' - <<\X
	test_is 12 "$(ch-sql "SELECT count(*) AS n FROM (SELECT until, lead(at) OVER (PARTITION BY patient ORDER BY at, until) AS next
		FROM encounter WHERE class = 'IMP') WHERE next < until" | jq .n)" 'pairs' &&
	ch-report run readmission-30d --from 1990-01-01 --to 2030-01-01 --as-of 2026-11-01 >out &&
	test_jq '[.numerator, .denominator] | @csv' out 0,84
X
agree 'others'
test_done
