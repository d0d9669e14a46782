#!/bin/bash
# t5002-cron.t - the lines of share/cron, run as cron and systemd run them, with
# a mailer that keeps what is printed: never a name, and twice is the same.
. "$(dirname "$0")/lib.sh"

cron=$tree/share/cron/care-hub
# The lines' commands, one a file; where things lie is ours.
sed -nE 's/^([0-9*][^ ]* +)([^ ]+ +){5}//p' "$cron" |
	awk '{ print > sprintf("line-%02d", NR) }'
sed -n 's/^ExecStart=//p' "$tree"/share/cron/*.service |
	sed "s|/var/lib/care-hub/feeds|$PWD/feeds|g; s|/var/backups/care-hub|$PWD/backups|g;
		s|/var/lib/care-hub/hub.db|$PWD/hub.db|g" >units

# Real names, and one in every kind of place where something is refused.
mkdir -p feeds/hospital backups
sim=$(test_sim 40)
cp "$sim"/*.ndjson feeds/hospital
cat >feeds/hospital/planted.ndjson <<\JSON
{"resourceType":"Patient","id":"PLANTEDNAME1","name":[{"family":"PLANTEDNAME2"}],"birthDate":"PLANTEDNAME3"}
{"resourceType":"Patient","id":"PLANTEDNAME4","name":[{"family":"PLANTEDNAME5"}],"gender":"PLANTEDNAME6"}
{"resourceType":"Observation","id":"PLANTEDNAME7","status":"PLANTEDNAME8","code":{"text":"PLANTEDNAME9"},"subject":{"reference":"Patient/PLANTEDNAME1"}}
{"resourceType":"Patient","id":"PLANTEDNAME10","name":[{"family":"PLANTEDNAME11"
{"resourceType":"Patient","id":"ok","name":[{"family":"PLANTEDNAME12","given":["PLANTEDNAME13"]}],"birthDate":"1950-01-01"}
JSON
jq -r '.name[]?, .address[]? | .family // empty, .given[]?, .city // empty' \
	"$sim/Patient.ndjson" | grep ..... | sort -u >names
echo PLANTEDNAME >>names

# As cron does: /bin/sh, what the file sets, and nothing else; what is printed
# is mailed, and nothing printed is no mail.
as_cron() { # as_cron COMMAND
	env -i HOME="$HOME" PATH="$PATH" CH_STORE="$PWD/hub.db" CH_FEEDS="$PWD/feeds" \
		CH_BACKUPS="$PWD/backups" /bin/sh -c "$1" >>mail 2>&1 </dev/null
}
night() {
	: >mail
	local got line
	for line in line-*; do
		got=0
		as_cron "$(cat "$line")" || got=$?
		echo "$(cut -d' ' -f1 "$line"): $got" >>codes
	done
}

test_manager() { # a store, and somebody for whom its work is
	test_real_store && ch-staff add Kim --login kim --role care-manager >staff
}
counts() { # counts FILE: with N for each, and backups without their time
	sed 's/[0-9][0-9]* \(read\|created\|updated\|unchanged\|made\|changed\|found\)/N \1/g
		s/\.db\.[^:]*:/.db:/' "$1"
}

test_expect_success 'there are lines to run, each by the service`s own login' '
	test_atleast 5 "$(ls line-* | wc -l)" && test_grep "^MAILTO=" "$cron" &&
	test_is care-hub "$(awk "!/^#/ && NF > 6 && /ch-/ { print \$6 }" "$cron" | sort -u)"'
test_expect_success 'a percent sign would end a line of cron; there is none' '
	! grep "^[0-9*].*%" "$cron"'
test_expect_success 'a night: what was good is in, and the mail names nobody' '
	test_manager && : >codes && { night; :; } && test_is 41 "$(count patient --where known_by_reference=)" &&
	test -s mail && ! grep -F -f names mail && test_grep "planted.ndjson:1: birth" mail &&
	test_is 65 "$(sed -n "s/^ch-import.*: //p" codes)" && cp mail first'
test_expect_success 'only counts, and file, line, field' '
	! grep -v -e "^ch-import: .*:[0-9]*:" -e "[0-9] \(read\|refused\|found\|to look at\)" -e "^$" mail'
test_expect_success 'a copy is there, whole, and one only' '
	test_is 1 "$(ls backups | wc -l)" && CH_STORE=$(ls "$PWD"/backups/*) ch-store check'
test_expect_success 'the same night twice: the same store, the same kind of mail' '
	before=$(everything) && n=$(count reject) && sleep 1 && : >codes && { night; :; } &&
	test_is "$before" "$(everything)" && test_is "$n" "$(count reject)" &&
	! grep -F -f names mail &&
	test_cmp <(counts first) <(counts mail)'
test_expect_success 'a night without trouble mails one line: nothing to look at' '
	test_manager && rm -rf backups/* feeds/hospital/planted.ndjson && : >codes && { night; :; } &&
	test_is 0 "$(grep -v ": [01]$" codes | wc -l)" && ! grep -F -f names mail &&
	test_grep "0 to look at" mail && ! grep -v "[0-9] " mail'
test_expect_success 'killed in the night: the next run mends it' '
	want=$(everything) && test_manager && for i in 1 2 3; do
		{ timeout -s KILL 0.0$((i * 2)) env CH_STORE="$PWD/hub.db" CH_FEEDS="$PWD/feeds" \
			sh -c "$(cat line-01)" 2>&1; :; } >>killed
	done && { night; :; } && test_is "$want" "$(everything)" && ch-store check'
test_expect_success 'a store that is not there is told, not passed over' '
	mv hub.db gone.db && { night; :; } && test_grep "hub.db" mail && mv gone.db hub.db'
test_expect_success 'the units of systemd do the same' '
	test_atleast 4 "$(wc -l <units)" && : >mail && sleep 1 && while read -r command; do
		as_cron "$command" || { got=$?; [ $got = 1 ] || { echo "$command: $got"; return 1; }; }
	done <units && ! grep -F -f names mail && for unit in "$tree"/share/cron/*.timer; do
		test -e "${unit%.timer}.service" && test_grep OnCalendar "$unit" || return 1
	done'
if command -v systemd-analyze >/dev/null; then
	test_expect_success 'systemd has nothing to say about them' '
		{ systemd-analyze verify "$tree"/share/cron/*.timer 2>&1 |
			grep -v -e "not executable" -e "Failed to \(prepare\|create\)" >odd; :; } && test_cmp empty odd'
fi
test_done
