#!/bin/bash
# t0201-streams.t - the stream between programs: JSON lines, what is refused and
# how, CSV, tables on a terminal, and that no message holds a value.
. "$(dirname "$0")/lib.sh"
needs script

# The schema as JSON: {"patient": [["id","ID"], ...]}.
schema() {
	awk '/^CREATE TABLE/ { t = $3; n = 0; next }
		/^\);|^\) / { t = "" }
		t && /^\t[a-z]/ {
			sub(/ --.*/, "")
			k = split($0, part, ",")
			for (i = 1; i <= k; i++)
				if (split(part[i], w, " ") >= 2 &&
				    w[2] ~ /^(ID|REF|ANYREF|MOMENT|TEXT|INTEGER|REAL|FLAG|DECIMALTEXT|JSONTEXT)$/)
					print t, w[1], w[2]
		}' "$tree/share/schema/hub.sql" | jq -Rn '[inputs | split(" ")] |
		group_by(.[0]) | map({(.[0][0]): .}) | add' >order.json
	# group_by keeps the order within a group.
	jq 'map_values(map(.[1:]))' order.json
}

test_expect_success 'a population, out of every type' '
	test_sim_store && for type in $(types) batch; do ch-get "$type"; done >all &&
	schema >schema.json && test_atleast 40 "$(jq length schema.json)"'
test_expect_success 'type, v, id first, then the schema`s order; no null, flat' - <<\X
	jq -c --slurpfile s schema.json '
		select(keys_unsorted as $k | ($s[0][.type] | map(.[0]) - ["id"]) as $o |
		($k[:3] != ["type", "v", "id"]) or .v != 1 or
		($k[3:] != ($o | map(select(. as $f | $k | index($f))))) or
		any(.[]; . == null))' all >odd && test_cmp empty odd
X
test_expect_success 'a field is spelled as it is declared' - <<\X
	jq -c --slurpfile s schema.json '
		. as $r | ($s[0][.type] | map({(.[0]): .[1]}) | add) as $decl |
		to_entries[] | select(.key != "type" and .key != "v") |
		($decl[.key]) as $a | .value as $v | ($v | type) as $t |
		select(if $a == "ID" or $a == "REF" then
				$t != "string" or ($v | test("^[0-9a-f]{16}$") | not)
			elif $a == "ANYREF" then ($v | test("^[a-z]+/[0-9a-f]{16}$") | not)
			elif $a == "MOMENT" then ($v | test("^-?[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:]{5,8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$") | not)
			elif $a == "FLAG" then $t != "boolean"
			elif $a == "INTEGER" or $a == "REAL" then $t != "number"
			elif $a == "TEXT" or $a == "DECIMALTEXT" then $t != "string"
			else $a != "JSONTEXT" end) | [$r.type, .key, .value]' all >odd &&
	test_cmp empty odd
X
test_expect_success 'compact: jq -c gives the same bytes' '
	grep -v "[.][0-9]*e\|[0-9]e[+-]" all | grep -v "\"value[^\"]*\":[0-9.]*" >plain &&
	test_atleast 500 "$(wc -l <plain)" && jq -c . <plain | cmp - plain'
test_expect_success 'the same twice: stable' '
	for type in $(types) batch; do ch-get "$type"; done | cmp - all'

test_expect_success 'escapes go in and come out the same' - <<\X
	test_store && printf '%s\n' '{"type":"note","id":"00000000000000aa","text":"a\"b\\c/d\n\t\u0001\u001b[31m é😀 \u202e"}' | ch-put - >out &&
	jq -r .text out >got && printf 'a"b\\c/d\n\t\001\033[31m é😀 \342\200\256\n' >want &&
	test_cmp want got && ! grep -q "$(printf '\033')" out &&
	ch-get note >once && ch-put - <once | jq -r .text | cmp - want
X

# ---- what is refused, and the hint ----

refused() { # refused WANTED-WORDS: standard input into ch-put
	test_expect_code 65 ch-put - >out 2>err && test_cmp empty out &&
	test_grep "^ch-put: <stdin>:[0-9]*:.*$1" err
}
test_expect_success 'not JSON lines: refused, and what helps is named' - <<\X
	test_store && echo '{"type":"note","text":"x"}' >one &&
	{ jq . one | refused 'jq -c \.'; } &&
	{ jq -s . one | refused 'jq -c'; } && { jq -cs . one | refused "jq -c '\.\[\]'"; } &&
	{ printf '{"type":"note","te' | refused 'cut off'; } &&
	{ printf '{"type":"note","text":"a\0b"}\n' | refused NUL; } &&
	{ printf '{"type":"note","text":"\\u0000"}\n' | refused NUL; } &&
	{ printf '{"type":"note","text":"\377"}\n' | refused UTF-8; } &&
	{ printf '{"type":"note","text":"\355\240\200"}\n' | refused UTF-8; } &&
	{ printf '{"type":"note","text":"\300\257"}\n' | refused UTF-8; } &&
	{ echo '{"type":"note","text":"a","text":"b"}' | refused twice; } &&
	{ echo '{"text":"a"}' | refused type; } && { echo '"x"' | refused .; } &&
	{ echo '{"type":"note"} x' | refused .; } &&
	{ echo '{"type":"note","text":NaN}' | refused .; } &&
	test_is 0 "$(count note)"
X
test_expect_success 'absurd depth is refused, whoever reads it' - <<\X
	deep=$(printf '[%.0s' $(seq 3000))$(printf ']%.0s' $(seq 3000)) &&
	echo '{"type":"score","why":'"$deep"'}' | refused deep &&
	echo '{"resourceType":"Patient","id":"p","x":'"$deep"'}' >in &&
	for parser in fast jansson; do
		test_expect_code 65 ch-import fhir --source x --parser=$parser in 2>err &&
		test_grep deep err || return 1
	done
X
test_expect_success 'a line over 64 MiB is refused, and the next one read' '
	{ printf "{\"type\":\"note\",\"text\":\""; head -c 67200000 /dev/zero | tr "\0" x
	echo "\"}"; cat one; } | { test_expect_code 65 ch-put -k - >out 2>err; } &&
	test_grep "^ch-put: <stdin>:1:.*64 MiB" err && test_is 1 "$(count note)" &&
	{ printf "{\"resourceType\":\"Patient\",\"id\":\"p\",\"x\":\""
	head -c 67200000 /dev/zero | tr "\0" x; echo "\"}"
	echo "{\"resourceType\":\"Patient\",\"id\":\"q\"}"; } |
	{ test_expect_code 65 ch-import fhir -q -k --source x - 2>err; } &&
	test_grep "^ch-import: <stdin>:1:.*64 MiB" err && test_is 1 "$(count patient)"'
test_expect_success 'a line of 40 MB is read' '
	test_store && { printf "{\"resourceType\":\"Patient\",\"id\":\"p\",\"text\":{\"div\":\""
	head -c 40000000 /dev/zero | tr "\0" x; echo "\"}}"; } |
	ch-import fhir -q --source x - && test_is 1 "$(count patient)"'
test_expect_success 'CRLF, a BOM, blank lines, no last newline: read' - <<\X
	test_store && printf '\357\273\277{"type":"note","text":"1"}\r\n\r\n\n{"type":"note","text":"2"}' |
		ch-put - >out && test_is "1 2" "$(jq -r .text out | paste -sd' ' -)"
X
test_expect_success 'a BOM elsewhere is refused' - <<\X
	printf '{"type":"note"}\n\357\273\277{"type":"note"}\n' | refused .
X

# ---- no value in a message ----

test_expect_success 'SECRETVALUE at every place of every FHIR map`s examples' - <<\X
	test_store && sed -n 's/^< {/{/p' "$tree"/share/maps/fhir/*.map |
		jq -c '. as $r | (paths(scalars) | select(.[-1] != "resourceType")) as $p | ("SECRETVALUE", {SECRETVALUE: "SECRETVALUE"}, 5) as $x |
		$r | try setpath($p; $x) catch empty' >in && test_atleast 1000 "$(wc -l <in)" &&
	for parser in fast jansson; do
		{ ch-import fhir -k --source x --parser=$parser in >out 2>err || :; } &&
		test_atleast 100 "$(wc -l <err)" && ! grep -n SECRETVALUE out err || return 1
	done && ! ch-import rejects | grep SECRETVALUE && ! ch-status | grep SECRETVALUE &&
	! ch-audit trail | grep -v '"fields"' | grep SECRETVALUE
X
test_expect_success 'SECRETVALUE in every cell of every CSV map`s examples' - <<\X
	test_store && for map in "$tree"/share/maps/csv/*.map; do
		sed -n 's/^< //p' "$map" >lines && head -n 1 lines >heading &&
		sed -n 2p lines | awk -F, '{ for (i = 1; i <= NF; i++) {
			$0 = $0; was = $i; $i = "SECRETVALUE"; s = $1
			for (k = 2; k <= NF; k++) s = s "," $k
			print s; $i = was } }' >cells && cat heading cells >in.csv &&
		{ ch-import csv -k --source x --map "$map" in.csv >out 2>>err || :; } &&
		! grep -n SECRETVALUE out || { echo "in $map"; return 1; }
	done && test_atleast 5 "$(wc -l <err)" && ! grep -n SECRETVALUE err
X
test_expect_success 'SECRETVALUE in every field of every type, by ch-put' - <<\X
	test_store && jq -c 'to_entries[] | .key as $t | .value[] |
		("SECRETVALUE", {SECRETVALUE: "SECRETVALUE"}, ["SECRETVALUE"], "SECRETVALUE/1111111111111111") as $x |
		{type: $t, (.[0]): $x}' schema.json >in && test_atleast 1000 "$(wc -l <in)" &&
	{ ch-put -n -k - <in >out 2>err || :; } && test_atleast 500 "$(wc -l <err)" &&
	! grep -n SECRETVALUE err
X
test_expect_success 'SECRETVALUE in what is no JSON, no record, no CSV' - <<\X
	for in in 'SECRETVALUE' '{"SECRETVALUE' '{"type":"SECRETVALUE"}' '"SECRETVALUE"' \
		'{"resourceType":"SECRETVALUE' '{"resourceType":"Patient","id":"SECRETVALUE"' \
		'["SECRETVALUE"]' '{"type":"note","text":"SECRETVALUE' 'a,b
"SECRETVALUE' 'origin,family
SECRETVALUE,x,y,z'; do
		{ ch-put - <<<"$in"; ch-import fhir --source x - <<<"$in"
		ch-import csv --source x --map patient - <<<"$in"
		ch-patient show - <<<"$in"; ch-patient timeline - <<<"$in"
		ch-sql - <<<"SELECT '$in"; ch-get patient --where "family<$in"
		ch-get patient --where "birth=$in"; ch-get patient --where "id=$in"
		ch-get patient --since "$in"; ch-get note --patient "$in"
		ch-patient show "$in"; } >out 2>err
		! grep -n SECRETVALUE err || { echo "for $in"; return 1; }
	done
X

# ---- on a terminal ----

test_expect_success 'a terminal changes how it looks, never what is there' '
	test_sim_store && ch-get encounter --limit 30 >want &&
	test_tty "ch-get encounter --limit 30 -o jsonl" >got && test_cmp want got &&
	ch-get encounter --limit 30 -o table >piped &&
	TERM=dumb test_tty "stty cols 80; ch-get encounter --limit 30" >tty &&
	test_atleast 31 "$(wc -l <piped)" && test_is 0 "$(awk "length > 80" tty | wc -l)" &&
	test_is 30 "$(awk "NR > 1 { print \$NF }" piped | while read -r id; do grep -c -- "$id" tty; done | grep -cx 1)" && ch-get encounter --limit 30 -o csv >want &&
	test_tty "ch-get encounter --limit 30 -o csv" >got && test_cmp want got'
test_expect_success 'tables speak words, and names before ids' '
	ch-get encounter -o table >out && test_grep Emergency out && ! grep -w EMER out'
test_expect_success 'no colour in a pipe, with NO_COLOR, or when asked for none' - <<\X
	esc=$(printf '\033') && ch-get patient -o table >out && ! grep "$esc" out &&
	TERM=xterm NO_COLOR=1 test_tty 'ch-get patient' >out && ! grep "$esc" out &&
	TERM=xterm test_tty 'ch-get patient --color=never' >out && ! grep "$esc" out &&
	TERM=xterm test_tty 'ch-get patient' >out && test_grep "$esc" out &&
	ch-get patient -o table --color=always >out && test_grep "$esc" out
X
# Every byte below a blank but newline, DEL, C1, and what turns text around.
harmful() { LC_ALL=C grep -nP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae\x8b-\x8f]|\xe2\x81[\xa6-\xa9]' "$@"; }
test_expect_success 'what would turn a terminal on its head is shown harmless' - <<\X
	test_store && e='\u001b[2J\u001b]0;x\u0007 \u009b31m \u202e\u2066 \u200b \u007f \r\b\t end' &&
	printf '{"type":"patient","id":"1111111111111111","family":"%s","given":"%s","city":"%s","line":"%s","source":"hub"}\n{"type":"condition","patient":"1111111111111111","name":"%s","status":"active"}\n{"type":"medication","patient":"1111111111111111","name":"%s","status":"active","sig":"%s"}\n{"type":"preference","patient":"1111111111111111","kind":"diet","value":"%s"}\n{"type":"observation","patient":"1111111111111111","code":"x","name":"%s","text":"%s","at":"2026-01-01"}\n' \
		"$e" "$e" "$e" "$e" "$e" "$e" "$e" "$e" "$e" "$e" | ch-put -q - &&
	for call in 'ch-get patient -o table' 'ch-get condition -o table' \
		'ch-patient show 1111 -o table' 'ch-patient timeline 1111 -o table' \
		'ch-patient find end -o table' 'ch-patient prefer 1111 -o table' \
		'ch-sql -o table "SELECT family, given FROM patient"' \
		'ch-get patient' 'ch-patient show 1111'; do
		eval "$call" >out && test -s out &&
		! harmful out || { case $call in
			*table*) echo "$call"; return 1 ;; esac; }
	done && test_tty 'ch-patient show 1111 --color=never' >out && ! harmful out &&
	ch-get patient >out && ! LC_ALL=C grep -nP '[\x00-\x1f\x7f]' out
X
test_expect_success 'and in messages, too' - <<\X
	esc=$(printf '\033[31m') && cp one "$esc" && { ch-get "$esc"; ch-get patient --where "$esc=1"
	ch "$esc"; ch-store "$esc"; ch-get patient "--$esc"; ch-put "$esc"
	ch-get -s "$esc.db" patient; ch-import fhir --source "$esc" "$esc"
	ch-import csv --source x --map "$esc" -; ch-import undo "$esc"
	ch-patient list --cohort "$esc"; ch-get patient --fields "$esc"
	ch-staff role "$esc" y; echo '{' >"$esc"; ch-put "$esc"
	:; } >out 2>err </dev/null && test_atleast 10 "$(wc -l <err)" && ! harmful err
X
test_expect_success 'a pager only on a terminal, and only when named' '
	test_sim_store && export CH_PAGER="sed s/^/PAGED/" &&
	test_tty "ch-get patient" >out && test_grep PAGED out &&
	ch-get patient >out && ! grep PAGED out && unset CH_PAGER'
test_done
