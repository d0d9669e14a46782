#!/bin/bash
# t0101-options.t - what every program and verb answers to odd options, stores,
# files and streams, from one table.
. "$(dirname "$0")/lib.sh"

programs=$(cd "$build/bin" && ls)

# Every program with each of its verbs: "ch-store init", "ch-get", ...
invocations() {
	local p
	for p in $programs; do
		[ "$p" = ch ] && continue
		"$p" --dump-options | awk -F'\t' -v p="$p" \
			'$1 == "verb" { print p ($2 ? " " $2 : "") }'
	done
}

# Runs all invocations with the words after it; prints those that end otherwise.
each_ends() { # each_ends CODE WORD...
	local want=$1 call got
	shift
	invocations | while read -r call; do
		got=0
		$call "$@" </dev/null >"$scratch/out" 2>"$scratch/err" || got=$?
		[ "$got" = "$want" ] || echo "$call $*: exit $got, not $want"
		[ "$want" = 0 ] || [ ! -s "$scratch/out" ] ||
			echo "$call $*: prints records"
		[ "$want" = 0 ] || [ "$(wc -l <"$scratch/err")" = 1 ] ||
			echo "$call $*: not one line of words"
	done >"$scratch/odd"
	test_cmp empty "$scratch/odd"
}

test_expect_success 'there are programs and verbs to ask' '
	test_atleast 25 "$(invocations | wc -l)" && test_store'

test_expect_success 'an option that is not there: 64' '
	each_ends 64 --no-such-option && each_ends 64 -Z &&
	each_ends 64 --quiet=yes && each_ends 64 --format && each_ends 64 -o'
test_expect_success 'a long option cut short: 64, and the whole one is named' '
	each_ends 64 --verb && test_expect_code 64 ch-get --verb 2>err &&
	test_grep "write it in full: --verbose" err'
test_expect_success 'an unknown format or colour: 64' '
	each_ends 64 -o xml && each_ends 64 --color=pink'
test_expect_success '--help and --version: 0, on standard output' '
	each_ends 0 --help && each_ends 0 --version && each_ends 0 -h &&
	each_ends 0 -V'
test_expect_success 'help names every option of a verb' - <<\X
	for p in $programs; do
		"$p" --dump-options | awk -F'\t' -v p="$p" \
			'$1 == "option" { print p, $2, $5 }'
	done | sort -u | while read -r p verb option; do
		# A program without verbs has an empty field there.
		[ -n "$option" ] || { option=$verb; verb=; }
		[ "$p" = ch ] || $p $verb --help | grep -q -e "--$option" ||
			echo "$p $verb --$option"
	done >odd && test_cmp empty odd
X
test_expect_success 'a verb that opens the store says what one must be allowed to' - <<\X
	{ for p in $programs; do
		"$p" --dump-options | awk -F'\t' -v p="$p" '
			$1 == "verb" { verb = $2; may = $5; n = 0 }
			$1 == "option" && $5 == "as-of" && !n++ &&
				may !~ /^(read|write|approve|admin):[a-z]+$/ { print p, verb, may }'
	done | grep -vx -e 'ch-staff who ' -e 'ch-import maps ' >odd; :; } &&
	test_cmp empty odd
X
test_expect_success 'a program says who it is' '
	for p in $programs; do
		test_is "$p (care-hub) $(cat "$tree/VERSION")" \
			"$("$p" --version)" || return 1
	done'

test_expect_success 'an unknown verb: 64, with the one that was meant' '
	test_expect_code 64 ch-store chekc 2>err &&
	test_grep "did you mean check" err &&
	test_expect_code 64 ch-store xyzzy 2>err && test_grep "see ch-store" err &&
	test_expect_code 64 ch-store 2>err && test_grep "which verb" err &&
	test_expect_code 64 ch-store -q init 2>err &&
	test_grep "verb first" err'
test_expect_success 'an unknown word: 64, with the one that was meant' '
	test_expect_code 64 ch nosuch 2>err && test_grep "no program ch-nosuch" err &&
	test_expect_code 64 ch impotr 2>err && test_grep "did you mean import" err &&
	test_expect_code 64 ch ../bin/ch-store 2>err'
test_expect_success 'ch runs the program beside it, and passes its code on' '
	ch store check && ch status >out && test -s out &&
	test_expect_code 64 ch store chekc && test_expect_code 66 ch get patient -s no.db'
test_expect_success 'ch help lists every program, and no other' '
	ch help | jq -r .name | sort >got &&
	printf "%s\n" $programs | grep -vx ch | sort >want &&
	test_cmp want got && ch | jq -r .name | sort >got && test_cmp want got'

# ---- stores ----

# Calls that open a store, with operands that get them that far.
cat >calls <<\X
ch-store check
ch-store digest
ch-store backup copy.db
ch-status
ch-import fhir --source x -
ch-import csv --source x --map patient -
ch-import batches
ch-import rejects
ch-import retry last
ch-import undo last
ch-get patient
ch-put -
ch-sql SELECT%201
ch-patient find x
ch-patient show 0000
ch-patient timeline 0000
ch-patient list --cohort diabetes
ch-patient team 0000
ch-patient prefer 0000
ch-staff add X --login x
ch-staff list
ch-staff role x y
ch-staff away x
ch-staff who
ch-audit trail
ch-audit verify
X

calls_end() { # calls_end CODE [PATTERN]
	local want=$1 pattern=${2-.} call word got
	while read -r call; do
		read -ra word <<<"$call"
		got=0
		"${word[@]//%20/ }" </dev/null >out 2>err || got=$?
		[ "$got" = "$want" ] || echo "$call: exit $got, not $want"
		[ ! -s out ] || echo "$call: prints something"
		grep -q -e "$pattern" err || echo "$call: no $pattern in: $(cat err)"
	done <calls >odd
	test_cmp empty odd
}

test_expect_success 'no store named: 64' '
	(unset CH_STORE && calls_end 64 "CH_STORE")'
test_expect_success 'a store that is not there: 66, with how to make one' '
	CH_STORE=no.db calls_end 66 "no.db" && ! test -e no.db'
test_expect_success 'a file that is no store: 78' '
	echo "Dear diary," >text && CH_STORE=text calls_end 78 text &&
	test_is "Dear diary," "$(cat text)"'
test_expect_success 'an SQLite file of somebody else: 78' '
	sqlite3 other.db "CREATE TABLE patient (id, name)" &&
	CH_STORE=other.db calls_end 78 other.db'
test_expect_success 'an empty file: 78' '
	: >nothing && CH_STORE=nothing calls_end 78 nothing && ! test -s nothing'
test_expect_success 'a directory as a store: 78' '
	mkdir -p folder && test_expect_code 78 ch-get patient -s folder'
for version in 99 0; do
	test_expect_success "a store of version $version: 78, and what to type" '
		test_store && sqlite3 hub.db "PRAGMA user_version=$version" &&
		calls_end 78 "version" &&
		test_is $version "$(sqlite3 hub.db "PRAGMA user_version")"'
done
test_expect_success 'an older store: the words to type are the upgrade' '
	test_store && sqlite3 hub.db "PRAGMA user_version=0" &&
	test_expect_code 78 ch-get patient 2>err && test_grep "ch-store upgrade" err'
if [ "$(id -u)" = 0 ]; then
	test_skip 'a store or file that may not be read: 77' 'root reads all'
else
	test_expect_success 'a store or file that may not be read: 77' '
		test_store && echo x >secret && chmod 0 secret &&
		test_expect_code 77 ch-import fhir --source x secret &&
		chmod 0 hub.db && calls_end 77'
fi

# ---- files and streams ----

test_expect_success 'input that is not there: 66, by name' '
	test_store &&
	test_expect_code 66 ch-import fhir --source x no.ndjson 2>err &&
	test_grep "no.ndjson" err && test_expect_code 66 ch-put no.jsonl &&
	test_expect_code 66 ch-import csv --source x --map patient no.csv'
test_expect_success 'an empty directory, a device: refused' '
	mkdir -p bare && test_expect_code 66 ch-import fhir --source x bare &&
	test_expect_code 66 ch-import fhir --source x /dev/null 2>err &&
	test_grep "/dev/null" err'
test_expect_success 'a FIFO is read' '
	rm -f pipe && mkfifo pipe &&
	{ echo "{\"type\":\"note\",\"text\":\"x\"}" >pipe & } &&
	timeout 20 ch-put pipe >out && test_jq .text out x && wait'

cat >prints <<\X
ch help
ch-store --help
ch-store --version
ch-get --dump-options
ch-get setting
ch-get batch
ch-status
ch-import maps
ch-import batches
ch-sql SELECT%201
ch-patient list
ch-audit trail
ch-audit verify
ch-store digest
X
prints_end() { # prints_end CODE REDIRECTION
	local call word got
	while read -r call; do
		read -ra word <<<"$call"
		got=0
		eval '"${word[@]//%20/ }" </dev/null 2>err '"$2" || got=$?
		[ "$got" = "$1" ] || echo "$call $2: exit $got, not $1: $(cat err)"
	done <prints >odd
	test_cmp empty odd
}
test_expect_success 'what prints, prints' '
	{ ch-import csv --source x --map patient - </dev/null || :; } &&
	prints_end 0 ">out && test -s out"'
test_expect_success 'a full standard output: 74' 'prints_end 74 ">/dev/full"'
test_expect_success 'a closed standard output: 74' 'prints_end 74 ">&-"'
test_expect_success 'a closed standard input: 74' '
	test_expect_code 74 ch-put - <&- 2>err && test -s err &&
	test_expect_code 74 ch-import fhir --source x - <&- &&
	test_expect_code 74 ch-patient show - <&- &&
	test_expect_code 74 ch-sql - <&-'
test_expect_success 'a closed standard error: the same codes' '
	test_expect_code 64 ch-get --nope 2>&- && ch-get setting >out 2>&- &&
	test_expect_code 66 ch-get patient -s no.db 2>&-'
test_expect_success 'a reader that goes away ends the program, silently' '
	(set +o pipefail; ch-sql "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
		SELECT i + 1 FROM n LIMIT 500000) SELECT i FROM n" 2>err |
		head -n 1 >out; test_is 141 "${PIPESTATUS[0]}") && ! test -s err'
test_expect_success 'nothing is left open for a file: closed 0, 1 and 2' '
	test_expect_code 74 ch-get setting <&- >&- 2>&- && ch-store check &&
	ch-audit verify >out'

test_expect_success 'numbers that are none: 64' '
	for n in x -1 1x "" 99999999999999999999; do
		test_expect_code 64 ch-get patient --limit="$n" &&
		test_expect_code 64 ch-get patient --wait="$n" || return 1
	done'
test_expect_success 'dates that are none: 64' '
	for d in 2023-02-30 never 25:00 ""; do
		test_expect_code 64 ch-get patient --since="$d" &&
		test_expect_code 64 ch-get patient --known="$d" || return 1
	done'
test_expect_success 'an option of another verb: 64' '
	test_expect_code 64 ch-store check --zone UTC &&
	test_expect_code 64 ch-get patient -n && test_expect_code 64 ch-put - -e'
test_expect_success 'options anywhere, -- ends them' '
	ch-get setting -o csv -q && test_expect_code 64 ch-get -- --nope 2>err &&
	test_grep "no such record type" err'
test_done
