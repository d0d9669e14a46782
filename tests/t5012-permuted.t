#!/bin/bash
# t5012-permuted.t - no number changes when the codes of a thing come in another
# order, or with a meaningless one before them.
. "$(dirname "$0")/lib.sh"

# A SNOMED CT coding that means nothing goes before each list of codings, and
# the list is turned round: what the maps prefer is not what comes first.
cat >pad.pl <<'E2'
s{("coding"\s*:\s*)\[((?:[^][{}"]|"(?:[^"\\]|\\.)*"|\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})*)\]}{
	my ($head, $list) = ($1, $2);
	my @one = $list =~ /\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g;
	$head . '[' . join(',', '{"system":"http://snomed.info/sct","code":"0","display":"Nothing"}', reverse @one) . ']';
}ge;
E2
pad() { # pad FROM TO: a folder of NDJSON
	mkdir -p "$2" && for f in "$1"/*.ndjson; do
		perl -p pad.pl "$f" >"$2/$(basename "$f")" || return 1
	done && ! cmp -s "$1/$(basename "$f")" "$2/$(basename "$f")"
}
# All numbers, their people, and all cohorts of the store $1. Ids of components
# follow from the code that is held, so people are named, not records.
numbers() { # numbers STORE YEAR DAY
	export CH_STORE=$1
	for m in $(ch-report list -o jsonl | jq -r .name); do
		ch-report run "$m" --period "$2" --as-of "$3" -o jsonl | jq -c 'del(.organization)' &&
			ch-report cases "$m" --period "$2" --as-of "$3" | jq -c '[.measure, .patient, .outcome, .reason, .at, .value, .about]' || return 1
	done
	for c in $(ch-patient list -o jsonl | jq -r .name); do
		echo "cohort $c" && ch-patient list --cohort "$c" --as-of "$3" -o jsonl | jq -c .id || return 1
	done
}
# Which records each set of codes has, by each field that holds a code.
coded() { # coded STORE
	for v in condition observation observation_vcode encounter encounter_reason medication procedure \
		procedure_reason immunization allergy report document device referral; do
		echo "$v" && ch-sql -s "$1" "SELECT codes, origin FROM ${v}_coded ORDER BY codes, origin" -o csv || return 1
	done
}
# A folder is one source's; or each file is, where one id means others in each.
bring_in() { # bring_in STORE FOLDER
	if [ -z "${apart-}" ]; then
		ch-import fhir -q --source s -s "$1" "$2" 2>err
	else
		for deck in "$2"/*.ndjson; do
			ch-import fhir -q --source "$(basename "$deck" .ndjson)" -s "$1" "$deck" 2>err || return 1
		done
	fi
}
same_numbers() { # same_numbers FOLDER YEAR DAY
	local f
	for f in plain padded; do
		rm -f $f.db* && ch-store init --practice --zone UTC -s $f.db && bring_in $f.db "$([ $f = plain ] && echo "$1" || echo padded)" &&
			numbers $PWD/$f.db "$2" "$3" >$f.numbers && coded $PWD/$f.db >$f.coded || return 1
	done
	test_cmp plain.numbers padded.numbers && test_cmp plain.coded padded.coded &&
		test_atleast 100 "$(sqlite3 padded.db 'SELECT count(*) FROM coding')"
}

# ---- simulated people ----

test_expect_success 'simulated people: all numbers, cohorts and code sets' - <<\X
	ch-simulate -q --patients 40 --seed 5 --end 2026-06-30 --to sim 2>err && pad sim padded &&
	same_numbers sim 2025 2026-06-30 &&
	test_atleast 20 "$(grep -c '^\[' plain.numbers)" && test_atleast 60 "$(grep -c , plain.coded)"
X

# ---- results, goals, evidence, units ----

result() { # result ID CODING VALUE UNIT
	printf '{"resourceType":"Observation","id":"%s","status":"final","code":{"coding":[%s]},"effectiveDateTime":"2026-03-01T08:00:00Z","issued":"2026-03-01T09:00:00Z","valueQuantity":{"value":%s,"unit":"%s","code":"%s"},"subject":{"reference":"Patient/p1"}}\n' \
		"$1" "$2" "$3" "$4" "$4"
}
a='{"system":"http://loinc.org","code":"2823-3"}' b='{"system":"local","code":"K"}' z='{"system":"http://loinc.org","code":"0-0"}'
while read -r name list; do
	test_expect_success "$name: a critical result is one" '
		test_store && { echo "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"birthDate\":\"1950-01-01\"}"; result o1 "'"${list//\"/\\\"}"'" 7.1 mmol/L; } >in &&
		ch-import fhir -q --source s in && ch-report run critical-result-response --period 2026-03 --as-of 2026-04-01 -o jsonl >out &&
		test_jq ".denominator" out 1'
done <<TABLE
alone $a
first $a,$b
last $b,$z,$a
padded-within-the-system $z,$a
TABLE
test_expect_success 'a goal and a task`s evidence see all codes; so does the standard unit' - <<\X
	g='{"system":"http://loinc.org","code":"2339-0"}' && u=$(awk -F'\t' '$1 == "2339-0" { print $2; exit }' "$tree/share/codes/units.tsv") &&
	for list in "$g" "$z,$g" "$g,$z" "$z,$b,$g"; do
		test_store && { echo '{"resourceType":"Patient","id":"p1","birthDate":"1950-01-01"}'; result o1 "$list" 90 "$u"; } >in &&
		ch-import fhir -q --source s in && p=$(ch-get patient | jq -r .id) &&
		ch-get observation | jq -c '[.value_std, .unit_std]' &&
		echo "{\"type\":\"plan\",\"id\":\"00000000000000a1\",\"patient\":\"$p\",\"status\":\"active\",\"title\":\"P\"}
			{\"type\":\"goal\",\"patient\":\"$p\",\"plan\":\"00000000000000a1\",\"status\":\"active\",\"title\":\"G\",\"measure\":\"2339-0\",\"high\":100,\"unit\":\"$u\"}" | ch-put -q - &&
		ch-plan show 00000000000000a1 --as-of 2026-04-01 -o table | grep -o 'goal <= 100.*' &&
		ch-task add --title T --needs 'observation code=2339-0 system=http://loinc.org' --as-of 2026-03-01T10:00:00Z "$p" -o jsonl >t &&
		ch-task done --evidence "observation/$(ch-get observation | jq -r .id)" "$(jq -r .id t)" --as-of 2026-03-02 -o jsonl | jq -r .status || return 1
	done >got && test_is 3 "$(sort -u got | wc -l)" "different answers" && test_is 12 "$(wc -l <got)" && test_grep completed got
X
test_expect_success 'a set`s code as the second of a stay`s reasons, and of its dispositions' - <<\X
	stay() { printf '{"resourceType":"Encounter","id":"%s","status":"finished","class":{"code":"IMP"},"period":{"start":"2025-%sT08:00:00Z","end":"2025-%sT08:00:00Z"},%s"subject":{"reference":"Patient/p1"}}\n' "$@"; } &&
	n='{"system":"http://snomed.info/sct","code":"0"}' && r='{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z51.11"}' && d='{"system":"local","code":"exp"}' &&
	for reason in "$r" "$n,$r" "$r,$n"; do for gone in "$d" "$n,$d" "$d,$n"; do
		test_store && { echo '{"resourceType":"Patient","id":"p1","birthDate":"1950-01-01"}'; stay a 01-01 01-05 ""; stay b 01-10 01-12 "\"reasonCode\":[{\"coding\":[$reason]}],"
			stay c 02-20 02-25 "\"hospitalization\":{\"dischargeDisposition\":{\"coding\":[$gone]}},"; } >in && ch-import fhir -q --source s in &&
		ch-report cases readmission-30d --period 2025 --as-of 2026-01-15 | jq -c '[.at, .outcome, .reason]' | sort | paste -sd' ' - || return 1
	done; done >got && test_is 1 "$(sort -u got | wc -l)" "different answers" && test_is 9 "$(wc -l <got)" && test_grep excluded got
X

# ---- official decks ----

if [ -e "$data/ecqm" ]; then
	test_expect_success 'twelve official decks, 96 value sets: the same people, the same records' - <<\X
		mkdir -p ecqm site/codes && cp "$data"/ecqm/*.ndjson ecqm && rm -rf padded && pad ecqm padded &&
		awk -F'\t' -v OFS='\t' '/^#/ { next } { name = tolower($1); gsub(/[^a-z0-9]+/, "-", name); f = "site/codes/" name ".tsv"
			if (!(f in seen)) { seen[f] = 1; print "# system", "code" >f } print $3, $4 >f }' "$data/ecqm/valuesets.tsv" &&
		export CH_SHARE=$PWD/site && apart=1 same_numbers ecqm 2025 2026-01-31 &&
		test_atleast 300 "$(grep -c , plain.coded)" && unset CH_SHARE
X
else
	test_skip 'twelve official decks' "no ecqm in $data"
fi
test_done
