#!/bin/bash
# t0203-csv-suite.t - csv-spectrum through the CSV door, against its JSON; and
# what is no CSV is refused.
. "$(dirname "$0")/lib.sh"

# A map that makes a note of every cell that is not empty: kind says of which
# column. Two rows may say the same.
map_for() { # map_for HEADING-WORD...
	printf 'map csv cells\nabsent keep\nrepeat number\n'
	for column in "$@"; do
		printf 'record note when [%s]\n  origin "%s" [%s]\n  kind "%s"\n  text [%s]\n' \
			"$column" "$column" "$column" "$column" "$column"
	done
}
cells() { # from the store, in the order of a sort
	ch-get note | jq -cS '[.kind, .text]' | sort
}

if [ -d "$data/csv-spectrum" ]; then
	for csv in "$data"/csv-spectrum/csvs/*.csv; do
		name=$(basename "$csv" .csv)
		# There the JSON has another telephone number than the CSV.
		test_expect_success "csv-spectrum: $name" - <<-\X
			test_store && json=$data/csv-spectrum/json/$name.json &&
			jq -r '[.] | flatten | .[0] | keys_unsorted[]' "$json" >columns &&
			mapfile -t column <columns && map_for "${column[@]}" >cells.map &&
			if iconv -f utf-8 -t utf-8 "$csv" >utf8 2>iconv.err; then
				ch-import csv --source x --map cells.map "$csv" >out &&
				jq -cS '[.] | flatten | .[] | to_entries[] |
					select(.value != "") | [.key, .value]' "$json" |
					sort >all && cells >got && test_cmp \
					<(grep -v "Contact Phone" all) \
					<(grep -v "Contact Phone" got) &&
				test_jq .read out "$(jq '[.] | flatten | length' "$json")"
			else
				test_expect_code 65 ch-import csv --source x \
					--map cells.map "$csv" 2>err && test_grep UTF-8 err
			fi
		X
	done
else
	test_skip 'csv-spectrum' "no csv-spectrum in $data"
fi

csv() { # csv [OPTION...]: standard input by the generic map of notes
	ch-import csv --source x --map note "$@" -
}
texts() { ch-get note | jq -c .text | paste -sd' ' -; }
while IFS='|' read -r name want input; do
	test_expect_success "read: $name" '
		test_store && printf "$input" | csv >out && test_is "$want" "$(texts)"'
done <<'TABLE'
LF|"a" "b"|origin,text\n1,a\n2,b\n
CRLF|"a" "b"|origin,text\r\n1,a\r\n2,b\r\n
no last newline|"a"|origin,text\n1,a
a BOM|"a"|\357\273\277origin,text\n1,a\n
blank lines|"a" "b"|origin,text\n1,a\n\n\n2,b\n\n
quotes, commas and line ends|"a, \"b\"\nc"|origin,text\n1,"a, ""b""\nc"\n
a quote inside of an unquoted cell, as csv-spectrum has them|"b\"c"|origin,text\n1,b"c\n
a quote inside of a cell without quotes is one|"b\"c"|origin,text\n2,b"c\n
an empty quoted cell is empty|null|origin,text\n1,""\n
columns in another order, in other cases|"a"|Text,ORIGIN\na,1\n
no rows||origin,text\n
TABLE
while IFS='|' read -r name line input; do
	test_expect_success "refused by line: $name" '
		test_store && { printf "$input" |
			test_expect_code 65 csv >out 2>err; } &&
		test_grep "^ch-import: <stdin>:$line:" err && test_is "" "$(texts)"'
done <<'TABLE'
a quote that is not closed|2|origin,text\n1,"a\n2,b\n
a quote that closes too early|2|origin,text\n1,"a"b\n
a row too short|3|origin,text\n1,a\n2\n
a row too long|2|origin,text\n1,a,z\n2,b\n
NUL|2|origin,text\n1,a\000b\n
bytes that are not UTF-8|2|origin,text\n1,a\377\n
a row without an origin|3|origin,text\n1,a\n,b\n
a line in quotes: where the row begins|4|origin,text\n1,"a\nb"\n2,c,d\n
TABLE
test_expect_success '-k: good neighbours are kept' '
	test_store && { printf "origin,text\n1,a\n2\n3,c\n4,\"d\"e\n5,f\n" |
	test_expect_code 65 csv -k >out 2>err; } && test_is "\"a\" \"c\" \"f\"" "$(texts)" &&
	test_jq .refused out 2'
test_expect_success 'a heading without what the map needs: refused, by name' '
	printf "map csv m\nrecord note\n  origin origin\n  text text\n" >m.map &&
	test_store && { printf "origin,other\n1,a\n" | test_expect_code 65 \
		ch-import csv --source x --map m.map - 2>err; } && test_grep text err'
test_expect_success 'a map that is not there, or is none: refused by name and line' '
	test_expect_code 66 ch-import csv --source x --map nosuch - </dev/null &&
	test_expect_code 64 ch-import csv --source x - </dev/null &&
	while IFS="|" read -r line text; do
		printf "$text" >bad.map &&
		test_expect_code 65 ch-import maps check ./bad.map 2>err &&
		test_grep "bad.map:$line:" err || { echo "at $text"; return 1; }
	done <<-\TABLE
	1|map\n
	1|map xml x\n
	2|map csv x\nrecord nosuch\n
	3|map csv x\nrecord note\n  nofield a\n
	4|map csv x\nrecord note\n  origin a\n  said b\n
	4|map csv x\nrecord note\n  origin a\n  at b flag\n
	4|map csv x\nrecord note\n  origin a\n  text @nosuch\n
	4|map csv x\nrecord note\n  origin a\n  text [a\n
	3|map csv x\nrecord note\n  text a {x=\n
	2|map csv x\nnonsense y\nrecord note\n  origin a\n
	TABLE
	'
test_expect_success 'every map`s own examples hold' '
	for map in "$tree"/share/maps/csv/*.map "$tree"/share/maps/fhir/*.map; do
		test_grep "^> " "$map" && ch-import maps check "$map" || return 1
	done'
test_expect_success 'an example that does not hold is told by its line: 65' '
	sed "s/^> .*$/> {\"type\":\"patient\",\"family\":\"Nobody\"}/" \
		"$tree/share/maps/csv/febrl-people.map" >wrong.map &&
	test_expect_code 65 ch-import maps check ./wrong.map 2>err &&
	test_grep "wrong.map:[0-9]*:" err'
test_expect_success 'the list of maps: names, hashes, files' '
	ch-import maps >out && test_is "$(ls "$tree"/share/maps/*/*.map | wc -l)" \
		"$(wc -l <out)" && jq -r "[.sha256, .file] | join(\"  \")" out |
		sha256sum -c --quiet'
test_done
