#!/bin/bash
# t1030-terminal.t - at the terminal: days as people say them, people found and
# corrected, words that tables show, work handed over.
. "$(dirname "$0")/lib.sh"

start() {
	test_store && ch-staff add Reyes Kim --login "$(id -un)" --role nurse -q &&
	ch-staff add Lee Ann --login ann --role nurse -q &&
	ch-staff add Bo Jo --login jo --role chw -q &&
	ch-put -q - <<-\JSON
	{"type":"patient","id":"1111111111111111","family":"McGlynn","given":"Thérésa","birth":"1960-02-03","line":"1 Elm","city":"Boston","source":"hub"}
	{"type":"patient","id":"2222222222222222","family":"Zander","given":"Al","birth":"1960-02-04","source":"hub"}
	{"type":"contact","id":"3333333333333333","patient":"1111111111111111","system":"phone","value":"555-0100","safe":false,"source":"hub"}
	{"type":"address","id":"4444444444444444","patient":"1111111111111111","use":"home","line":"1 Elm","city":"Boston","source":"hub"}
	{"type":"identifier","patient":"2222222222222222","value":"MRN-77","kind":"MR","source":"hub"}
	JSON
}
found() { ch-patient find "$@" 2>err | jq -r .family | paste -sd' ' -; }
due() { ch-task add -n --title t --due "$1" 1111111111111111 | jq -r .due; }

test_expect_success 'a hub' start

# ---- found ----

test_expect_success 'by birth date, also with a name; by number' '
	test_is McGlynn "$(found 1960-02-03)" && test_is Zander "$(found zand 1960-02-04)" &&
	test_is Zander "$(found MRN-77)" && test_is "" "$(found mcglynn 1960-02-04)"'
test_expect_success 'nobody: says so, and offers what is written nearly so, to somebody at a terminal' '
	test_is "" "$(found Mcglin)" && test_grep "nobody found; a terminal" err && ! grep -i mcglynn err &&
	{ test_tty "ch-patient find Mcglin" >out; test_grep "nobody found; written nearly so: mcglynn" out; } &&
	test_is "" "$(found Qqqqqq)" && test_grep "nobody found$" err'

# ---- days ----

test_expect_success 'a day of which nobody knows the month is refused, until the locale says' '
	test_expect_code 64 due 03/04/2026 2>err && ch-store set locale en_US &&
	test_is 2026-03-04 "$(due 03/04/2026)" && ch-store set locale de_DE &&
	test_is 2026-04-03 "$(due 03/04/2026)" && test_expect_code 64 ch-store set locale english'

# ---- words ----

test_expect_success 'a task is done; its word is taken as its code is' '
	task=$(ch-task add --title t 1111111111111111 | jq -r .id) && ch-task done -q "$task" &&
	test_is 1 "$(ch-task list --status done | wc -l)" &&
	test_is 1 "$(ch-get task -w status=Done | wc -l)" &&
	test_expect_code 64 ch-task list --status doen 2>err'
test_expect_success 'a role that nobody has: said, with the nearest' '
	ch-task add --title u --to role:nures 1111111111111111 2>err >out &&
	test_grep "nobody has the role nures; did you mean nurse" err && test_is 1 "$(wc -l <out)" &&
	ch-task add --title u --to role:nurse 1111111111111111 2>err >out && ! test -s err &&
	test_expect_code 66 ch-task add --title u --to anm 1111111111111111 2>err && test_grep "did you mean ann" err'

# ---- corrected ----

test_expect_success 'a phone: the record stays, its mark as well, and its number is in no argument' '
	echo 413-555-0199 | ch-patient edit 1111111111111111 phone 2>err | jq -r "[.id,.value,.safe]|@tsv" >out &&
	test_is "3333333333333333	413-555-0199	false" "$(cat out)" && test_grep "not safe" err'
test_expect_success 'an address: an empty line leaves a field; letters go there, too' '
	printf "12 Oak\n\nMA\n" | ch-patient edit 1111111111111111 address >out &&
	test_is "12 Oak Boston MA" "$(ch-get address | jq -r "[.line,.city,.state]|join(\" \")")" &&
	test_is "12 Oak Boston" "$(ch-get patient -w family=McGlynn | jq -r "[.line,.city]|join(\" \")")"'
test_expect_success 'what cannot be read changes nothing; nothing said changes nothing' '
	echo yesterdya | test_expect_code 64 ch-patient edit 1111111111111111 birth 2>err &&
	ch-patient edit 1111111111111111 name </dev/null >out && ! test -s out &&
	test_expect_code 64 ch-patient edit 1111111111111111 fone </dev/null 2>err && test_grep "did you mean phone" err'
test_expect_success 'the trail says it in words' '
	ch-audit trail contact/3333333333333333 -o table >out && test_grep "value: 555-0100 -> 413-555-0199" out'

# ---- work ----

test_expect_success 'a task is changed, and has notes' '
	task=$(ch-task add --title v 1111111111111111 | jq -r .id) &&
	ch-task modify --title w --due 2026-12-24 --to ann -q "$task" 2>err &&
	echo "Left word with her son" | ch-task note "$task" >out && test_jq .about out "task/$task" &&
	ch-task show "$task" -o table >out && test_grep "^w$" out && test_grep "Left word" out'
test_expect_success 'who is away hands over; who left is no longer active, and the role has their work' '
	ch-staff away ann --cover jo --hand-over >out && test_is 1 "$(ch-task list --owner jo | wc -l)" &&
	ch-staff leave jo >out && test_is 0 "$(ch-task list --owner jo | wc -l)" &&
	test_is chw "$(ch-task list --all --role chw | jq -r .role)" &&
	test_is "" "$(ch-staff list | jq -r .login | grep jo)"'
test_expect_success 'a goal gets another end, and its title follows' '
	ch-plan apply diabetes 1111111111111111 -q 2>err && plan=$(ch-get plan | jq -r .id) &&
	ch-plan goal "$plan" systolic --below 125 >out &&
	test_is "Systolic blood pressure below 125 < 125" "$(jq -r "[.title,.compare,.high]|join(\" \")" out)" &&
	test_expect_code 66 ch-plan goal "$plan" sistolic --below 1 2>err && test_grep "did you mean systolic" err'

# ---- how it looks ----

test_expect_success 'a late evening is no tomorrow' '
	echo "{\"type\":\"encounter\",\"id\":\"5555555555555555\",\"patient\":\"1111111111111111\",\"at\":\"2026-03-02T03:30:00Z\",\"source\":\"hub\"}" | ch-put -q - &&
	ch-get encounter -o table >out && test_grep "2026-03-01" out'

test_expect_success 'on 80 columns a long title wraps, and what is the same is said once' '
	for i in 1 2; do ch-task add -q --title "Call about the new inhaler and how she gets to the pharmacy on Fridays $i" 1111111111111111 || return; done 2>err &&
	test_tty "stty cols 80; ch-get task -w title~inhaler" >out &&
	test_is 0 "$(awk "length > 80" out | wc -l)" && test_grep "^Patient: McGlynn" out && test_grep "Fridays" out && test_no_grep "\u2026" out'
test_expect_success 'a long answer goes through PAGER, unless CH_PAGER says otherwise' '
	test_tty "unset CH_PAGER; TERM=xterm PAGER=\"sed s/^/PAGED/\" ch-get task" >out && test_grep PAGED out &&
	test_tty "CH_PAGER= PAGER=\"sed s/^/PAGED/\" ch-get task" >out && test_no_grep PAGED out'

test_expect_success 'a table that is too wide leaves out what is empty: a list of referrals fits 80 columns, ids whole' '
	p=00000000000000a7 && printf "%s\n" "{\"type\":\"patient\",\"id\":\"$p\",\"family\":\"Featherstonehaugh-Cholmondeley\",\"given\":\"Maximiliana\"}" \
		"{\"type\":\"service\",\"id\":\"00000000000000c7\",\"name\":\"Volunteer Drivers of the Greater Capital District\",\"category\":\"transport\"}" \
		"{\"type\":\"referral\",\"id\":\"1234567800000001\",\"patient\":\"$p\",\"status\":\"active\",\"stage\":\"no-capacity\",\"stage_reason\":\"capacity\",\"category\":\"transport\",\"title\":\"A ride to the heart clinic and back home\",\"service\":\"00000000000000c7\",\"at\":\"2026-01-01\"}" | ch-put -q - &&
	test_tty "stty cols 80; ch-refer list -p $p" >out && test_is 0 "$(awk "length > 80" out | wc -l)" && test_grep "12345678" out && test_no_grep Outcome out'
test_done
