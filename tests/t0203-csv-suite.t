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
while IFS='|' read -r name want words input; do
	test_expect_success "a heading: $name" '
		test_store && { printf "$input" |
			test_expect_code 65 csv >out 2>err; } &&
		test_grep "$words" err && test_is "$want" "$(texts)"'
done <<'TABLE'
a column twice||:1: text: the heading has this column twice: columns 2 and 4|origin,text,kind,text\n1,a,b,c\n
twice but for case||columns 2 and 3|origin,text,Text\n1,a,b\n
twice but for blanks||columns 1 and 3|origin,text,"\302\240origin "\n1,a,b\n
twice, of those that nobody reads||columns 3 and 4|origin,text,x y,X  Y\n1,a,b,c\n
a column misspelled that must be there||is it column 1, "orgin"?|orgin,text\n1,a\n
TABLE
test_expect_success 'a heading: what is nearly right is asked about, what nobody reads is counted' '
	test_store && printf "origin,texts,,extra,void\n1,a,b,\"c\",\n2,,b,c,\n3,d, ,,\n" |
		csv --explain >out 2>err &&
	test_grep "<stdin>:1: no line of the map reads column 2, \"texts\"; did you mean \"text\"" err &&
	test_is 1 "$(wc -l <err)" && jq -r "select(.type == \"unread\") | [.path, .count] | join(\" \")" out |
		paste -sd, - >got && test_is "column 3 2,extra 2,texts 2" "$(cat got)" &&
	ch-get batch | jq -c .unread >got && test_grep "\"extra\":2" got'
test_expect_success 'a refusal names the column and its number; the record our field' '
	printf "map csv m\nrecord observation\n  origin [Lab no] CODE\n  at WHEN? | TIME moment\n  value RESULT\n" >m.map &&
	test_store && { printf "Lab no,CODE,RESULT,TIME,WHEN\n1,c,x,,\n2,c,1,noon,\n3,c,1,noon,dusk\n,c,1,,\n" |
		test_expect_code 65 ch-import csv --source x --map m.map - 2>err; } &&
	test_grep "<stdin>:2:3: RESULT (value): not a number" err &&
	test_grep "<stdin>:3:4: TIME (at): not a date" err &&
	test_grep "<stdin>:4:5: WHEN (at): not a date" err &&
	test_grep "<stdin>:5:1: Lab no (origin): missing" err &&
	test_is "value 3 not-a-number" "$(ch-import rejects | jq -r "select(.line == 2) | [.field, .col, .reason] | join(\" \")")"'

# ---- what is no text, or goes on for ever ----

test_expect_success 'CR alone ends lines; mixed with others too' '
	test_store && printf "origin,text\r1,a\r2,\"b\rc\"\r3\r" |
		{ test_expect_code 65 csv -k 2>err; } >out && test_grep "<stdin>:5: not as many" err &&
	test_is "\"a\" \"b\\nc\"" "$(texts)" && test_store &&
	printf "origin,text\n1,a\r2,b\r\n3,c" | csv -q && test_is "\"a\" \"b\" \"c\"" "$(texts)"'
test_expect_success 'what a refused row`s quotes still hold makes no rows' '
	test_store && { printf "origin,text\n1,\"a\\000\n2,forged\nx\"\n3,c\n4,\"\377\n5,forged" |
		test_expect_code 65 csv -k >out 2>err; } && test_is "\"c\"" "$(texts)" &&
	test_grep "<stdin>:2: a NUL" err && test_grep "<stdin>:6: not valid UTF-8" err &&
	test_grep "<stdin>:6: a quote is never closed" err && test_jq .refused out 3'
test_expect_success 'a field longer than can be: one refusal, and the next row is read' '
	test_store && { { printf "origin,text\n1,\"" &&
		awk "BEGIN { for (i = 0; i < 8000000; i++) print \"2,forged\" }" &&
		printf "\"\n3,c\n"; } | test_expect_code 65 csv -k >out 2>err; } &&
	test_is "\"c\"" "$(texts)" && test_jq ".read, .refused" out "2 1" &&
	test_is 1 "$(grep -c "longer than 64 MiB" err)"'
test_expect_success 'more columns than there can be' '
	{ printf "origin$(printf ",c%s" $(seq 4096))\n1\n" | test_expect_code 65 csv 2>err; } &&
	test_grep "<stdin>:1: more than 4096 columns" err'
test_expect_success 'a thousand columns' '
	test_store && { printf "origin,text$(printf ",c%s" $(seq 998))\n" &&
		printf "1,a$(printf ",%s" $(seq 998))\n"; } | csv >out && test_is "\"a\"" "$(texts)" &&
	test_is 998 "$(ch-get batch | jq ".unread | length")"'
test_expect_success 'a byte order mark before a quote' '
	test_store && printf "\357\273\277\"origin\",\"text\"\r\n\"1\",\"a\"\r\n" | csv -q &&
	test_is "\"a\"" "$(texts)"'

# ---- encodings and delimiters ----

test_expect_success '--encoding: what it says is text, what it cannot say is refused' '
	test_store && { printf "origin,text\n1,M\374ller \200\n2,\201\n3,c\n" >w.csv &&
		test_expect_code 65 ch-import csv --source x --map note --encoding windows-1252 -k w.csv >out 2>err; } &&
	test_is "\"Müller €\" \"c\"" "$(texts)" && test_grep "w.csv:3: bytes that are no character" err &&
	test_is bad-character "$(ch-import rejects | jq -r .reason)" &&
	ch-import csv --source x --map note --encoding iso-8859-1 w.csv >out && test_jq .read out 3 &&
	ch-get batch | jq -r .map | tail -1 >got && test_grep "encoding=iso-8859-1$" got'
test_expect_success 'an encoding that nobody knows, or that changes letters: 64' '
	for name in nosuch "" ascii//TRANSLIT utf-8,CCS=x; do
		test_expect_code 64 ch-import csv --source x --map note --encoding "$name" w.csv || return 1
	done'
for as in utf-16 utf-16le utf-16be; do
	test_expect_success "$as, a mark says so by itself" '
		test_store && printf "\357\273\277origin,text\r\n1,\"Łódź, x\"\r\n" |
			iconv -f utf-8 -t '$as' >u.csv && csv -q <u.csv && test_is "\"Łódź, x\"" "$(texts)" &&
		csv --again --encoding windows-1252 <u.csv >out && test_jq .unchanged out 1'
done
test_expect_success 'half a character is refused by its line' '
	test_store && { printf "origin,text\n1,a\n2,b" | iconv -t utf-16le | head -c -1 |
		test_expect_code 65 csv --encoding utf-16le -k 2>err >out; } && test_grep "<stdin>:3: bytes" err &&
	test_is "\"a\"" "$(texts)"'
test_expect_success '--delimiter: any character or tab; a retry knows it' '
	test_store && printf "origin\ttext\n1\ta,b\n" | csv -q --delimiter tab &&
	printf "origin@text\n2@c\n" | csv -q --delimiter @ && test_is "\"a,b\" \"c\"" "$(texts)" &&
	printf "origin@at\n3@noon\n" >at.csv &&
	test_expect_code 65 ch-import csv --source x --map note --delimiter @ -k at.csv -q &&
	test_expect_code 65 ch-import retry last -q 2>err && test_grep "at.csv:2:2: at: not a date" err &&
	for odd in "" ab "\"" "$(printf "\001")"; do
		csv --delimiter "$odd" <at.csv 2>err
		test_is 64 $? "$odd" || return 1
	done'
auto() { CH_SHARE=$PWD/site ch-import csv --source x --map auto "$@"; }
test_expect_success '--map auto: the map that reads most of what is there, named and noted' '
	mkdir -p site/maps/csv && for name in small large; do
		printf "map csv %s\nrecord note\n  origin Nr\n  text Words\n" $name >site/maps/csv/$name.map
	done && printf "  kind Sort?\n" >>site/maps/csv/large.map &&
	test_store && printf "Nr,Words,Sort\n1,a,b\n" >f.csv && auto f.csv >out 2>err &&
	test_grep "f.csv: read by the map large" err &&
	test_grep "csv/large@" out && test_is "\"a\"" "$(texts)" &&
	auto - <f.csv >out && test_jq .unchanged out 1'
test_expect_success '--map auto: a tie, or none, is refused and names them' '
	printf "Nr,Words\n1,a\n" >g.csv && printf "Nr,Sort\n1,a\n" >h.csv &&
	test_expect_code 65 auto g.csv 2>err && test_grep "g.csv:1: several .* alike: large, small;" err &&
	test_expect_code 65 auto h.csv 2>err && test_grep "h.csv:1: no map .*large (it needs Words)" err'
test_expect_success '--map auto: a map is only for files that have its marks' '
	printf "auto Mark\n" >>site/maps/csv/large.map && auto f.csv >out 2>err &&
	test_grep "map small" err && printf "Nr,Words,mark\n1,a,\n" >f.csv && auto f.csv >out 2>err &&
	test_grep "map large" err'
test_expect_success '--map auto: files of two maps are no one load' '
	test_expect_code 65 auto f.csv g.csv 2>err && test_grep "g.csv: .* small, .* large" err'
if [ -d "$data/csv-synthea" ]; then
	test_expect_success '--map auto: each file of Synthea by its own map' '
		test_store && for t in allergies careplans conditions devices encounters immunizations \
			medications observations organizations patients procedures providers; do
			head -2 "$data/csv-synthea/$t.csv" >one.csv &&
			ch-import csv --source x --map auto -n -q one.csv 2>err &&
			test_grep "by the map synthea-$t$" err || return 1
		done && for t in supplies claims; do
			head -2 "$data/csv-synthea/$t.csv" >one.csv &&
			test_expect_code 65 ch-import csv --source x --map auto -n -q one.csv 2>err || return 1
		done'
fi
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
