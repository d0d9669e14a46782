#!/bin/bash
# t1031-ladder.t - alerts climb their ladders, are read back and handed over;
# rosters say who is on call; a level that nobody holds goes on to the next.
. "$(dirname "$0")/lib.sh"

me=$(id -un)
p=00000000000000a1 o=00000000000000c1 a=00000000000000b1
alert() { # alert N LEVEL [FIELDS]
	printf '{"type":"alert","id":"%016x","patient":"%s","status":"new","level":"%s","title":"Alert %s","at":"2026-11-02T13:00:00Z"%s}\n' \
		"0x$1" $p "$2" "$1" "${3-}"
}
fresh() { # fresh NOW [ALERT...]: a person, a result, the alerts
	test_store >log && export CH_NOW=$1 && shift && {
		echo '{"type":"patient","id":"'$p'","family":"Aster"}'
		echo '{"type":"observation","id":"'$o'","patient":"'$p'","status":"final","code":"2823-3","value":6.8,"unit":"mmol/L","at":"2026-11-02T12:55:00Z"}'
		printf '%s\n' "$@"
	} | ch-put -q -
}
staff() { # staff LOGIN ROLE
	ch-staff add "$1" --login "$1" --role "$2" >>log
}
now() { export CH_NOW=$1; }
told() { # told [FILE]: which step was told to whom
	jq -r 'select(.type == "notice") | "\(.occurrence) \(.recipient)"' "$@" |
		while read -r step who; do
			echo "$step $(ch-get staff --where id="${who#staff/}" | jq -r .login)"
		done | sort | paste -sd' ' -
}
step() { ch-get alert --where id=$a | jq -r '"\(.status) \(.step)"'; }

# ---- climbing ----

test_expect_success 'the first level is told at once, once; -n writes nothing' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical ',"role":"nurse"')" && staff kim nurse &&
	ch-alert escalate -n >out && test_is "step-1 kim" "$(told out)" && test_is "new null" "$(step)" && test_is 0 "$(count notice)" &&
	ch-alert escalate >out 2>err && test_cmp empty err && test_is "step-1 kim" "$(told out)" &&
	test_is "notified 1 2026-11-02T08:01:00-05:00 2026-11-02T08:01:00-05:00" "$(jq -r 'select(.type == "alert") | "\(.status) \(.step) \(.notified) \(.climbed)"' out)" &&
	jq -c 'select(.type == "notice") | [.kind, .status, .about, .body, .at, .channel]' out >got &&
	test_is '["alert","scheduled","alert/00000000000000b1","Alert b1","2026-11-02T08:01:00-05:00",null]' "$(cat got)" &&
	all=$(everything) && ch-alert escalate >out && test_cmp empty out && test_is "$all" "$(everything)"
X
test_expect_success 'each level in its time, from when the one before was told; cron was down: one a run' - <<\X
	staff pat physician && staff sue supervisor &&
	now 2026-11-02T13:15:59Z && ch-alert escalate >out && test_cmp empty out &&
	now 2026-11-02T13:16:00Z && ch-alert escalate >out && test_is "step-2 kim" "$(told out)" && test_is "notified 2" "$(step)" &&
	ch-alert escalate >out && test_cmp empty out &&
	now 2026-11-02T20:00:00Z && ch-alert escalate >out && test_is "step-3 pat" "$(told out)" &&
	ch-alert escalate >out && test_cmp empty out && now 2026-11-02T20:29:59Z && ch-alert escalate >out && test_cmp empty out &&
	now 2026-11-02T20:30:00Z && ch-alert escalate -q 2>err && test_grep '1 made, 1 changed' err && test_is "notified 4" "$(step)" &&
	now 2026-12-01T00:00:00Z && ch-alert escalate -e >out && test_cmp empty out && test_is 4 "$(count notice)"
X
test_expect_success 'a level that nobody holds goes on to the next at once, and says so' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" "$(alert b2 critical)" && staff sue supervisor &&
	ch-alert escalate >out 2>err && test_is "step-4 sue step-4 sue" "$(told out)" && test_is "notified 4" "$(step)" &&
	test_is 3 "$(wc -l <err)" && test_grep 'ladder critical, level covering: nobody holds it' err
X
test_expect_success 'nobody at all: listed, -e is 1, ch-status looks; once somebody comes they are told' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" && test_expect_code 1 ch-alert escalate -e >out 2>err &&
	test_grep '1 reached nobody' err && test_is "new 4" "$(step)" && test_is 0 "$(count notice)" &&
	test_is b1 "$(ch-alert list --reached-nobody | jq -r .title | cut -c7-)" && ch-status >st &&
	test_is true "$(jq 'select(.what == "unheard").look' st)" && all=$(everything) &&
	ch-alert escalate >out 2>err && test_cmp empty out && test_grep '1 reached nobody' err && test_is "$all" "$(everything)" &&
	staff kim nurse && now 2026-11-02T13:05:00Z && ch-alert escalate -e >out 2>err && test_cmp empty err && test_is "step-1 kim" "$(told out)" &&
	test_is "notified 1" "$(step)" && ch-alert list --reached-nobody >out && test_cmp empty out &&
	test_expect_code 1 ch-alert list -e --reached-nobody
X
test_expect_success 'an answer stops it; handed to nobody else, it climbs no more' - <<\X
	now 2026-11-02T13:06:00Z && ch-alert ack $a >log && now 2026-11-02T23:00:00Z && ch-alert escalate >out && test_cmp empty out && test_is "acknowledged 1" "$(step)"
X
test_expect_success 'what is over or suppressed, and people who died: left alone' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" "$(alert b2 critical | sed 's/"new"/"suppressed"/')" "$(alert b3 critical | sed 's/"new"/"resolved"/')" && staff kim nurse &&
	echo '{"type":"patient","id":"'$p'","dead":true}' | ch-put -q - && ch-alert escalate >out 2>err && test_cmp empty out && test_cmp empty err &&
	echo '{"type":"patient","id":"'$p'","dead":false}' | ch-put -q - && ch-alert escalate >out && test_is "step-1 kim" "$(told out)"
X
test_expect_success 'by id, from a pipe; an empty pipe is nothing; nobody`s is 66' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" "$(alert b2 critical)" && staff kim nurse &&
	: | ch-alert escalate - >out && test_cmp empty out && ch-alert list --level info | ch-alert escalate - >out && test_cmp empty out &&
	ch-alert escalate 00000000000000b2 >out && test_is "step-1 kim" "$(told out)" && test_is "new null" "$(step)" &&
	ch-alert list | ch-alert escalate - >out && test_is "notified 1" "$(step)" && test_is 2 "$(count notice)" &&
	test_expect_code 66 ch-alert escalate 00000000000000ff
X
test_expect_success 'many at once, in parts: all of them, once' - <<\X
	fresh 2026-11-02T13:01:00Z && staff kim nurse && for n in $(seq 600); do alert $(printf %x $((n + 4096))) critical; done | ch-put -q - &&
	ch-alert escalate >out && test_is 1200 "$(wc -l <out)" && test_is 600 "$(count notice)" && ch-alert escalate >out && test_cmp empty out &&
	ch-audit verify -q
X

test_expect_success 'two runs at once: each level once' - <<\X
	fresh 2026-11-02T13:01:00Z && staff kim nurse && for n in $(seq 600); do alert $(printf %x $((n + 4096))) critical; done | ch-put -q - &&
	{ ch-alert escalate -q 2>one & ch-alert escalate -q 2>two; wait; } && test_is 600 "$(count notice)" && test_is 600 "$(count alert --where step=1)" && ch-audit verify -q
X

# ---- who ----

test_expect_success 'whoever is away: their cover, and the cover of that; in a circle it is nobody' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" && staff kim nurse && staff rob clerk && staff ann clerk && staff sue supervisor &&
	ch-staff away kim --cover rob >log && ch-alert escalate -n >out && test_is "step-1 rob" "$(told out)" &&
	ch-staff away rob --cover ann >log && ch-alert escalate -n >out && test_is "step-1 ann" "$(told out)" &&
	ch-staff away ann --cover kim >log && ch-alert escalate -n >out 2>err && test_is "step-4 sue" "$(told out)" &&
	ch-staff leave ann >log && ch-alert escalate -n >out 2>err && test_is "step-4 sue" "$(told out)" &&
	ch-staff away kim --back >log && ch-alert escalate -n >out && test_is "step-1 kim" "$(told out)"
X
test_expect_success 'on call: by the roster, at that time; the flag counts where there is no roster' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" && staff kim nurse && staff rob nurse && staff ann clerk &&
	ch-alert escalate -n >out && test_is "step-1 kim step-1 rob" "$(told out)" &&
	echo "$(ch-get staff --where login=rob | jq -c '{type, id, on_call: true}')" | ch-put -q - && ch-alert escalate -n >out && test_is "step-1 rob" "$(told out)" &&
	ch-staff on-call kim --from "2026-11-02 08:00" --until "2026-11-02 16:00" >log && ch-alert escalate -n >out && test_is "step-1 kim" "$(told out)" &&
	ch-staff on-call ann --role nurse --from "2026-11-02 16:00" --until "2026-11-03" >log && now 2026-11-02T21:01:00Z &&
	ch-alert escalate -n >out && test_is "step-1 ann" "$(told out)" && now 2026-11-03T06:00:00Z &&
	ch-alert escalate -n >out && test_is "step-1 kim step-1 rob" "$(told out)" &&
	ch-staff on-call ann --role nurse --from 2026-11-03 --until 2026-11-04 >log && ch-alert escalate -n >out && test_is "step-1 ann" "$(told out)" &&
	ch-staff on-call ann --role nurse --from 2026-11-03 --until 2026-11-04 --cancel >log && ch-alert escalate -n >out && test_is "step-1 kim step-1 rob" "$(told out)"
X
mkdir -p site/ladders site/calendars
ladder() { # ladder NAME CALENDAR STOP LEVELS [MORE]: one of the site's own
	printf '{"ladder":"%s","title":"T","version":"1","status":"draft","source":"a test","calendar":"%s","stop":"%s"%s,"levels":[%s],"examples":[{"raised":"2026-01-13T09:00","told":{"one":"2026-01-13T09:00"}}]}\n' \
		"$1" "$2" "$3" "${5-}" "$4" >site/ladders/$1.json
}
test_expect_success 'its owner, its own role, a place in the care team, a login: the first word that means anybody' - <<\X
	ladder mine always acknowledged '{"name":"one","wait":"0","who":["owner","on-call","role","team:Surgeon","ann"]}' &&
	fresh 2026-11-02T13:01:00Z "$(alert b1 info ',"ladder":"mine"')" "$(alert b2 info ',"ladder":"mine","role":"chw"')" && export CH_SHARE=$PWD/site &&
	staff kim nurse && staff ann clerk && ch-alert escalate -n $a >out && test_is "step-1 ann" "$(told out)" &&
	kim=$(ch-get staff --where login=kim | jq -r .id) && echo '{"type":"team","id":"00000000000000d1","patient":"'$p'","member":"staff/'$kim'","role":"surgeon","status":"active"}' | ch-put -q - &&
	ch-alert escalate -n $a >out && test_is "step-1 kim" "$(told out)" &&
	echo '{"type":"team","id":"00000000000000d1","until":"2026-11-01"}' | ch-put -q - && ch-alert escalate -n $a >out && test_is "step-1 ann" "$(told out)" &&
	staff rob chw && ch-alert escalate -n 00000000000000b2 >out && test_is "step-1 rob" "$(told out)" &&
	echo '{"type":"alert","id":"00000000000000b2","owner":"'$kim'"}' | ch-put -q - && ch-alert escalate -n 00000000000000b2 >out && test_is "step-1 kim" "$(told out)"; rc=$?; unset CH_SHARE; return $rc
X

# ---- calendars, stops, ends ----

test_expect_success 'working hours: raised on Friday night, told on Monday, or after the holiday' - <<\X
	fresh 2026-01-16T22:30:00-05:00 "$(alert b1 warning | sed 's/2026-11-02T13:00:00Z/2026-01-16T22:00:00-05:00/')" && staff kim nurse &&
	ch-alert escalate >out && test_cmp empty out && now 2026-01-19T10:00:00-05:00 && ch-alert escalate >out && test_cmp empty out &&
	now 2026-01-20T07:59:59-05:00 && ch-alert escalate >out && test_cmp empty out &&
	now 2026-01-20T08:00:00-05:00 && ch-alert escalate >out && test_is "step-1 kim" "$(told out)" &&
	now 2026-01-20T11:59:59-05:00 && ch-alert escalate >out && test_cmp empty out && now 2026-01-20T12:00:00-05:00 && ch-alert escalate >out && test_is "step-2 kim" "$(told out)"
X
test_expect_success 'the nights when clocks change: a wait is as long as it says' - <<\X
	for night in "2026-11-01T05:40:00Z 2026-11-01T05:54:59Z 2026-11-01T05:55:00Z" "2026-11-01T05:50:00Z 2026-11-01T06:04:59Z 2026-11-01T06:05:00Z" "2026-03-08T06:50:00Z 2026-03-08T07:04:59Z 2026-03-08T07:05:00Z"; do
		set -- $night && fresh $1 "$(alert b1 critical | sed s/2026-11-02T13:00:00Z/$1/)" && staff kim nurse &&
		ch-alert escalate -q 2>log && now $2 && ch-alert escalate >out && test_cmp empty out && now $3 && ch-alert escalate >out && test_is "step-2 kim" "$(told out)" || return 1
	done
X
test_expect_success 'expires: over, with its reason, and what waits to be sent is cleared' - <<\X
	fresh 2026-11-02T13:01:00Z "$(alert b1 info)" && staff kim nurse && ch-alert escalate >out && test_is "step-1 kim" "$(told out)" &&
	now 2026-11-16T12:59:59Z && ch-alert escalate >out && test_cmp empty out && now 2026-11-16T13:00:00Z && ch-alert escalate >out &&
	test_is "expired not-answered cleared not-answered" "$(jq -r '"\(.status) \(.reason)"' out | paste -sd' ')" && ch-alert escalate >out && test_cmp empty out
X
test_expect_success 'stop resolved: an answer does not stop it; a level of no ladder does not climb' - <<\X
	ladder hold always resolved '{"name":"one","wait":"0","who":["role:nurse"]},{"name":"two","wait":"1h","who":["role:nurse"]}' &&
	fresh 2026-11-02T13:01:00Z "$(alert b1 info ',"ladder":"hold"')" "$(alert b2 info | sed 's/"level":"info",//')" && export CH_SHARE=$PWD/site && staff kim nurse &&
	ch-alert escalate >out && test_is "step-1 kim" "$(told out)" && ch-alert ack $a >log && now 2026-11-02T14:01:00Z &&
	ch-alert escalate >out && test_is "step-2 kim" "$(told out)" && test_is "acknowledged 2" "$(step)"; rc=$?; unset CH_SHARE; return $rc
X
test_expect_success 'a ladder that cannot be used, or is not there: named, 65, and its alert climbs its level`s' - <<\X
	ladder bad always resolved '{"name":"one","wait":"soon","who":["role:nurse"]}' &&
	fresh 2026-11-02T13:01:00Z "$(alert b1 critical)" "$(alert b2 info ',"ladder":"bad"')" "$(alert b3 info ',"ladder":"none"')" && staff kim nurse && export CH_SHARE=$PWD/site &&
	test_expect_code 65 ch-alert escalate >out 2>err && test_grep 'ladder bad: .*levels.0..wait: not a span' err && test_grep 'ladder none' err && test_is "step-1 kim step-1 kim step-1 kim" "$(told out)" &&
	test_expect_code 65 ch-knowledge check ladders/bad && rm site/ladders/bad.json; rc=$?; unset CH_SHARE; return $rc
X
while IFS='|' read -r words sed; do
	test_expect_success "a ladder is refused: $words" '
		sed '"'$sed'"' "$tree/share/ladders/warning.json" >site/ladders/warning.json && export CH_SHARE=$PWD/site &&
		test_expect_code 65 ch-knowledge check ladders/warning 2>err && test_grep "ladders/warning.json: '"$words"'" err; rc=$?; unset CH_SHARE; rm site/ladders/*; return $rc'
done <<'TABLE'
ladder: not the name|s/"ladder": "warning"/"ladder": "warming"/
calendar: no such file|s/"calendar": "working"/"calendar": "idle"/
stop: not acknowledged or resolved|s/"stop": "[a-z]*"/"stop": "never"/
expires: not a span|s/"30d"/"30m"/
levels.1..wait: not a span|s/"4h"/"-4h"/
levels.1..wait: days of working hours|s/"4h"/"4d"/
levels.2..who.0.: not owner|s/"role:supervisor"/"rolle:supervisor"/
levels.2..who: not a list|s/\["role:supervisor"\]/[]/
levels.2..name: a name that was|s/"name": "supervisor"/"name": "again"/
levels.2..whom: unknown key|s/8h", "who"/8h", "whom"/
examples.0..first: the ladder gives another time|s/T09:00", "again"/T09:01", "again"/
examples.0..told: not its levels|s/"first": "2026-01-13/"furst": "2026-01-13/
examples.0..raised: not a time|s/"raised": "2026-01-13T09:00"/"raised": "2026-01-13"/
TABLE
test_expect_success 'a calendar that cannot be read is named by its line' - <<\X
	sed 's/^tuesday.*/tuesday\t8-17/' "$tree/share/calendars/working.tsv" >site/calendars/working.tsv && export CH_SHARE=$PWD/site &&
	test_expect_code 65 ch-knowledge check calendars/working 2>err && test_grep 'working.tsv:7: not hours' err; rc=$?; unset CH_SHARE; rm site/calendars/*; return $rc
X

# ---- answers ----

test_expect_success 'what must be read back: no plain answer; a wrong one is refused, and names neither' - <<\X
	fresh 2026-11-02T13:41:00Z "$(alert b1 critical ',"needs":"read-back","about":"observation/'$o'"')" && test_expect_code 65 ch-alert ack $a 2>err && test_grep 'read-back' err &&
	for said in 6.1 '<6.8' '6.8 mg/dL' words '{"value":6.8}'; do
		echo "$said" | test_expect_code 65 ch-alert ack --read-back - $a >out 2>err && test_cmp empty out && test_no_grep '6\.[18]\|Aster\|words' err || return 1
	done && test_expect_code 65 ch-alert ack --read-back - $a <empty && printf '6.8\n6.8\n' | test_expect_code 65 ch-alert ack --read-back - $a &&
	test_expect_code 64 ch-alert ack --read-back 6.8 $a 2>err && test_no_grep '6\.8' err && test_expect_code 65 ch-alert ack --read-back ask $a <empty &&
	echo $a | test_expect_code 65 ch-alert ack --read-back - - && test_is "new null" "$(step)"
X
test_expect_success 'the right one: answered and read back, each with its time; twice is once' - <<\X
	echo 6.80 | ch-alert ack --read-back - $a >out && test_jq '.status, .acknowledged, .read_back' out "acknowledged 2026-11-02T08:41:00-05:00 2026-11-02T08:41:00-05:00" &&
	now 2026-11-02T13:50:00Z && ch-alert ack $a >two && cmp out two && echo 6.8 | ch-alert ack --read-back - $a >two && cmp out two &&
	echo 6.1 | test_expect_code 65 ch-alert ack --read-back - $a
X
test_expect_success 'read back though nobody asks for it; only what is about a result with a value can be' - <<\X
	fresh 2026-11-02T13:41:00Z "$(alert b1 critical ',"about":"observation/'$o'"')" "$(alert b2 critical)" && echo 6.8 | ch-alert ack --read-back - $a >out && test_jq .read_back out 2026-11-02T08:41:00-05:00 &&
	echo 6.8 | test_expect_code 65 ch-alert ack --read-back - 00000000000000b2 2>err && test_grep 'nothing can be read back' err &&
	echo 6.8 | test_expect_code 64 ch-alert ack --read-back - $a 00000000000000b2 && ch-alert ack 00000000000000b2 >out && test_jq .status out acknowledged
X
test_expect_success 'inform and help tell others, and it stays whose it is' - <<\X
	staff kim nurse && staff rob physician && all=$(ch-get alert) && ch-alert inform --to kim $a >out && test_is "inform kim" "$(told out)" && ch-alert inform --to kim $a >two && cmp out two &&
	ch-alert help --to role:physician $a >out && test_is "help rob" "$(told out)" && test_is "$all" "$(ch-get alert)" &&
	test_expect_code 64 ch-alert inform $a && test_expect_code 66 ch-alert inform --to nobody $a && test_expect_code 65 ch-alert help --to role:clerk $a 2>err && test_grep 'nobody' err
X
test_expect_success 'hand-over: theirs to answer anew; it climbs on until they do, and anybody may answer then' - <<\X
	test_expect_code 64 ch-alert hand-over --to team:x $a && ch-alert hand-over --to kim $a >out && test_is "hand-over kim" "$(told out)" && test_is "notified 1" "$(step)" &&
	test_is kim "$(ch-alert list --owner kim | jq -r .title | sed 's/Alert b1/kim/')" && now 2026-11-02T13:50:00Z && ch-alert hand-over --to kim $a >two && cmp out two &&
	now 2026-11-02T13:55:59Z && ch-alert escalate >out && test_cmp empty out && now 2026-11-02T13:56:00Z && ch-alert escalate >out && test_is "step-2 kim" "$(told out)" &&
	ch-alert ack $a >out && test_jq .owner out "$(ch-staff who | jq -r .id)" && ch-alert hand-over --to role:physician $a >out && test_is "hand-over rob" "$(told out)" &&
	test_is "null physician" "$(jq -r 'select(.type == "alert") | "\(.owner) \(.role)"' out)"
X
test_expect_success 'resolve: what was not sent is cleared; nobody is told of what is over' - <<\X
	ch-alert resolve --reason treated $a >out && test_is "cleared" "$(ch-get notice --where about=alert/$a | jq -r .status | sort -u)" &&
	test_is treated "$(ch-get notice --where about=alert/$a | jq -r .reason | sort -u)" && test_expect_code 65 ch-alert inform --to kim $a && test_expect_code 65 ch-alert hand-over --to kim $a &&
	ch-store check -q && ch-audit verify -q
X

# ---- rosters ----

test_expect_success 'on-call: twice the same is one; what is no time is refused' - <<\X
	fresh 2026-11-02T08:00:00-05:00 && staff kim nurse && staff rob nurse &&
	ch-staff on-call kim --from 2026-11-02 --until 2026-11-04 >one && ch-staff on-call kim --from 2026-11-02 --until 2026-11-04 >two && cmp one two && test_is 1 "$(count oncall)" &&
	ch-staff on-call -n kim --role physician --from 2026-11-02 --until 2026-11-04 >out && test_is 1 "$(count oncall)" &&
	test_expect_code 64 ch-staff on-call kim && test_expect_code 64 ch-staff on-call kim --from 2026-11-04 --until 2026-11-02 && test_expect_code 66 ch-staff on-call nobody --from 2026-11-04 --until 2026-11-05
X
test_expect_success 'roster: covered, overlap, gap, ahead of time; -e is 1 when there is a gap' - <<\X
	ch-staff on-call rob --from "2026-11-03 20:00" --until "2026-11-04 20:00" >log && ch-staff roster --days 3 >out &&
	test_is "covered kim; overlap kim rob; covered rob; gap null" "$(jq -r '"\(.state) \(.who)"' out | paste -sd';' | sed 's/;/; /g')" &&
	test_jq '.at' out "2026-11-02T08:00:00-05:00 2026-11-03T20:00:00-05:00 2026-11-04T00:00:00-05:00 2026-11-04T20:00:00-05:00" &&
	test_expect_code 1 ch-staff roster -e --days 3 && ch-staff roster -e --days 2 && ch-staff roster --role clerk >out && test_cmp empty out &&
	echo '{"type":"oncall","id":"00000000000000e1","staff":"'$(ch-get staff --where login=rob | jq -r .id)'","role":"clerk","at":"2026-11-02","until":"2026-11-03"}' | ch-put -q - &&
	ch-staff roster --role clerk --days 2 >out && test_jq '.state, .until' out "covered 2026-11-04T00:00:00-05:00 gap 2026-11-04T08:00:00-05:00" &&
	ch-staff leave kim >log && ch-staff roster --role nurse --days 1 >out && test_jq .state out gap && ch-staff roster -o table >out && test_grep '20:00' out
X
test_expect_success 'a result without a value cannot be read back: it is acknowledged without' '
	test_store && echo "{\"type\":\"patient\",\"id\":\"00000000000000a1\"}" | ch-put - >log &&
	echo "{\"type\":\"observation\",\"id\":\"00000000000000b1\",\"patient\":\"00000000000000a1\",\"code\":\"x\",\"flag\":\"AA\"}" | ch-put - >log &&
	echo "{\"type\":\"alert\",\"id\":\"00000000000000c1\",\"patient\":\"00000000000000a1\",\"status\":\"new\",\"level\":\"critical\",\"title\":\"A\",\"needs\":\"read-back\",\"about\":\"observation/00000000000000b1\"}" | ch-put - >log &&
	{ echo 1 | test_expect_code 65 ch-alert ack --read-back - 00000000000000c1 2>err; } && test_grep "no result that has a value" err &&
	ch-alert ack 00000000000000c1 >out && test_is acknowledged "$(jq -r .status out)"'
test_done
