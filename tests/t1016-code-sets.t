#!/bin/bash
# t1016-code-sets.t - code sets of any number, size and length of code: all of
# them count, or it is said why not.
. "$(dirname "$0")/lib.sh"
export CH_SHARE=$PWD/site
mkdir -p site/codes site/measures site/cohorts
set() { # set NAME: codes on standard input, "system code"
	{ printf '# system\tcode\n'; sed 's/ /\t/'; } >"site/codes/$1.tsv"
}
measure() { # measure CODES [HEADING...]
	cat >site/measures/m1.sql <<-M
	-- measure: m1
	-- title: People with a code of the sets
	-- version: 1
	-- kind: proportion
	-- better: lower
	-- noun: conditions
	-- sentence: are in a set
	-- basis: a test
	-- source: a test
	-- codes: $1
	$(shift; printf '%s\n' "$@")
	SELECT patient, at, id AS about, 'met' AS outcome FROM condition_coded
	M
	sed -i '/^$/d' site/measures/m1.sql
}
number() { ch-report run m1 --period 2025 --as-of 2026-01-31 -o jsonl | jq .denominator; }
name() { printf 'a-code-set-with-a-rather-long-name-%02d' "$1"; }

test_expect_success '40 sets in a heading of 1,500 bytes: each one counts' '
	test_store && echo "{\"type\":\"patient\",\"id\":\"00000000000000a1\"}" >in && list= && for i in $(seq 40); do
		echo "urn:x c$i" | set "$(name $i)"; list="$list${list:+, }$(name $i)"
		echo "{\"type\":\"condition\",\"patient\":\"00000000000000a1\",\"system\":\"urn:x\",\"code\":\"c$i\",\"at\":\"2025-03-01\"}" >>in
	done && ch-put -q in && measure "$list" && test_atleast 1500 ${#list} && test_is 40 "$(number)"'
test_expect_success 'a set of 60,000 codes' '
	seq -f "urn:x d%.0f" 60000 | set big && for i in 1 30000 60000; do
		echo "{\"type\":\"condition\",\"patient\":\"00000000000000a1\",\"system\":\"urn:x\",\"code\":\"d$i\",\"at\":\"2025-03-01\"}"
	done | ch-put -q - && measure big && test_is 3 "$(number)"'
long=$(printf 'x%.0s' $(seq 300))
test_expect_success 'a code of 300 bytes is that code, and no shorter one' '
	echo "urn:x $long" | set long && for c in "$long" "${long%xxx}" "$long"y; do
		echo "{\"type\":\"condition\",\"patient\":\"00000000000000a1\",\"system\":\"urn:x\",\"code\":\"$c\",\"at\":\"2025-03-01\"}"
	done | ch-put -q - && measure long && test_is 1 "$(number)"'
test_expect_success 'a set`s name too long for a file: said, and nothing is counted' '
	measure "$long" && test_expect_code 65 ch-report run m1 --period 2025 >out 2>err && test_grep "m1.sql.*codes" err && test_cmp empty out'
test_expect_success 'planned: a set that codes does not name is an error, not an empty set' '
	sed "s/^-- measure: .*/-- measure: m1/; s/^-- codes: .*/-- codes: treatment-dx/" "$tree/share/measures/readmission-30d.sql" >site/measures/m1.sql &&
	test_expect_code 65 ch-report run m1 --period 2025 >out 2>err && test_grep "planned-dx: not among its codes" err'
test_expect_success 'a cohort of 40 sets' '
	{ printf -- "-- cohort: c1\n-- title: C\n-- version: 1\n-- source: a test\n-- codes: $list\n"
		echo "SELECT DISTINCT c.patient FROM condition_coded c WHERE c.codes = \"$(name 40)\""; } >site/cohorts/c1.sql &&
	sed -i "s/\"/'\''/g" site/cohorts/c1.sql && ch-patient list --cohort c1 -o jsonl >out && test_jq .id out 00000000000000a1'
test_done
