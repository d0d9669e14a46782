#!/bin/bash
# t1034-plan-ack.t - who has seen a plan: acknowledged once a state of it, and
# what each has not seen yet.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-02T09:00:00-05:00
me=$(id -un)
ch-staff add 'Kim Reyes' --login "$me" --role nurse >log
ch-staff add 'Lee Park' --login lee --role physician >log
p=$(echo '{"type":"patient","id":"00000000000000a1","family":"Aster"}' | ch-put -; ch-get patient | jq -r .id)
plan=$(ch-plan apply hypertension 00000000000000a1 | jq -r 'select(.type == "plan").id')

test_expect_success 'before: all of it is unseen; acknowledged, nothing is' '
	CH_NOW=2026-11-02T10:00:00-05:00 ch-plan ack "$plan" >out && test_is "ack plan/$plan" "$(jq -r "[.type, .about] | join(\" \")" out)" &&
	ch-plan diff "$plan" --unseen >out && test_cmp empty out && test_expect_code 1 ch-plan diff "$plan" --unseen -e'
test_expect_success 'twice is once' '
	now=$(everything) && CH_NOW=2026-11-02T10:30:00-05:00 ch-plan ack "$plan" >out && test_is 1 "$(wc -l <out)" && test_is "$now" "$(everything)"'
test_expect_success '-n writes nothing; no such plan is 66' '
	test_expect_code 66 ch-plan ack 00000000000000ff 2>err && now=$(everything) &&
	CH_NOW=2026-11-02T10:40:00-05:00 ch-plan review "$plan" >log && ch-plan ack -n "$plan" >out && test_is 1 "$(wc -l <out)" && test_is 1 "$(count ack)"'
test_expect_success '-k leaves out what is no plan, and says so' '
	printf "%s\n" 00000000000000ff "$plan" | test_expect_code 65 ch-plan ack -k -n - >out 2>err &&
	test_is "plan/$plan" "$(jq -r .about out)" && test_grep "no such plan\|no plan" err'
test_expect_success 'changed: what each has not seen is told, and only that' '
	CH_NOW=2026-11-02T11:00:00-05:00 ch-get plan | jq -c ".title = \"Another\"" | CH_NOW=2026-11-02T11:00:00-05:00 ch-plan edit - >log &&
	ch-plan diff "$plan" --unseen >out && test_is Another "$(jq -r "select(.field == \"title\").is" out)" &&
	ch-plan diff "$plan" --by lee >his && test_grep Another his && test_expect_code 66 ch-plan diff "$plan" --by nobody 2>err &&
	CH_NOW=2026-11-02T12:00:00-05:00 ch-plan ack "$plan" >log && ch-plan diff "$plan" --unseen >out && test_cmp empty out &&
	test_is 2 "$(count ack)" && ch-store check >log'
test_expect_success '--unseen goes with no period' '
	test_expect_code 64 ch-plan diff "$plan" --unseen --from 2026-11-01 2>err && test_grep "without --from" err'
test_done
