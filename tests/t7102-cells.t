#!/bin/bash
# t7102-cells.t - CSV that a spreadsheet takes for what it is, and that is read
# again as it was.
. "$(dirname "$0")/lib.sh"

test_expect_success 'texts of every kind that a spreadsheet, or a terminal, would obey' - <<'X'
	test_sim_store && p=$(ch-get patient --limit 1 | jq -r .id) && printf '%s\n' '"=HYPERLINK(1)\u001b[31m"' '"+1-555"' '"-x"' '"-5.5"' '"@a"' \
		'"\ta"' '"\r=a"' "\"'=1\"" "\"it's\"" '"a\u009bb"' '"-2+3"' '"plain, \"quoted\""' |
		jq -c --arg p "$p" '{type: "note", v: 1, patient: $p, text: .}' >n && ch-put -q n && ch-get note >want && test_is 12 "$(wc -l <want)"
X
for o in 'ch-get note -o csv --fields text' 'ch-sql -o csv "SELECT text FROM note"'; do
test_expect_success "no cell is a formula, no control is raw; numbers are numbers: $o" - <<'X'
	eval "$o" >out && tail -n +2 out | sed 's/^"//; s/"$//' >cells && ! grep -e '^[=+@	]' -e '^-[^0-9]' cells && ! LC_ALL=C grep -e $'\033' -e $'\302\233' cells &&
	test_grep '^-5.5$' cells && test_grep "^'-2+3" cells && test_grep "^''=1\$" cells && test_grep "^it's\$" cells && test_grep '^plain' cells
X
test_expect_success "--raw writes as is: $o" - <<'X'
	eval "$o --raw" >out && test_grep '^=HYP' out && test_grep $'\033' out && test_grep "^'=1" out
X
done
test_expect_success 'headings, too' 'ch-sql -o csv "SELECT 1 AS \"=x\"" >out && test_grep "^'\''=x" out'
test_expect_success 'what was written so is read as it was, controls as they are shown; with --raw to the byte' - <<'X'
	ch-get note -o csv --raw >raw.csv && ch-get note -o csv >safe.csv && jq -Sc '[.id, (.text | ltrimstr("\t") | ltrimstr("\r"))]' want | sort >w &&	# a feed's blanks at the ends are nobody's
	test_store && ch-import csv -q --source x --map note raw.csv && ch-get note | jq -Sc '[.id, .text]' | sort >g && test_cmp <(sed "s/\"'=/\"=/" w) g &&
	test_store && ch-import csv -q --source x --map note safe.csv && ch-get note | jq -Sc '[.id, .text]' | sed 's/\\\\x1b/\\u001b/; s/\\\\x9b/'$'\302\233/' | sort >g && test_cmp w g
X
test_done
