#!/bin/bash
# t6002-claim.t - eight people reach for the same task: one gets it, the others
# are told who did.
. "$(dirname "$0")/lib.sh"

# As eight Unix users where the test may, else as eight processes of one.
as() { # as N COMMAND...
	local n=$1
	shift
	if [ "$users" = 1 ]; then
		setpriv --reuid=$((61000 + n)) --regid=$((61000 + n)) --clear-groups -- "$@"
	else
		"$@"
	fi
}
race() { # race N COMMAND...: N at once; code.I, out.I, err.I
	local n=$1 i pids=
	shift
	rm -f code.* out.* err.* go && mkfifo go || return
	for i in $(seq "$n"); do
		{ { exec 8>&-; read -r _ <go || :; as "$i" "$@" >out.$i 2>err.$i; echo $? >code.$i; } & }
		pids="$pids $!"
	done
	sleep 0.3
	: >go
	wait $pids
}
codes() { cat code.* | sort -n | uniq -c | xargs; }
claims() { # claims ID: the journal's rows of who claimed it
	ch-audit trail "task/$1" | jq -c 'select(.program == "ch-task claim")'
}

# Somebody has the store open all along, as on a working day: the files beside
# it are there, for everybody. (Who makes them is for a moment their only
# reader.)
open_all_day() {
	exec 8>&-
	rm -f keep && mkfifo keep && { sqlite3 hub.db <keep >/dev/null 2>&1 & } && exec 8>keep &&
	echo 'SELECT count(*) FROM task;' >&8 && for _ in $(seq 100); do
		[ -e hub.db-shm ] && chmod 666 hub.db* && return
		sleep 0.02
	done
	return 1
}
task() { # a store for everybody, and a task in it: $t
	test_real_store && id=00000000000000aa &&
	echo '{"type":"patient","id":"'$id'","family":"Otter"}' | ch-put -q - &&
	t=$(ch-task add --title 'Call' $id | jq -r .id) && chmod -R a+rX "$scratch" && chmod 777 . && open_all_day
}

users=0
test_expect_success 'a store and a task' task
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	users=1
	as 1 ch-task list >probe 2>&1 || users=0
fi
[ $users = 1 ] && who="eight users" || who="eight processes of one user"
[ $users = 1 ] || echo "# not as eight users: one login plays them all" >&3

if [ $users = 1 ]; then
	test_expect_success "$who claim it at once: one wins, seven are told who and when" - <<\X
		race 8 ch-task claim "$t" && test_is "1 0 7 77" "$(codes)" &&
		winner=$(grep -lx 0 code.* | sed 's/code.//') && test_jq .status out.$winner ready &&
		test_is 7 "$(cat err.* | grep -c "^ch-task: $t: claimed by $((61000 + winner)), today ")" &&
		test_is $((61000 + winner)) "$(claims "$t" | jq -r .actor)"
X
	test_expect_success 'who lost is no staff for that; who won is' '
		test_is 1 "$(count staff)" && test_is "$((61000 + winner))" "$(ch-get staff | jq -r .login)" &&
		test_is "$(ch-get staff | jq -r .id)" "$(ch-get task | jq -r .owner)"'
	test_expect_success 'the winner may claim it again, the others still not' '
		as $winner ch-task claim "$t" >out && test_expect_code 77 as $((winner % 8 + 1)) ch-task claim "$t" &&
		test_is 1 "$(claims "$t" | wc -l)"'
	test_expect_success 'twenty tasks, all reached for with -k: each is had by one' - <<\X
		task && for i in $(seq 19); do ch-task add -q --title "$i" $id || return 1; done && ch-task list >all &&
		test_is 20 "$(wc -l <all)" && race 8 ch-task claim -k $(jq -r .id all | shuf) &&
		test_is 20 "$(cat out.* | wc -l)" && test_is 20 "$(cat out.* | jq -r .id | sort -u | wc -l)" &&
		test_is 140 "$(cat err.* | grep -c "claimed by")" && test_is 0 "$(ch-task list --unassigned | wc -l)" &&
		test_is 20 "$(ch-audit trail | jq -r 'select(.program == "ch-task claim" and (.record | startswith("task/"))).record' | sort -u | wc -l)"
X
	test_expect_success 'done by eight at once: by one; the others are told' '
		task && race 8 ch-task done "$t" && test_is "1 0 7 65" "$(codes)" &&
		test_is 7 "$(cat err.* | grep -c "already done by 6100[1-8], today")"'
fi
test_expect_success 'eight processes of one login: all have it, it is claimed once' - <<\X
	users=0 && task && race 8 ch-task claim "$t" && test_is "8 0" "$(codes)" &&
	test_is 1 "$(claims "$t" | wc -l)" && test_is 1 "$(count staff)" && test_jq .rev <(ch-get task) 2
X
test_expect_success 'eight that add the same: one task, all print it' - <<\X
	task && { echo '{"type":"note","patient":"'$id'","text":"x"}' | ch-put -q - && ch-get note >in; } &&
	race 8 bash -c 'ch-task add --title "Read it" - <in' && test_is "8 0" "$(codes)" && test_is 2 "$(count task)" &&
	test_is 1 "$(cat out.* | sort -u | wc -l)"
X
exec 8>&-
test_expect_success 'a store that everybody may write is a fault' '
	test_expect_code 65 ch-store check 2>err && test_grep "everybody may write" err'
test_expect_success 'and the journal holds' 'ch-audit verify >out && chmod 600 hub.db* && ch-store check'
test_done
