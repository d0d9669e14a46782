#!/bin/bash
# t1003-import-csv.t - CSV comes in by its maps: the Synthea layout, FEBRL's
# people, any type by its fields; every row stored, or refused by name.
. "$(dirname "$0")/lib.sh"

# Rows of a CSV file, without its heading; quoted line ends do not count.
rows() {
	awk -v RS='"' 'NR % 2 == 0 { gsub(/\n/, " ") } { printf "%s%s", sep, $0; sep = "\"" }' "$1" |
		tail -n +2 | grep -c .
}
csv() { # csv MAP FILE [OPTION...]
	local map=$1 file=$2
	shift 2
	ch-import csv --source synthea --map "$map" "$@" "$file"
}

sim_csv=$(test_sim 40 --csv)
tables='patients encounters conditions observations medications procedures
careplans allergies immunizations'
test_expect_success 'what ch-simulate --csv writes comes in whole' '
	test_store && for t in $tables; do
		csv synthea-$t "$sim_csv/$t.csv" >out &&
		test_jq ".read, .refused" out "$(rows "$sim_csv/$t.csv") 0" || return 1
	done && test_is 40 "$(count patient)" &&
	test_is 0 "$(count patient --where known_by_reference=true)" && ch-store check'
test_expect_success 'in any order: the same store' '
	want=$(everything) && test_store && for t in $(echo $tables | tac -s " "); do
		csv synthea-$t "$sim_csv/$t.csv" -q || return 1
	done && test_is "$want" "$(everything)"'
test_expect_success 'again: nothing is new' '
	for t in $tables; do
		csv synthea-$t "$sim_csv/$t.csv" --again >out &&
		test_jq ".created, .updated" out "0 0" || return 1
	done && test_is "$want" "$(everything)"'
test_expect_success 'the same people as by FHIR' '
	ch-get patient | jq -r "[.family, .birth, .sex] | @tsv" | sort >by_csv &&
	test_store && ch-import fhir -q --source s "$(test_sim 40)" &&
	ch-get patient | jq -r "[.family, .birth, .sex] | @tsv" | sort >by_fhir &&
	test_cmp by_fhir by_csv'

if [ -d "$data/csv-synthea" ]; then
	test_expect_success 'Synthea: every row of every file is stored, or refused by name' '
		test_real_store && for t in $tables; do
			csv synthea-$t "$data/csv-synthea/$t.csv" -k >out 2>err ||
				test_is 65 $? || return 1
			test_is "$(rows "$data/csv-synthea/$t.csv")" "$(jq .read out)" "$t" &&
			test_is "$(jq .refused out)" \
				"$(grep -c "/$t.csv:[0-9]*:" err)" "$t refused" || return 1
			jq -r "\"$t \(.refused)\"" out
		done >refused && ch-store check'
	test_expect_success 'Synthea: nothing had to be refused' '
		awk "\$2" refused >odd && test_cmp empty odd'
	test_expect_success 'Synthea: what is in the files is in the store' '
		cd "$data/csv-synthea" &&
		test_is "$(rows patients.csv)" "$(count patient)" patients &&
		test_is "$(rows encounters.csv)" "$(count encounter)" encounters &&
		test_is "$(rows conditions.csv)" "$(count condition)" conditions &&
		test_is "$(rows medications.csv)" "$(count medication)" medications &&
		test_is "$(rows procedures.csv)" "$(count procedure)" procedures &&
		test_is "$(rows observations.csv)" "$(count observation)" observations &&
		test_is "$(rows immunizations.csv)" "$(count immunization)" immunizations &&
		test_is "$(rows allergies.csv)" "$(count allergy)" allergies &&
		test_is "$(rows careplans.csv)" "$(count plan)" plans; got=$?
		cd "$scratch/here" && return $got'
	test_expect_success 'Synthea: again, nothing is new' '
		for t in $tables; do
			{ csv synthea-$t "$data/csv-synthea/$t.csv" -k --again >out || :; } &&
			test_jq ".created, .updated" out "0 0" || return 1
		done'
	test_expect_success 'Synthea: a cohort of it, and somebody on a page' '
		ch-patient list --cohort hypertension >out && test -s out &&
		sed -n 1p out | ch-patient show - -o table >page &&
		test_atleast 20 "$(wc -l <page)" && test_grep Problems page'
	test_expect_success 'Synthea: providers and organizations' '
		csv synthea-providers "$data/csv-synthea/providers.csv" >out &&
		test_jq .refused out 0 &&
		csv synthea-organizations "$data/csv-synthea/organizations.csv" >out &&
		test_jq .refused out 0 &&
		test_is "$(rows "$data/csv-synthea/organizations.csv")" "$(count organization)"'
else
	test_skip 'the Synthea CSV set' "no csv-synthea in $data"
fi
if [ -d "$data/matching" ]; then
	for set in dataset1:1000 dataset2:5000; do
		test_expect_success "FEBRL: ${set%:*}" '
			set='$set' && file="$data/matching/${set%:*}.csv" && test_real_store &&
			{ ch-import csv --source febrl --map febrl-people -k "$file" >out 2>err || :; } &&
			test_jq .read out ${set#*:} && refused=$(jq .refused out) &&
			test_is "$((${set#*:} - refused))" "$(count patient)" &&
			test_is "$refused" "$(grep -c "csv:[0-9]*:.* birth: " err)" &&
			test_is "$refused" "$(ch-import rejects | jq -r .line | sort -u | wc -l)" &&
			ch-import rejects >rejects && test_is birth "$(jq -r .field rejects | sort -u)"'
	done
	test_expect_success 'FEBRL: refused are just those whose date no calendar has' - <<\X
		awk -F', ' 'NR > 1 && $10 != "" {
			y = substr($10, 1, 4); m = substr($10, 5, 2) + 0; d = substr($10, 7, 2) + 0
			last = m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
			if (m == 2) last = 28 + (y % 4 == 0 && (y % 100 || y % 400 == 0))
			if (length($10) != 8 || m < 1 || m > 12 || d < 1 || d > last) print NR
		}' "$data/matching/dataset2.csv" >want &&
		ch-import rejects | jq .line | sort -n >got && test_cmp want got
X
	test_expect_success 'Splink: fake_1000' '
		test_real_store && { ch-import csv --source splink --map splink-people -k \
			"$data/matching/fake_1000.csv" >out 2>err || :; } &&
		test_jq .read out 1000 && test_is "$((1000 - $(jq .refused out)))" "$(count patient)"'
else
	test_skip 'the people of FEBRL' "no matching in $data"
fi

# ---- any type, by its fields ----

test_expect_success 'every type comes out as CSV and goes in again by its generic map' '
	test_sim_store && for type in $(types); do
		ch-get $type -o csv >$type.csv || return 1
	done && test_store && for type in $(types); do
		[ "$(wc -l <$type.csv)" -gt 1 ] || continue
		test_grep "^id," $type.csv && ch-import csv -q --source demo --map $type $type.csv ||
			{ echo "at $type"; return 1; }
	done && for type in $(types); do
		test_is "$(rows $type.csv)" "$(count $type)" $type || return 1
	done && test_is 40 "$(count patient)"'
test_expect_success 'a map`s delimiter, date format and null word' - <<\X
	printf '%s\n' 'map csv odd' 'absent clear' 'delimiter ;' 'dates %d.%m.%Y' 'null ? n/a' \
		'record patient' '  origin nr' '  family name' '  birth geboren day' '  city ort' \
		'< nr;name;geboren;ort' '< 1;Ä;01.02.1950;?' \
		'> {"type":"patient","family":"Ä","birth":"1950-02-01"}' >odd.map &&
	ch-import maps check ./odd.map && test_store &&
	printf 'nr;name;geboren;ort\n1;A, B;31.12.1949;n/a\n2;?;01.01.1950;X\n' |
		ch-import csv -q --source o --map ./odd.map - &&
	ch-get patient >out && test_jq '.family, .birth, .city' out \
		"A, B 1949-12-31 null null 1950-01-01 X" &&
	{ printf 'nr;name;geboren;ort\n3;A;1950-01-01;X\n' |
		test_expect_code 65 ch-import csv --source o --map ./odd.map - 2>err; } &&
	test_grep '<stdin>:2: birth' err
X
test_expect_success 'a folder of files: each by the same map, in order' '
	mkdir -p in.d && printf "origin,text\n1,a\n" >in.d/a.csv &&
	printf "origin,text\n2,b\n" >in.d/b.csv && test_store &&
	ch-import csv --source x --map note in.d >out && test_jq .read out 2 &&
	test_jq ".files | length" out 2'
test_done
