#!/bin/bash
# t1021-task.t - tasks: made once, listed as a worklist, taken through their
# steps, shown to be done; what is refused, and in which words.
. "$(dirname "$0")/lib.sh"

me=$(id -un)
test_sim_store >log 2>&1
ch-staff add Moss Robin --login robin --role nurse >log
ch-staff add Otter Kim --login kim --role nurse >log
p=$(ch-get patient --limit 1 | jq -r .id)
q=$(ch-get patient --limit 2 | tail -n 1 | jq -r .id)
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; export CH_NOW=2026-06-30T18:00:00-04:00; }
add() { ch-task add "$@" | jq -r .id; } # add ...: its id
quiet() { "$@" >quiet.out; }

# ---- add ----

test_expect_success 'add by hand: about a person, asked for, each time anew' '
	ch-task add --title Call --kind call --priority urgent --due +7d --start today --until 2026-08 "$p" >t &&
	test_jq ".type, .status, .patient, .about, .kind, .priority, .due, .start, .until, .at" t \
		"task requested $p patient/$p call urgent 2026-07-07 2026-06-30 2026-08 2026-06-30T18:00:00-04:00" &&
	ch-task add --title Call --kind call "$p" >u && test_is 2 "$(count task)" &&
	test "$(jq -r .id t)" != "$(jq -r .id u)"'
test_expect_success 'a time without a zone is the hub`s; a day stays a day' '
	ch-task add --title a --due 2026-07-01T10:00 "$p" >t && test_jq .due t 2026-07-01T10:00:00-04:00 &&
	ch-task add --title a --due tomorrow "$p" >t && test_jq .due t 2026-07-01 &&
	ch-task add --title a --due +4h "$p" >t && test_jq .due t 2026-06-30T22:00:00-04:00'
test_expect_success 'to a login, a role, a team; who asked for it' '
	ch-task add --title a --to robin "$p" >t &&
	test_jq ".owner, .status" t "$(ch-get staff --where login=robin | jq -r .id) requested" &&
	ch-task add --title a --to role:nurse "$p" >t && test_jq ".role, .owner" t "nurse null" &&
	ch-task add --title a --to team:heart "$p" >t && test_jq ".team, .requester" t "heart null" &&
	ch-staff add Me --login "$me" >log && ch-task add --title a "$p" >t &&
	test_jq .requester t "$(ch-staff who | jq -r .id)"'
test_expect_success 'what add refuses' '
	n=$(count task) && test_expect_code 64 ch-task add "$p" && test_expect_code 64 ch-task add --title "" "$p" &&
	test_expect_code 64 ch-task add --title a && test_expect_code 64 ch-task add --title a --due never "$p" &&
	test_expect_code 64 ch-task add --title a --due today --start tomorrow "$p" &&
	test_expect_code 64 ch-task add --title a --due tomorrow --until today "$p" &&
	test_expect_code 64 ch-task add --title a --from-record --due 2026-07-07 "$p" &&
	test_expect_code 65 ch-task add --title a --from-record --due +7d "$p" &&
	test_expect_code 64 ch-task add --title a --priority odd "$p" &&
	test_expect_code 66 ch-task add --title a --to nobody "$p" &&
	test_expect_code 64 ch-task add --title a --to role: "$p" &&
	test_expect_code 66 ch-task add --title a 00000000000000ff && test_is "$n" "$(count task)"'
test_expect_success 'evidence that cannot be asked for: 65, at once' '
	for needs in "" robot journal case "observation colour=red" "observation at=soon" "observation status=odd"; do
		test_expect_code 65 ch-task add --title a --needs "$needs" "$p" 2>err || return 1
	done && test_no_grep soon err'
test_expect_success 'records in: the record is what it is about; twice makes no doubles' '
	fresh && ch-get encounter --limit 5 >in && ch-task add --title "After it" - <in >one &&
	ch-task add --title "After it" - <in | cmp - one && test_is 5 "$(count task)" &&
	test_is "$(jq -r "\"encounter/\" + .id" in | sort)" "$(jq -r .about one | sort)" &&
	ch-task add --title "After it" --kind call - <in >log && test_is 10 "$(count task)" &&
	ch-task add --title "After it" --occurrence 2026-07 - <in >log && test_is 15 "$(count task)"'
test_expect_success 'no doubles whatever became of the first' '
	fresh && ch-task add --title a - <in >log && jq -c . log | head -n 2 | ch-task cancel --reason moved - >out &&
	ch-task add --title a - <in >again && test_is 5 "$(count task)" &&
	test_jq .status again "cancelled cancelled requested requested requested"'
test_expect_success 'a case stands for what it is about' '
	fresh && { e=$(jq -r .id in | head -n 1) && u=$(jq -r .patient in | head -n 1) &&
	echo "{\"type\":\"case\",\"id\":\"00000000000000cc\",\"patient\":\"$u\",\"measure\":\"m\",\"outcome\":\"missed\",\"about\":\"encounter/$e\"}" >case; } &&
	for i in 1 2; do ch-task add --title "Call: no visit" - <case >t || return 1; done &&
	test_is 1 "$(count task)" && test_jq .about t "encounter/$e"'
test_expect_success '--from-record: counted from the record`s own end' '
	fresh && head -n 1 in | ch-task add --title a --due +7d --from-record - >t &&
	test_is "$(head -n 1 in | jq -r "(.until // .at)[:10]" | xargs -I{} date -d "{} +7 days" +%F)" "$(jq -r .due t)"'
test_expect_success '-n writes nothing, -q counts, -k leaves out what is bad; nothing in: nothing' '
	fresh && ch-task add -n --title a "$p" >t && test_jq .title t a && test_is 0 "$(count task)" &&
	ch-task add -q --title a "$p" >out 2>err && test_cmp ../here/empty out && test_grep "1 made" err &&
	{ echo "$p"; echo 00000000000000ff; echo "{\"type\":\"task\"}"; echo "$q"; } >mixed &&
	test_expect_code 65 ch-task add --title b - <mixed >out 2>err && test_is 1 "$(count task)" &&
	test_expect_code 65 ch-task add -k --title b - <mixed >out 2>err && test_is 2 "$(wc -l <out)" &&
	test_is 3 "$(count task)" && ch-task add --title c - <empty >out && test_cmp empty out'
test_expect_success 'hostile titles and lines harm nobody' - <<\X
	fresh && title=$(printf 'a\033[31m\nb\xe2\x80\xae') && ch-task add --title "$title" "$p" >t &&
	ch-task list -o table >out && test_no_grep "$(printf '\033')" out && test_is 2 "$(wc -l <out)" &&
	ch-task show "$(jq -r .id t)" -o table >out && test_no_grep "$(printf '\033')" out &&
	test_expect_code 65 ch-task add --title "$(printf 'a\xff')" "$p" &&
	for line in '{' '[]' '{"type":"robot"}' '{"type":"staff"}' '{"type":"task","patient":"x"}' '"x' '{"type":"task"}{'; do
		test_expect_code 65 ch-task add --title a - <<<"$line" || return 1
		test_expect_code 65 ch-task claim - <<<"$line" || return 1
	done && test_is 1 "$(count task)"
X

# ---- list ----

test_expect_success 'a worklist: late by priority, by due, on hold, without deadline' - <<\X
	fresh && none=$(add --title none "$p") && held=$(add --title held --due +1d "$p") &&
	quiet add --title soon --due +3d "$p" && quiet add --title later --due 2026-08-01 "$q" &&
	quiet add --title late --due -9d "$p" && quiet add --title stat --due -2d --priority stat "$p" &&
	quiet add --title today --due today "$p" && quiet add --title noon --due 2026-06-30T20:00 "$p" &&
	quiet add --title ahead --due +9d --start +8d "$p" && quiet ch-task hold --reason lab "$held" &&
	ch-task list >out && test_jq .title out "stat late noon today soon later held none" &&
	ch-task list --ahead >out && test_jq .title out "stat late noon today soon ahead later held none" &&
	ch-task list --overdue >out && test_jq .title out "stat late" &&
	ch-task list --due today >out && test_jq .title out "stat late noon today" &&
	ch-task list --due +3d --patient "$p" >out && test_jq .title out "stat late noon today soon held" &&
	ch-task list --patient "$q" >out && test_jq .title out later
X
test_expect_success 'a nurse`s words, in 80 columns' - <<\X
	ch-task list -o table >out && test_grep "^2 days late .* at once: stat " out && test_grep "^9 days late" out &&
	test_grep "^today 20:00" out && test_grep "^today  " out && test_grep "^in 3 days" out && test_grep "^on hold" out &&
	test_grep "^2026-08-01" out && test_no_grep routine out && awk 'length > 80 { exit 1 }' out &&
	test_no_grep ahead out && ch-task list --ahead -o table >out && test_grep "^from 2026-07-08" out
X
test_expect_success 'by kind, role, team, status, owner, mine, nobody; --all' - <<\X
	fresh && a=$(add --title a --kind call --to robin "$p") && b=$(add --title b --to role:nurse "$p") &&
	c=$(add --title c --to team:heart "$p") && ch-task claim "$c" >log && d=$(add --title d "$p") &&
	ch-task done "$d" >log && ask() { test_is "$2" "$(ch-task list $1 | jq -r .title | sort | paste -sd' ')" "$1"; } &&
	ask "--kind call" a && ask "--role nurse" b && ask "--team heart" c && ask "--owner robin" a && ask --mine c &&
	ask --unassigned b && ask "--status completed" d && ask --all "a b c d" && ask "--mine --all" "c d" &&
	ask "--role nurse --owner robin" "" && ask "" "a b c" &&
	test_expect_code 1 ch-task list -e --kind odd && ch-task list -e --kind call >out &&
	test_expect_code 64 ch-task list --status odd && test_expect_code 66 ch-task list --owner nobody &&
	test_expect_code 64 ch-task list --mine --owner robin && test_expect_code 64 ch-task list x
X
test_expect_success 'a person`s other records are theirs' '
	fresh && t=$(add --title a "$q") && ch-get patient --where "id=$q" | jq -c ".person = \"$p\"" | ch-put -q - &&
	ch-task list --patient "$p" >out && test_jq .id out "$t"'
test_expect_success 'over the nights when clocks change: late when the day is over here' '
	fresh && CH_NOW=2026-03-01T12:00:00-05:00 quiet ch-task add --title spring --due 2026-03-08 "$p" &&
	CH_NOW=2026-03-01T12:00:00-05:00 quiet ch-task add --title autumn --due 2026-11-01 "$p" &&
	ask() { CH_NOW=$1 ch-task list --overdue >out && test_jq .title out "$2"; } &&
	ask 2026-03-08T23:59:59-04:00 "" && ask 2026-03-09T00:00:00-04:00 spring &&
	ask 2026-11-01T23:59:59-05:00 spring && ask 2026-11-02T00:00:00-05:00 "spring autumn" &&
	ask 2026-11-01T23:30:00-05:00 spring'
test_expect_success '--as-of moves what is late; nothing of it is stored' '
	before=$(everything) && ch-task list --overdue --as-of 2026-03-09 >out && test_jq .title out spring &&
	ch-task list --overdue --as-of 2026-03-08 >out && test_cmp empty out && test_is "$before" "$(everything)"'
test_expect_success '--known: as it was known' '
	fresh && CH_NOW=2026-07-01T10:00:00Z add --title a "$p" >id && CH_NOW=2026-07-10T10:00:00Z quiet ch-task done "$(cat id)" &&
	export CH_NOW=2026-07-11T10:00:00Z && ch-task list --known 2026-07-05 >out && test_jq .status out requested && ch-task list >out && test_cmp empty out'

# ---- steps ----

test_expect_success 'claim, start, done: who and when' - <<\X
	fresh && t=$(add --title a "$p") && ch-task claim "$t" >out && test_jq ".status, .rev" out "ready 2" &&
	ch-staff who >who && test_jq ".login, .kind, .family" who "$me person $me" &&
	test_jq .owner out "$(jq -r .id who)" && ch-task claim "$t" | cmp - out &&
	CH_NOW=2026-06-30T19:00:00-04:00 ch-task start "$t" >out &&
	test_jq ".status, .begun" out "in-progress 2026-06-30T19:00:00-04:00" && ch-task start "$t" | cmp - out &&
	CH_NOW=2026-06-30T20:00:00-04:00 ch-task done --outcome reached "$t" >out &&
	test_jq ".status, .done, .outcome" out "completed 2026-06-30T20:00:00-04:00 reached" &&
	ch-task done "$t" | cmp - out && ch-task done --outcome reached "$t" | cmp - out &&
	ch-audit trail "task/$t" >trail && test_jq .program trail \
		"ch-task add ch-task claim ch-task start ch-task done" && ch-audit verify >log
X
test_expect_success 'a list is what the steps read: lists, claims, hand-overs in bulk' - <<\X
	fresh && for i in 1 2 3; do quiet ch-task add --title "$i" --to robin --due "+${i}d" "$p" || return 1; done &&
	ch-task list --owner robin | ch-task assign --to kim - >out && test_jq .title out "1 2 3" &&
	ch-task list --owner robin >out && test_cmp empty out && ch-task list --owner kim >out && test_is 3 "$(wc -l <out)" &&
	ch-task assign --to kim - <out | cmp - out && ch-task list --owner kim | ch-patient show - >log &&
	ch-task list | ch-task assign --to role:nurse - >out && test_jq '.role, (.owner // "-")' out "nurse - nurse - nurse -" &&
	ch-task list --unassigned | ch-task claim - >out && test_is 3 "$(ch-task list --mine | wc -l)"
X
test_expect_success 'somebody else has it: 77, who and since when' '
	fresh && t=$(add --title a --to robin "$p") && test_expect_code 77 ch-task claim "$t" 2>err &&
	test_grep "$t: assigned to robin, today 18:00" err && test_expect_code 77 ch-task start "$t" &&
	test_is requested "$(ch-get task | jq -r .status)" && test_expect_code 66 ch-staff who'
test_expect_success 'without -k the first refusal undoes all; with it the rest is taken' - <<\X
	u=$(add --title b "$p") && test_expect_code 77 ch-task claim "$u" "$t" >out && test_cmp empty out &&
	test_is 0 "$(ch-task list --mine | wc -l)" && test_expect_code 65 ch-task claim -k "$t" "$u" >out 2>err &&
	test_jq .id out "$u" && test_grep robin err && test_is "$u" "$(ch-task list --mine | jq -r .id)"
X
test_expect_success 'hold and snooze; failed; cancelled; each says why' - <<\X
	fresh && t=$(add --title a "$p") && test_expect_code 64 ch-task hold "$t" &&
	test_expect_code 64 ch-task hold --reason x --until yesterday "$t" &&
	ch-task hold --reason no-answer --until +2d "$t" >out && test_jq ".status, .reason, .start" out "on-hold no-answer 2026-07-02" &&
	ch-task hold --reason no-answer --until +2d "$t" | cmp - out && ch-task list >list && test_cmp empty list &&
	ch-task list --as-of 2026-07-02 >list && test_jq .id list "$t" && ch-task done -n "$t" >out && test_jq .status out completed &&
	ch-task start "$t" >out && test_jq '.status, (.reason // "-")' out "in-progress -" && ch-task list >list && test_jq .id list "$t" &&
	ch-task fail --reason unreachable "$t" >out && test_jq ".status, .reason" out "failed unreachable" &&
	ch-task fail --reason unreachable "$t" | cmp - out && test_expect_code 65 ch-task cancel --reason x "$t" 2>err &&
	test_grep "already failed by $me, today" err && u=$(add --title b "$p") && quiet ch-task cancel --reason moved "$u" &&
	ch-audit trail "task/$u" | tail -n 1 >row && test_jq .reason row moved && test_expect_code 65 ch-task claim "$u"
X
test_expect_success 'reopened: the first completion stays, the outcome goes' - <<\X
	fresh && t=$(add --title a "$p") && quiet ch-task done --outcome reached "$t" &&
	CH_NOW=2026-07-03T10:00:00-04:00 ch-task reopen --reason wrong-person "$t" >out &&
	test_jq '.status, .done, (.outcome // "-"), .reason' out "in-progress 2026-06-30T18:00:00-04:00 - wrong-person" &&
	ch-task reopen --reason wrong-person "$t" | cmp - out &&
	CH_NOW=2026-07-04T10:00:00-04:00 ch-task done "$t" >out && test_jq .done out 2026-06-30T18:00:00-04:00 &&
	u=$(add --title b "$p") && test_expect_code 65 ch-task reopen --reason x "$u" 2>err && test_grep "is not over" err
X
test_expect_success 'done --at: not in the future, not before it was made' '
	fresh && t=$(add --title a "$p") && test_expect_code 65 ch-task done --at tomorrow "$t" 2>err && test_grep future err &&
	test_expect_code 65 ch-task done --at yesterday "$t" 2>err && test_grep "before it was made" err &&
	test_expect_code 64 ch-task done --at never "$t" && CH_NOW=2026-07-02T09:00:00-04:00 ch-task done --at yesterday "$t" >out &&
	test_jq .done out 2026-07-01'
test_expect_success 'a step that the status cannot take' - <<\X
	fresh && t=$(add --title a "$p") && jq -nc --arg id "$t" '{type: "task", id: $id, status: "received"}' | ch-put -q - &&
	test_expect_code 65 ch-task start "$t" 2>err && test_grep "must be claimed first" err && quiet ch-task claim "$t" &&
	quiet ch-task start "$t" && test_expect_code 66 ch-task claim 00000000000000ff && test_expect_code 64 ch-task claim x &&
	test_expect_code 64 ch-task claim && ch-task claim - <empty >out && test_cmp empty out &&
	test_expect_code 64 ch-task assign "$t" && test_expect_code 66 ch-task assign --to nobody "$t"
X
test_expect_success '-n takes it all back, -q counts' '
	fresh && t=$(add --title a "$p") && before=$(everything) && ch-task claim -n "$t" >out && test_jq .status out ready &&
	test_is "$before" "$(everything)" && test_expect_code 66 ch-staff who && ch-task claim -q "$t" >out 2>err &&
	test_cmp empty out && test_grep "0 made, 1 changed, 0 found" err'
test_expect_success 'who has left is given nothing; who is away is told of' '
	fresh && t=$(add --title a "$p") && ch-staff away robin --until 2026-07-05 --cover kim >log &&
	ch-task assign --to robin "$t" >out 2>err && test_grep "robin is away; kim covers" err &&
	ch-get staff --where login=kim | jq -c ".active = false" | ch-put -q - &&
	test_expect_code 66 ch-task assign --to kim "$t" 2>err && test_grep "no longer" err'
test_expect_success 'done, begun or held by somebody else than who has it: 77, and who has it' '
	fresh && t=$(add --title a --to robin "$p") && for verb in done start "hold --reason x"; do
		test_expect_code 77 ch-task $verb "$t" 2>err && test_grep "$t: assigned to robin" err || return 1
	done && quiet ch-staff add Me --login "$me" && quiet ch-task assign --to "$me" "$t" && ch-task done "$t" >out && test_jq .status out completed'
test_expect_success 'done again must say the same again' - <<\X
	fresh && t=$(add --title a "$p") && quiet ch-task done --outcome reached "$t" && before=$(everything) &&
	for again in "--outcome no-answer" "--at 2026-06-30T17:59" "--evidence patient/$p"; do
		test_expect_code 65 ch-task done $again "$t" 2>err && test_grep "already done by $me, today" err || return 1
	done && test_is "$before" "$(everything)" && u=$(add --title b "$p") && quiet ch-task cancel --reason moved "$u" &&
	test_expect_code 65 ch-task cancel --reason other "$u" 2>err && test_grep "already cancelled by" err && quiet ch-task cancel --reason moved "$u"
X
test_expect_success 'done from wherever it stands, also on hold' '
	fresh && for status in requested received accepted ready in-progress on-hold; do
		echo "{\"type\":\"task\",\"patient\":\"$p\",\"status\":\"$status\",\"title\":\"$status\"}" | ch-put -q -
	done && ch-task list --ahead | ch-task done - >out && test_is 6 "$(grep -c completed out)"'

# ---- whose it is not ----

test_expect_success 'work about somebody who died says so, everywhere' - <<\X
	fresh && t=$(add --title "Call at home" --due +1d --to role:nurse "$p") && quiet add --title other "$q" &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"died\":\"2026-06-29\"}" | ch-put -q - &&
	ch-task list -o table >out && test_is 1 "$(grep -c '(died)' out)" && awk 'length > 80 { exit 1 }' out &&
	ch-task list --died >out && test_jq .title out "Call at home" && ch-task show "$t" -o table >out && test_grep "(died)" out &&
	ch-task workload >out && test_jq 'select(.role == "nurse" and .open > 0).died' out 1 && ch-task workload -o table >out && test_grep Died out &&
	ch-task list --died --as-of 2026-06-28 >out && test_cmp empty out &&
	ch-task add --title new "$p" 2>err >out && test_grep "about somebody who died: 1 of 1" err &&
	ch-task claim "$t" 2>err >out && test_grep "somebody who died" err && ch-task cancel --reason died "$t" 2>err >out && test_no_grep died err &&
	ch-task add --title fine "$q" 2>err >out && test_cmp empty err
X
test_expect_success 'a patient`s own tasks, and what is not to be done, wait in nobody`s list' - <<\X
	fresh && quiet add --title own --to role:patient "$p" && quiet add --title nurse --to role:nurse "$p" &&
	echo "{\"type\":\"task\",\"patient\":\"$p\",\"status\":\"requested\",\"title\":\"no\",\"prohibited\":true}" | ch-put -q - &&
	ch-task list >out && test_jq .title out nurse && ch-task list --unassigned >out && test_jq .title out nurse &&
	ch-task workload >out && test_is 1 "$(jq 'select(.open > 0).open' out)" && ch-task list --role patient >out && test_jq .title out own &&
	ch-task list --patient "$p" >out && test_is "nurse own" "$(jq -r .title out | sort | paste -sd" ")" && test_is 3 "$(ch-task list --all | wc -l)" &&
	ch-task list --role patient | ch-task claim - >out && ch-task list --mine >out && test_jq .title out own
X

# ---- evidence ----

test_expect_success 'done asks for the evidence, and looks at it' - <<\X
	fresh && old=$(ch-get observation --patient "$p" --where code=2345-7 --limit 1 | jq -r .id) && test "$old" &&
	other=$(ch-get patient | jq -r --arg p "$p" 'select(.id != $p).id' | head -n 1) &&
	o=00000000000000a1 x=00000000000000a2 y=00000000000000a3 gone=00000000000000a4 &&
	glucose() { echo '{"type":"observation","id":"'$1'","patient":"'$2'","code":"'$3'","status":"'$4'","at":"2026-06-30"}'; } &&
	{ glucose $o "$p" 2345-7 final; glucose $x "$p" 718-7 final; glucose $y "$other" 2345-7 final
	glucose $gone "$p" 2345-7 cancelled; } | ch-put -q - &&
	t=$(add --title a --needs "observation code=2345-7" "$p") && test_expect_code 65 ch-task done "$t" 2>err &&
	test_grep "observation code=2345-7" err && for bad in "$x" "$y" "$gone"; do
		test_expect_code 65 ch-task done --evidence "$bad" "$t" 2>err || return 1
		test_grep "not the evidence asked for: observation code=2345-7" err || return 1
	done && test_expect_code 66 ch-task done --evidence "patient/$p" "$t" &&
	test_expect_code 65 ch-task done --evidence "$old" "$t" 2>err && test_grep "older than the work" err &&
	test_expect_code 66 ch-task done --evidence 00000000000000ff "$t" && test_expect_code 64 ch-task done --evidence x "$t" &&
	ch-task done --evidence "observation/$o" "$t" >out && test_jq ".status, .evidence" out "completed observation/$o" &&
	ch-task done "$t" | cmp - out && ch-task done --evidence "$o" "$t" | cmp - out
X
test_expect_success 'without being asked evidence may be shown; it must be of the same person' '
	t=$(add --title b "$p") && test_expect_code 65 ch-task done --evidence "observation/$y" "$t" &&
	ch-task done --evidence "$x" "$t" >out && test_jq .evidence out "observation/$x"'

test_expect_success 'on a terminal they are asked for: evidence, reason, detail' - <<\X
	fresh && glucose $o "$p" 2345-7 final | ch-put -q - && answer() { { sleep 0.3; printf '%s\n' "$1"; sleep 0.2; } | script -qec "$2" /dev/null | tr -d '\r'; } &&
	t=$(add --title a --needs "observation code=2345-7" "$p") && answer "$o" "ch-task done -o jsonl $t" >out &&
	test_grep "Evidence (observation code=2345-7), its ID:" out && test_grep "\"evidence\":\"observation/$o\"" out &&
	answer wrong "ch-task reopen $t" >out && test_grep Reason: out && test_is wrong "$(ch-get task | jq -r .reason)" &&
	answer "by phone" "ch-task add --title b $p" >out && test_grep Detail out &&
	test_is "by phone" "$(ch-get task --where title=b | jq -r .detail)"
X

test_expect_success 'what was snoozed is in the list again when it is taken up, held anew or reopened' '
	fresh && t=$(add --title a "$p") && quiet ch-task hold --reason x --until +30d "$t" && test_is 0 "$(ch-task list | wc -l)" &&
	quiet ch-task hold --reason y "$t" && test_is 1 "$(ch-task list | wc -l)" &&
	quiet ch-task hold --reason x --until +30d "$t" && quiet ch-task cancel --reason z "$t" &&
	quiet ch-task reopen --reason y "$t" && test_is 1 "$(ch-task list | wc -l)"'
test_expect_success 'a month as a deadline ends with it; what was done is not overdue' '
	fresh && t=$(add --title a --due 2026-08 "$p") && test_is 1 "$(ch-task list --due 2026-08 | wc -l)" &&
	test_is 0 "$(ch-task list --due 2026-08-30 | wc -l)" && test_is 1 "$(ch-task list --due 2026-08-31 | wc -l)" &&
	CH_NOW=2026-09-01T10:00:00-04:00 ch-task list -o table >out && test_grep "1 day late" out &&
	CH_NOW=2026-08-31T10:00:00-04:00 ch-task workload >out && test_jq "select(.today > 0).today" out 1 &&
	CH_NOW=2026-09-02T10:00:00-04:00 quiet ch-task done "$t" && test_is 0 "$(CH_NOW=2026-09-03 ch-task list --overdue --all | wc -l)"'
test_expect_success 'a task that is not there, a record with impossible dates: named, left out with -k' '
	fresh && t=$(add --title a "$p") && { echo "{\"type\":\"task\",\"v\":1,\"id\":\"00000000000000ff\"}"; echo "$t"; } >in &&
	test_expect_code 65 ch-task claim - <in && test_expect_code 65 ch-task claim -k - <in >out && test_jq .status out ready &&
	ch-get encounter --patient "$p" --limit 2 >in && test_expect_code 65 ch-task add -k --title z --from-record --start 2036-07-05 --due +7d - <in &&
	test_expect_code 64 ch-task add --title z --from-record --start never --due +7d - </dev/null'
test_expect_success 'who left takes no step' '
	fresh && t=$(add --title a "$p") && quiet ch-task claim "$t" && s=$(ch-staff who | jq -r .id) &&
	echo "{\"type\":\"staff\",\"id\":\"$s\",\"active\":false}" | ch-put -q - && for verb in claim done "cancel --reason x" "assign --to role:a"; do
		test_expect_code 77 ch-task $verb "$t" || return 1
	done && test_expect_code 77 ch-task add --title b "$p"'
test_expect_success 'a reason is a word; and what was known then' '
	fresh && t=$(add --title a "$p") && quiet ch-staff add Kim --login kim && test_expect_code 64 ch-task assign --to kim --reason "$(printf "\377")" "$t" &&
	CH_NOW=2026-07-02T10:00:00-04:00 quiet ch-task claim "$t" && CH_NOW=2026-07-03T10:00:00-04:00 quiet ch-task done "$t" &&
	CH_NOW=2026-07-09T10:00:00-04:00 ch-task show --known 2026-07-02 "$t" >out && test_jq "select(.type == \"task\").status" out ready'

# ---- show, workload ----

test_expect_success 'show: the task and its journal; a page' - <<\X
	fresh && t=$(add --title "Call them" --due +2d --needs "encounter class=AMB" --to role:nurse "$p") &&
	CH_NOW=2026-07-01T09:00:00-04:00 quiet ch-task claim "$t" && CH_NOW=2026-07-05T09:00:00-04:00 quiet ch-task hold --reason lab "$t" &&
	ch-task show "$t" >out && test_jq ".type" out "task journal journal journal" &&
	CH_NOW=2026-07-08T09:00:00-04:00 ch-task show "$t" -o table >out && test_grep "^Call them" out &&
	test_grep "overdue, on hold, 6 days late" out && test_grep "encounter class=AMB" out &&
	test_grep "2026-06-30 18:00  $me: add; open for 15 hours" out && test_grep "claim, for $me; ready for 4 days" out &&
	test_grep "hold (lab); on hold for 3 days" out && ch-task list | ch-task show - -o csv >out && test_is 2 "$(wc -l <out)" &&
	ch-task show "${t:0:8}" >log && test_expect_code 66 ch-task show 00000000000000ff && test_expect_code 65 ch-task show - <<<'{"type":"staff"}'
X
test_expect_success 'workload: each person, then the pools; who is away' - <<\X
	fresh && for due in -2d today +3d; do quiet ch-task add --title a --due "$due" --to robin "$p" || return 1; done &&
	quiet ch-task add --title b --to role:nurse --due -1d "$p" && quiet ch-task add --title c --to team:heart "$p" &&
	quiet ch-task add --title ahead --start +9d --to robin "$p" && h=$(add --title h "$p") &&
	quiet ch-task hold --reason x "$h" && quiet ch-task assign --to robin "$h" && quiet ch-staff away robin --from 2026-06-01 --until 2026-07-05 --cover kim &&
	ch-task workload >out && jq -c '[.login, .role, .team, .open, .today, .overdue, .held]' out >got && {
	echo '["robin","nurse",null,4,1,1,1]'; echo '["kim","nurse",null,0,0,0,0]'
	echo '[null,"nurse",null,1,0,1,0]'; echo '[null,null,"heart",1,0,0,0]'; } >want && test_cmp want got &&
	test_jq 'select(.cover).away_until[:10]' out 2026-07-05 && ch-task workload --role nurse >out && test_is 3 "$(wc -l <out)" &&
	ch-task workload -o table >out && test_grep "Moss, Robin .* away until 2026-07-05; Otter, Kim covers" out &&
	test_grep "^any nurse" out && test_grep "^team heart" out && ch-task workload -o table --as-of 2026-07-06 >out && test_no_grep covers out
X
test_expect_success 'pipelines cut short are mended by running them again' - <<\X
	fresh && line="ch-get encounter --limit 200 | ch-task add --title a - | ch-task claim - | jq -r .id | sort" &&
	for i in 1 2 3 4; do
		{ timeout -s KILL 0.0$i bash -c "$line" >log || :; } 2>/dev/null
	done && bash -c "$line" >one && bash -c "$line" >two && test_cmp one two && test_is 200 "$(wc -l <one)" &&
	test_is 200 "$(count task)" && test_is 200 "$(ch-task list --mine | wc -l)" && ch-audit verify >log &&
	test_is 200 "$(ch-sql "SELECT count(DISTINCT record) AS n FROM journal WHERE program = 'ch-task claim' AND record_type = 'task'" | jq .n)"
X
# ---- from hand to hand ----

test_expect_success 'a delivery is signed for at each hand: taken, carried, given; none is lost' '
	fresh && t=$(add --title Insulin --kind delivery --to role:nurse "$p") && ch-task take "$t" >out && ch-task take "$t" >again &&
	test_jq ".status, .begun" <(jq -c "select(.type == \"task\")" out) "in-progress 2026-06-30T18:00:00-04:00" &&
	test_is taken "$(ch-get ack | jq -r .word)" && robin=$(ch-get staff --where login=robin | jq -r .id) &&
	jq -nc "{type:\"task\",id:\"$t\",owner:\"$robin\"}" | ch-put - >log && test_expect_code 77 ch-task give "$t" 2>err && test_grep "robin" err &&
	ch-task take "$t" >out && ch-task give "$t" >out && ch-task give "$t" >again &&
	test_is "taken carried given" "$(ch-get ack | jq -r .word | paste -sd" " -)" &&
	test_jq ".status, .outcome, .evidence_type // .evidence" <(ch-get task --where "id=$t" | jq -c ".evidence |= split(\"/\")[0]") "completed given ack"'
test_expect_success 'a delivery that somebody has is not done, failed or cancelled away; nothing is signed for in the future' '
	fresh && t=$(add --title Insulin --kind delivery "$p") && ch-task take "$t" >log && test_expect_code 65 ch-task done "$t" 2>err && test_grep "bring-back" err &&
	test_expect_code 65 ch-task cancel --reason other "$t" && test_expect_code 65 ch-task fail --reason other "$t" && ch-task hold --reason other "$t" >log &&
	test_expect_code 65 ch-task done "$t" && ch-task take "$t" >log && test_expect_code 65 ch-task give --at tomorrow "$t" 2>err && test_grep "future" err &&
	ch-task bring-back "$t" >out && test_jq ".status, .outcome" <(tail -1 out) "completed brought-back"'
test_expect_success 'a delivery that nobody took is not given; what was taken may come back; other work is no delivery' '
	fresh && t=$(add --title Insulin --kind delivery "$p") && test_expect_code 65 ch-task give "$t" 2>err && test_grep "taken first" err &&
	quiet ch-task take "$t" && ch-task bring-back "$t" >out && test_jq .outcome <(ch-get task --where "id=$t") brought-back &&
	u=$(add --title Call --kind call "$p") && test_expect_code 65 ch-task take "$u" 2>err && test_grep "no delivery" err'
test_expect_success 'what only an acknowledgement closes' '
	fresh && t=$(add --title "Instructions of the video visit" --needs "ack word=acknowledged" --to role:nurse "$p") && quiet ch-task claim "$t" &&
	test_expect_code 65 ch-task done "$t" 2>err && test_grep "acknowledged" err && ch-task acknowledge "$t" >out &&
	test_jq ".status, .outcome" <(ch-get task --where "id=$t") "completed acknowledged" && ch-task acknowledge "$t" >out && test_is 1 "$(count ack)"'
test_done
