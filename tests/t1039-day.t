#!/bin/bash
# t1039-day.t - the sheet of a day: whom somebody visits, in the order of the
# way, with what; what they carry, and what nobody signed for.
. "$(dirname "$0")/lib.sh"

test_store
ch-staff add Reyes Kim --login kim --role chw >k && k=$(jq -r .id k)
ch-staff add Otter --login otter >log
export CH_NOW=2026-11-02T09:00:00-05:00
mkdir -p site/places && printf '# zip.tsv: where postal codes are.\n# zip\tlatitude\tlongitude\tsource\tstatus\n%s' \
	'00001	40.0	-75.0	made up	draft
00002	40.1	-75.0	made up	draft
00003	40.2	-75.0	made up	draft
00004	40.3	-75.0	made up	draft
' >site/places/zip.tsv
ch-store set site_dir "$PWD/site"
who() { # who N ZIP HOUR [FIELDS [STATUS]]: a person and their appointment
	printf '{"type":"patient","id":"00000000000000a%s","family":"Fam%s","zip":"%s","line":"%s Elm Street","city":"Town"}\n' "$1" "$1" "$2" "$1"
	printf '{"type":"appointment","id":"00000000000000b%s","patient":"00000000000000a%s","status":"%s","at":"2026-11-02T%s:00:00-05:00"%s}\n' "$1" "$1" "${5-booked}" "$3" "${4-,\"practitioner\":\"$k\"}"
}
{ who 1 00004 10; who 2 00002 11; who 3 00003 12; } | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
order() { jq -r '.patient[-1:]' "$@" | paste -sd' ' -; }

test_expect_success 'in the order of the way from where the day begins, with the way to each' '
	ch-book day --for chw:kim --from 00001 >out && test_is "2 3 1" "$(order out)" && test_is "11.1 11.1 11.1" "$(jq -r .km out | paste -sd" " -)" &&
	ch-book day --for kim --from 00004-1234 >out && test_is "1 3 2" "$(order out)" && test_is 0 "$(head -1 out | jq .km)"'
test_expect_success 'in the order agreed; that the other is not is said' '
	ch-book day --for kim --from 00001 >out 2>err && test_grep "by-time" err &&
	ch-book day --for kim --by-time >out 2>err && test_is "1 2 3" "$(order out)" && test_is "" "$(cat err)"'
test_expect_success 'only theirs, on that day, not cancelled' '
	test_is "" "$(ch-book day --for otter)" && test_is "" "$(ch-book day --for kim --on tomorrow)" &&
	jq -nc "{type:\"appointment\",id:\"00000000000000b2\",status:\"cancelled\"}" | ch-put - >log && test_is "3 1" "$(ch-book day --for kim --from 00001 | order)"'
test_expect_success 'visits of a resource that they are; video, and a place of its own' '
	fresh && printf "%s\n" "{\"type\":\"resource\",\"id\":\"00000000000000d1\",\"staff\":\"$k\"}" "{\"type\":\"slot\",\"id\":\"00000000000000d2\",\"resource\":\"00000000000000d1\",\"status\":\"busy\",\"at\":\"2026-11-02T15:00:00-05:00\"}" \
		"{\"type\":\"location\",\"id\":\"00000000000000d3\",\"name\":\"Fire house\",\"latitude\":40.0,\"longitude\":-75.0}" | ch-put - >log &&
	{ who 4 00003 15 ",\"slot\":\"00000000000000d2\",\"location\":\"00000000000000d3\""; who 5 00001 16 ",\"virtual\":true,\"practitioner\":\"$k\""; } | ch-put - >log &&
	ch-book day --for kim --from 00001 >out && test_is "4 2 3 1 5" "$(order out)" && test_is "Fire house" "$(jq -r .place out | head -1)" &&
	test_is "by video null" "$(tail -1 out | jq -r ".place + \" \" + (.zip | tostring)")"'
test_expect_success 'what to bring, hand over, explain, write; a number to call that is safe' '
	fresh && printf "%s\n" "{\"type\":\"patient\",\"id\":\"00000000000000a1\",\"interpreter\":true,\"language\":\"es\"}" \
		"{\"type\":\"resource\",\"id\":\"00000000000000d1\",\"name\":\"Scale 4\",\"status\":\"reserved\",\"holder\":\"patient/00000000000000a1\"}" \
		"{\"type\":\"teaching\",\"patient\":\"00000000000000a1\",\"item\":\"salt\",\"status\":\"assigned\"}" \
		"{\"type\":\"contact\",\"patient\":\"00000000000000a1\",\"system\":\"phone\",\"value\":\"555-0100\",\"safe\":false}" \
		"{\"type\":\"contact\",\"patient\":\"00000000000000a1\",\"system\":\"phone\",\"value\":\"555-0101\"}" \
		"{\"type\":\"appointment\",\"id\":\"00000000000000b1\",\"status\":\"fulfilled\"}" | ch-put - >log &&
	ch-task add --kind delivery --title Insulin 00000000000000a1 >log && ch-task add --kind note --title "Monthly note" 00000000000000a1 >log &&
	ch-book day --for kim | jq -c "select(.patient[-1:] == \"1\")" >out && test_jq ".bring, .deliver, .teach, .notes, .phone" out \
		"interpreter: es; Scale 4 Insulin (not taken yet) salt Monthly note; this visit 555-0101" &&
	ch-book day --for kim -o table >out 2>err && test_grep "Reyes, Kim, 2026-11-02: 3 visits" out && test_grep "deliver Insulin" out'
test_expect_success 'a visit owed is a stop of its own; a delivery of another day that nobody signed for is said' '
	fresh && { who 6 00002 10 "" cancelled; } | ch-put - >log && ch-task add --kind visit --title Visit --to kim 00000000000000a6 >log &&
	ch-book day --for kim >out && test_is 4 "$(wc -l <out)" && ch-task add --kind delivery --title Pens --to kim 00000000000000a1 >t && ch-task modify --to kim "$(jq -r .id t)" >log &&
	jq -nc "{type:\"task\",id:\"$(jq -r .id t)\",status:\"in-progress\",begun:\"2026-11-01T09:00:00-05:00\"}" | ch-put - >log &&
	ch-book day --for kim >out 2>err && test_grep "nobody signed since: 1" err'
test_expect_success 'somebody with two records is one person: one stop, at the home that is known, with all that is owed' '
	fresh && { who 7 00003 13 ",\"practitioner\":\"$k\""; printf "%s\n" "{\"type\":\"patient\",\"id\":\"00000000000000a7\",\"zip\":null,\"line\":null,\"city\":null}" \
		"{\"type\":\"patient\",\"id\":\"00000000000000a8\",\"family\":\"Fam7\",\"person\":\"00000000000000a7\",\"zip\":\"00003\",\"line\":\"7 Elm Street\",\"interpreter\":true,\"language\":\"vi\"}" \
		"{\"type\":\"resource\",\"id\":\"00000000000000d7\",\"name\":\"Scale 7\",\"status\":\"reserved\",\"holder\":\"patient/00000000000000a8\"}"; } | ch-put - >log &&
	ch-task add --kind visit --title Visit --to kim 00000000000000a8 >log && ch-task add --kind delivery --title Pens --to kim 00000000000000a7 >log &&
	ch-book day --for kim | jq -c "select(.id == \"00000000000000b7\" or (.patient | test(\"a[78]$\")))" >out && test_is 1 "$(wc -l <out)" &&
	test_jq ".place, .zip, .bring, .deliver" out "7 Elm Street 00003 interpreter: vi; Scale 7 Pens (not taken yet)"'
test_expect_success 'an appointment of nobody in particular leaves the rest of the day as it is' '
	fresh && { who 6 00002 10 "" cancelled; } | ch-put - >log && ch-task add --kind visit --title Visit --to kim 00000000000000a6 >log && ch-book day --for kim >before &&
	printf "%s\n" "{\"type\":\"appointment\",\"id\":\"00000000000000bb\",\"status\":\"booked\",\"practitioner\":\"$k\",\"at\":\"2026-11-02T14:00:00-05:00\"}" | ch-put - >log && ch-book day --for kim >out && cmp before out && test_is 4 "$(wc -l <out)"'
test_expect_success 'whose day is asked; a login and a postal code must be there; no name is in an error' '
	test_expect_code 64 ch-book day && test_expect_code 66 ch-book day --for nobody && test_expect_code 66 ch-book day --for kim --from 99999 2>err &&
	test_grep "no such postal code" err && test_no_grep Fam err'
test_done
