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
			test_is "$refused" "$(grep -c "csv:[0-9]*:10: date_of_birth (birth): " err)" &&
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
	test_grep '<stdin>:2:3: geboren (birth): not a date' err
X
test_expect_success 'dates in several spellings: the first that reads all of it' - <<\X
	printf '%s\n' 'map csv dates' 'absent clear' 'century 1930' 'dates "%d/%m/%Y %H:%M" %d/%m/%Y' \
		'dates "%m/%d/%Y %I:%M %p" %d.%m.%y' 'record encounter' '  origin id' \
		'  status "finished"' '  at at' '  until until moment "%Y%m%d" "%b %Y"' \
		'record patient' '  origin id' '  birth born day "%m-%d-%Y" | old day "%d-%m-%Y"' >dates.map &&
	ch-import maps check ./dates.map &&
	test_store && printf '%s\n' id,at,until,born,old '1,03/02/2026 10:00,20260204,02-03-1950,' \
		'2,03/02/2026,Feb 2026,,02-03-1950' '3,12/31/2026 12:05 am,,,' \
		'4,12/31/2026 12:05 PM,,,' '5,1.2.29,,,' '6,1.2.30,,,' |
		ch-import csv -q --source d --map ./dates.map - &&
	ch-get encounter | jq -rs 'sort_by(.origin)[] | [.at, .until] | @csv' >got &&
	printf '%s\n' '"2026-02-03T10:00","2026-02-04"' '"2026-02-03","2026-02"' \
		'"2026-12-31T00:05",' '"2026-12-31T12:05",' '"2029-02-01",' '"1930-02-01",' >want &&
	test_cmp want got && ch-get patient | jq -r '.birth // empty' | sort >got &&
	printf '1950-02-03\n1950-03-02\n' >want && test_cmp want got
X
while IFS='|' read -r name words line; do
	test_expect_success "a pattern that reads nothing is refused with its line: $name" '
		printf "map csv x\n%s\nrecord note\n  origin a\n  at b\n" "$line" >bad.map &&
		test_expect_code 65 ch-import maps check ./bad.map 2>err &&
		test_grep "bad.map:2: .*$words" err'
done <<'TABLE'
a letter that is none|%Q is no part|dates %Q
of a two-digit year without its century|century YEAR|dates %d/%m/%y
an end in the middle|ends in %|dates "%Y-%"
no year|not of a whole date|dates %d/%m
an hour without its day|not of a whole date|dates "%Y %H"
an hour of twelve without its half|not of a whole date|dates "%Y-%m-%d %I:%M"
the same twice|%Y is there twice|dates %Y-%m-%Y
a century that is no year|century|century soon
TABLE
test_expect_success 'results as laboratories write them' - <<\X
	printf '%s\n' 'map csv lab' 'record observation' '  origin id' '  status "final"' \
		'  result res unit' >lab.map && test_store && cat >in.csv <<-\CSV &&
	id,res,unit
	01,5.4,mmol/L
	02,<0.1,mg/dL
	03,>= 200,mg/dL
	04,"≤ 1,234.5",
	05,12.3 H,mmol/L
	06,12.3(LL),
	07,5.4 mmol/L L,
	08,95 %,
	09,7.1 mg/dl,mg/dL
	10,-3,mmol/L
	11,1.2E3,
	12,"1,234,567",
	13,.50,
	20,NEG,
	21,1+,
	22,+1,
	23,HOLD,mg/dL
	24,see note,
	25,12.3 see note,
	26,"1,234",
	27,"1,5",
	28,5-10,/HPF
	29,1:80,
	30,5.,
	31,<,
	32,12 mmol/L,mg/dL
	33,5 N/A,
	34,,mg/dL
	35,1e999,
	CSV
	ch-import csv -q --source l --map ./lab.map in.csv &&
	ch-get observation | jq -rs 'sort_by(.origin)[] |
		[.origin, .compare, .value, .unit, .flag, .text] | map(. // "") | join("|")' >got &&
	cat >want <<-\CSV && test_cmp want got
	01||5.4|mmol/L||
	02|<|0.1|mg/dL||
	03|>=|200|mg/dL||
	04|<=|1234.5|||≤ 1,234.5
	05||12.3|mmol/L|H|
	06||12.3||LL|12.3(LL)
	07||5.4|mmol/L|L|
	08||95|%||
	09||7.1|mg/dL||
	10||-3|mmol/L||
	11||1200|||1.2E3
	12||1234567|||1,234,567
	13||0.5|||
	20|||||NEG
	21|||||1+
	22|||||+1
	23|||mg/dL||HOLD
	24|||||see note
	25|||||12.3 see note
	26|||||1,234
	27|||||1,5
	28|||/HPF||5-10
	29|||||1:80
	30|||||5.
	31|||||<
	32|||mg/dL||12 mmol/L
	33|||||5 N/A
	34|||||
	35|||||1e999
	CSV
X
test_expect_success 'a result lets other lines fill what they have; what it cannot be is refused' - <<\X
	printf '%s\n' 'map csv lab' 'record observation' '  origin id' '  status "final"' '  flag mark' \
		'  text word' '  result res | old when kind=x' >lab.map && test_store &&
	printf 'id,res,old,kind,mark,word\n1,3 H,,,A,w\n2,,4,x,,\n3,,4,y,,\n' |
		ch-import csv -q --source l --map ./lab.map - && ch-get observation |
		jq -rs 'sort_by(.origin)[] | [.value, .flag, .text] | map(. // "") | join("|")' >got &&
	printf '3|A|w\n4||\n||\n' >want && test_cmp want got &&
	for line in 'value a' 'compare a' 'result b' 'result a number' 'result a b c'; do
		printf 'map csv x\nrecord observation\n  origin a\n  result a\n  %s\n' "$line" >bad.map &&
		test_expect_code 65 ch-import maps check ./bad.map || return 1
	done && printf 'map csv x\nrecord patient\n  origin a\n  result a\n' >bad.map &&
	test_expect_code 65 ch-import maps check ./bad.map
X
test_expect_success 'a folder of files: each by the same map, in order' '
	mkdir -p in.d && printf "origin,text\n1,a\n" >in.d/a.csv &&
	printf "origin,text\n2,b\n" >in.d/b.csv && test_store &&
	ch-import csv --source x --map note in.d >out && test_jq .read out 2 &&
	test_jq ".files | length" out 2'
test_done
