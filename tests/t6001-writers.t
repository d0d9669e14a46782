#!/bin/bash
# t6001-writers.t - eight writers and an import together: none fails, nothing is
# lost; who waits too long is told to try again.
. "$(dirname "$0")/lib.sh"

sim=$(test_sim 40)
rounds=15
test_expect_success 'eight writers, an import and readers at once' '
	test_real_store && rm -f codes.* && for writer in 1 2 3 4 5 6 7 8; do
		{ for i in $(seq $rounds); do
			echo "{\"type\":\"note\",\"title\":\"$writer\",\"text\":\"$i\"}" | ch-put -q - 2>/dev/null
			echo $? >>codes.$writer
		done & }
	done && { ch-import fhir -q --source s "$sim" 2>/dev/null; echo $? >codes.import; } &&
	for i in 1 2 3; do { ch-get note >seen; ch-status >seen; echo $? >codes.read$i; }; done && wait &&
	test_is 0 "$(cat codes.* | sort -u)" && test_is "$((8 * rounds + 4))" "$(cat codes.* | wc -l)"'
test_expect_success 'nothing is lost, nothing doubled' '
	test_is "$((8 * rounds))" "$(count note)" &&
	test_is "$((8 * rounds))" "$(ch-get note | jq -r ".title + \".\" + .text" | sort -u | wc -l)" &&
	test_is 40 "$(count patient)" && ch-store check && ch-audit verify >out &&
	test_is "$(sqlite3 hub.db "SELECT count(*) FROM journal")" "$(jq .rows out)"'
test_expect_success 'all write the same record: one wins each rev, none is lost' - <<\X
	test_real_store && echo '{"type":"note","id":"00000000000000aa","text":"0"}' | ch-put -q - &&
	for writer in 1 2 3 4 5 6 7 8; do
		{ { echo '{"type":"note","id":"00000000000000aa","rev":1,"text":"'$writer'"}' |
			ch-put -q - 2>/dev/null; echo $? >code.$writer; } & }
	done && wait && test_is "1 0 7 65" "$(cat code.? | sort -n | uniq -c | xargs)" &&
	test_jq .rev <(ch-get note) 2
X
test_expect_success 'imports of the same files at once: as one' '
	test_real_store && for i in 1 2 3; do
		{ { ch-import fhir -q --source s "$sim" 2>/dev/null; echo $? >code.$i; } & }
	done && wait && test_is 0 "$(cat code.[123] | sort -u)" && test_is 40 "$(count patient)" &&
	want=$(everything) && test_real_store && ch-import fhir -q --source s "$sim" &&
	test_is "$want" "$(everything)"'
test_expect_success 'a chunked import lets others in between' '
	test_real_store && { { ch-import fhir -q --source s --chunk 100 "$sim"; echo $? >code.import; } & } &&
	sleep 0.1 && for i in 1 2 3 4 5; do
		echo "{\"type\":\"note\",\"text\":\"x\"}" | ch-put -q --wait 20 - || return 1
	done && wait && test_is 0 "$(cat code.import)" && test_is 5 "$(count note)" && test_is 40 "$(count patient)"'

# Somebody who holds the pen and does not let go.
hold() { # hold COMMAND...: runs it while another writes
	(sqlite3 "$CH_STORE" "BEGIN IMMEDIATE; SELECT 1;" ".shell sleep 4" >/dev/null) &
	local holder=$!
	sleep 0.5
	"$@"
	local got=$?
	wait $holder
	return $got
}
test_expect_success 'who waits too long: 75, at once with --wait 0, and nothing is written' '
	test_real_store && echo "{\"type\":\"note\",\"text\":\"x\"}" >one &&
	hold test_expect_code 75 ch-put --wait 0 one 2>err && test_grep busy err &&
	test_is 0 "$(count note)" && ch-put -q one && test_is 1 "$(count note)"'
test_expect_success 'who waits long enough gets a turn' '
	hold ch-put -q --wait 20 one && test_is 2 "$(count note)"'
test_expect_success 'readers need not wait' '
	hold ch-get note --wait 0 >out && test_is 2 "$(wc -l <out)"'
test_expect_success 'a writer that was killed holds nobody up' '
	for i in 1 2 3 4 5; do
		{ ch-import fhir -q --source k "$sim" & } && p=$! && sleep 0.0$((i * 2 - 1)) &&
		{ kill -9 $p; wait $p; timeout 20 ch-put -q --wait 5 one; } || return 1
	done 2>/dev/null && test_is 7 "$(count note)" && ch-store check'
test_expect_success 'who may write the store may wait for it: the queue is as open as it' '
	test_store && rm -f hub.db-queue && chmod 660 hub.db && ch-staff add A --login a >out &&
	test_is 660 "$(stat -c %a hub.db-queue)" && rm hub.db-queue && chmod 600 hub.db &&
	ch-staff add B --login b >out && test_is 600 "$(stat -c %a hub.db-queue)"'
test_done
