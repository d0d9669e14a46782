#!/bin/bash
# t1025-alert.t - alerts: listed by how serious they are, answered by one,
# settled for a reason; what is refused, and the story on the card.
. "$(dirname "$0")/lib.sh"

me=$(id -un)
test_store
export CH_NOW=2026-11-27T09:00:00-05:00
raise() { # raise ID LEVEL AT [FIELDS]
	printf '{"type":"alert","id":"%016x","patient":"00000000000000a1","status":"new","level":"%s","title":"Alert %s","at":"%s"%s}\n' \
		"0x$1" "$2" "$1" "$3" "${4-}"
}
{
	echo '{"type":"patient","id":"00000000000000a1","family":"Aster","given":"Ann"}'
	echo '{"type":"patient","id":"00000000000000a2","family":"Birch"}'
	raise b1 info 2026-11-20T08:00:00Z
	raise b2 critical 2026-11-22T08:00:00Z ',"role":"nurse"'
	raise b3 critical 2026-11-21T08:00:00Z ',"rule":"potassium"'
	raise b4 warning 2026-11-01T08:00:00Z
} | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
titles() { jq -r .title "$@" | paste -sd' ' -; }

test_expect_success 'list: the most serious first, of those the oldest' '
	ch-alert list >out && test_is "Alert b3 Alert b2 Alert b4 Alert b1" "$(titles out)" &&
	ch-alert list -o table >out && test_grep "Aster" out && test_grep "critical" out'
test_expect_success 'list: by level, rule, role, person, who has it' '
	test_is "Alert b3 Alert b2" "$(ch-alert list -l critical | titles)" &&
	test_is "Alert b3" "$(ch-alert list --rule potassium | titles)" &&
	test_is "Alert b2" "$(ch-alert list --role nurse | titles)" &&
	test_is 4 "$(ch-alert list -p 00000000000000a1 | wc -l)" &&
	test_is "" "$(ch-alert list -p 00000000000000a2)" &&
	test_expect_code 1 ch-alert list -e -p 00000000000000a2 &&
	ch-alert ack 00000000000000b1 >log &&
	test_is "Alert b1" "$(ch-alert list --mine | titles)" &&
	test_is "Alert b1" "$(ch-alert list --owner "$me" | titles)" &&
	test_is "Alert b3 Alert b2 Alert b4" "$(ch-alert list --unanswered | titles)"'
test_expect_success 'list: a level or status that there is none of is 64, and the words are named' '
	test_expect_code 64 ch-alert list --level high 2>err && test_grep "info, warning, urgent, critical" err &&
	test_expect_code 64 ch-alert list --status odd && test_expect_code 66 ch-alert list --owner nobody &&
	test_expect_code 64 ch-alert list extra 2>err && test_grep "takes no operands" err'
test_expect_success 'ack: it is ours, with the time; again finds it so' '
	fresh && ch-alert ack alert/00000000000000b2 >one &&
	test_jq ".status, .acknowledged" one "acknowledged 2026-11-27T09:00:00-05:00" &&
	test_is "$(ch-staff who | jq -r .id)" "$(jq -r .owner one)" &&
	CH_NOW=2026-11-27T10:00:00-05:00 ch-alert ack 00000000000000b2 >two && cmp one two'
test_expect_success 'ack: somebody else has it: 77, and who' '
	ch-staff add Otter --login kim >log && kim=$(jq -r .id log) &&
	ch-get alert --where id=00000000000000b3 | jq -c ".owner = \"$kim\" | .status = \"acknowledged\"" |
	ch-put - >log && test_expect_code 77 ch-alert ack 00000000000000b3 2>err && test_grep "by kim" err &&
	test_expect_code 65 ch-alert ack -k 00000000000000b3 00000000000000b4 >out 2>err &&
	test_jq .title out "Alert b4"'
test_expect_success 'resolve: asks why; then it is in the list no more' '
	test_expect_code 64 ch-alert resolve 00000000000000b2 2>err && test_grep "reason" err &&
	test_expect_code 64 ch-alert resolve --reason "said too much" 00000000000000b2 &&
	ch-alert resolve --reason treated 00000000000000b2 >out &&
	test_jq ".status, .reason, .resolved" out "resolved treated 2026-11-27T09:00:00-05:00" &&
	ch-alert list | titles >got && test_no_grep b2 got && ch-alert list --all | titles >got && test_grep b2 got &&
	test_is "Alert b2" "$(ch-alert list --status resolved | titles)"'
test_expect_success 'what is settled is answered no more: who settled it, and when' '
	test_expect_code 65 ch-alert ack 00000000000000b2 2>err && test_grep "already resolved by $me, today 09:00" err'
test_expect_success 'records in, records out; -n writes nothing; what is no alert is named by its line' '
	fresh && ch-alert list | ch-alert ack -n - | wc -l >n && test_is 4 "$(cat n)" &&
	test_is 4 "$(ch-alert list --status new | wc -l)" && ch-alert list | ch-alert ack - >out &&
	test_is 4 "$(wc -l <out)" && { cat out; echo 00000000000000ff; } >in &&
	test_expect_code 65 ch-alert resolve --reason x - <in 2>err && test_grep "<stdin>:5: no such alert" err &&
	test_is 4 "$(ch-alert list --status acknowledged | wc -l)" &&
	test_expect_code 65 ch-alert resolve -k --reason x - <in >out 2>err && test_is 4 "$(wc -l <out)"'
test_expect_success 'operands: a prefix, TYPE/ID, another type: 64, nobody: 66' '
	test_expect_code 64 ch-alert show task/00000000000000b2 2>err && test_grep "alert/ID" err &&
	test_expect_code 66 ch-alert show 00000000000000ff && test_expect_code 64 ch-alert show 00000000 2>err &&
	test_grep "several" err && test_expect_code 65 ch-alert show -k 00000000 00000000000000b1 >out &&
	test_is "Alert b1" "$(head -n 1 out | jq -r .title)"'
test_expect_success 'show: the record and its story' - <<\X
	fresh && ch-alert ack 00000000000000b2 >log && ch-alert resolve --reason treated 00000000000000b2 >log &&
	ch-alert show 00000000000000b2 >out && test_is "alert journal journal journal" "$(jq -r .type out | paste -sd' ')" &&
	ch-alert show -o table 00000000000000b2 >out && head -n 1 out >got && test_is "Alert b2" "$(cat got)" &&
	test_grep '^  Patient    Aster, Ann$' out && test_grep '^  Level      critical$' out &&
	test_grep '^  Answered   2026-11-27 09:00$' out && test_grep '^  Reason     treated$' out &&
	test_grep "$me: ack, for $me; acknowledged" out && test_grep "$me: resolve (treated); resolved" out
X
test_expect_success 'show --known: as it was before somebody answered' '
	fresh && CH_NOW=2026-11-28T09:00:00-05:00 ch-alert ack 00000000000000b2 >log &&
	test_is new "$(ch-alert show --known 2026-11-27T12:00 00000000000000b2 | head -n 1 | jq -r .status)" &&
	test_is acknowledged "$(ch-alert show --known 2026-11-28 00000000000000b2 | head -n 1 | jq -r .status)"'
test_done
