#!/bin/bash
# t1037-book.t - times: made of hours, taken once, moved, given back, offered to
# who waits; what is refused, and what twice changes.
. "$(dirname "$0")/lib.sh"

test_store
export CH_NOW=2026-11-02T08:00:00-05:00
week='BEGIN:VEVENT\nDTSTART:20261102T090000\nDTEND:20261102T110000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU\nEXDATE:20261109T090000\nEND:VEVENT\n'
{
	for i in 1 2 3 4 5; do printf '{"type":"patient","id":"00000000000000a%s","family":"Aster%s"}\n' $i $i; done
	printf '{"type":"resource","id":"00000000000000e1","name":"Dr. Eye","kind":"practitioner","status":"available","availability":"%s","minutes":30,"category":"eye"}\n' "$week"
	printf '{"type":"resource","id":"00000000000000e2","name":"Video","kind":"telehealth","status":"available","zone":"America/Denver","virtual":true,"link":"https://video.example/1","availability":"%s","minutes":60}\n' "$week"
	echo '{"type":"resource","id":"00000000000000e3","name":"Class","kind":"room","status":"available"}'
	echo '{"type":"resource","id":"00000000000000e4","name":"Chair","kind":"equipment","status":"available"}'
	for i in 1 2; do printf '{"type":"slot","id":"00000000000000d%s","resource":"00000000000000e3","status":"free","holds":2,"at":"2026-11-10T10:%s0:00-05:00","until":"2026-11-10T11:%s0:00-05:00"}\n' $i $((i - 1)) $((i - 1)); done
} | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
p=00000000000000a r=00000000000000e d=00000000000000d
slot() { ch-get slot --where "at=$1" --where "resource=$r${2-1}" | jq -r .id; }
of() { ch-get "$1" --where "id=$2" | jq -r ".$3"; }

test_expect_success 'run: slots by the clock of their zone; twice and -n change nothing' '
	ch-book run -n --until 2026-11-11 >dry && test_is 2 "$(count slot)" && ch-book run --until 2026-11-11 >out &&
	test_is 18 "$(wc -l <out)" && ch-book run --until 2026-11-11 >again && test_is 0 "$(wc -l <again)" &&
	test_is "2026-11-02T09:00:00-07:00" "$(jq -r "select(.resource == \"${r}2\").at" out | head -1)" &&
	test_is 8 "$(ch-book slots --until 2026-11-03 -c eye | wc -l)" && test_is "" "$(slot 2026-11-09T09:00:00-05:00)" &&
	ch-book slots -r ${r}2 -o table >t && test_grep "today 11:00.*Video" t && cp hub.db fresh.db'
test_expect_success 'add: whoever comes first; the same again finds it; who comes later is refused' '
	fresh && s=$(slot 2026-11-03T09:00:00-05:00) && ch-book add --slot "$s" ${p}1 >one &&
	test_jq ".status, .category, .at, .made" one "booked eye 2026-11-03T09:00:00-05:00 2026-11-02T08:00:00-05:00" &&
	test_is busy "$(of slot "$s" status)" && echo "{\"type\":\"patient\",\"id\":\"${p}1\"}" | ch-book add --slot "$s" - >two && cmp one two &&
	test_expect_code 65 ch-book add --slot "$s" ${p}2 2>err && test_grep "$s: taken" err && test_no_grep Aster err &&
	test_is 1 "$(count appointment)"'
test_expect_success 'add: by resource and instant, said in any zone' '
	fresh && ch-book add -r ${r}1 --at 2026-11-03T08:30-06:00 ${p}1 >one && test_jq .at one 2026-11-03T09:30:00-05:00 &&
	test_expect_code 65 ch-book add -r ${r}1 --at 2026-11-03T14:30Z ${p}2 2>err && test_grep taken err &&
	ch-book add -r ${r}2 --at "2026-11-03 11:00" ${p}2 >two && test_jq ".virtual, .link" two "true https://video.example/1" &&
	test_expect_code 66 ch-book add -r ${r}1 --at 2026-11-03T09:31 ${p}2 && test_expect_code 64 ch-book add -r ${r}1 ${p}2 &&
	test_expect_code 64 ch-book add --at 2026-11-03T09:31 ${p}2 && test_expect_code 65 ch-book add ${p}2'
test_expect_success 'add: a group shares a slot until it is full; its resource is busy then' '
	fresh && ch-book add --slot ${d}1 ${p}1 >one && test_is free "$(of slot ${d}1 status)" &&
	ch-book add --slot ${d}1 ${p}2 >two && test_is busy "$(of slot ${d}1 status)" &&
	test_jq .shared two "$(jq -r .id one)" && test_expect_code 65 ch-book add --slot ${d}1 ${p}3 &&
	test_expect_code 65 ch-book add --slot ${d}2 ${p}3 2>err && test_grep taken err && ch-book list -o table >t && test_grep "Aster1.*Class" t &&
	ch-book cancel --reason other - <one >log && ch-book add --slot ${d}1 ${p}3 >log && test_is busy "$(of slot ${d}1 status)"'
test_expect_success 'add: each record names its slot; -k leaves out who is refused' '
	fresh && for i in 1 2 3; do printf "{\"type\":\"appointment\",\"patient\":\"$p%s\",\"slot\":\"${d}1\"}\n" $i; done >in &&
	test_expect_code 65 ch-book add - <in 2>err && test_is 0 "$(count appointment)" &&
	test_expect_code 65 ch-book add -k - <in >out 2>err && test_is 2 "$(wc -l <out)" && test_grep taken err'
test_expect_success 'add: past, blocked, of a retired resource: refused' '
	fresh && s=$(slot 2026-11-02T09:00:00-05:00) && CH_NOW=2026-11-02T09:00:00-05:00 test_expect_code 65 ch-book add --slot "$s" ${p}1 2>err &&
	test_grep "has begun" err && ch-book break ${r}3 >log && test_expect_code 65 ch-book add --slot ${d}1 ${p}1 2>err &&
	test_grep "out of service" err && test_expect_code 66 ch-book add --slot 0000000000000fff ${p}1 &&
	test_expect_code 66 ch-book add --slot ${d}1 0000000000000fff && test_expect_code 64 ch-book move ${p}1'
test_expect_success 'move: one is taken, the other free, in one write; both or neither' '
	fresh && a=$(slot 2026-11-03T09:00:00-05:00) b=$(slot 2026-11-03T09:30:00-05:00) && ch-book add --slot "$a" ${p}1 >one &&
	ch-book add --slot "$b" ${p}2 >log && test_expect_code 65 ch-book move --slot "$b" - <one && test_is "$a" "$(of appointment "$(jq -r .id one)" slot)" &&
	c=$(slot 2026-11-03T10:00:00-05:00) && ch-book move --slot "$c" - <one >two && test_jq ".at, .status" two "2026-11-03T10:00:00-05:00 booked" &&
	test_is "free busy" "$(of slot "$a" status) $(of slot "$c" status)" && ch-book move --slot "$c" - <one >three && cmp two three &&
	ch-book add --slot "$a" ${p}1 >four && test_is 3 "$(count appointment)" && ch-book cancel --reason patient - <one >log &&
	test_expect_code 65 ch-book move --slot "$c" - <one'
waiting() { # three who wait, the most urgent last
	ch-book waitlist --priority 2 ${p}2 >w2 && ch-book waitlist --priority 1 --category dental ${p}3 >w3 &&
		ch-book waitlist --priority 1 --notice 48 ${p}4 >w4 && ch-book waitlist --category eye ${p}5 >w5
}
test_expect_success 'cancel | fill: the slot is offered to who comes first and can; the story says why' '
	fresh && s=$(slot 2026-11-03T09:00:00-05:00) && ch-book add --slot "$s" ${p}1 >one && waiting &&
	ch-book waitlist --priority 2 ${p}2 >again && cmp w2 again && test_expect_code 64 ch-book cancel - <one &&
	test_expect_code 64 ch-book cancel --reason rain - <one && ch-book cancel --reason patient - <one >gone && test_is 2 "$(wc -l <gone)" &&
	test_is "cancelled patient 2026-11-02T08:00:00-05:00" "$(head -1 gone | jq -r "[.status, .reason, .cancelled] | join(\" \")")" &&
	ch-book fill - <gone >offer && test_jq ".patient, .status, .slot, .expires" offer "${p}2 pending $s 2026-11-03T08:00:00-05:00" &&
	test_is busy-tentative "$(of slot "$s" status)" && ch-book show - -o table <offer >card && test_grep "priority 2, 0 days waiting: first of 2" card &&
	ch-book cancel --reason patient - <one | ch-book fill - >again && cmp offer again && test_expect_code 65 ch-book add --slot "$s" ${p}1'
test_expect_success 'fill: of the same urgency whoever is nearer' '
	cp hub.db before.db && fresh && mkdir -p site/places && printf "10001\t40.75\t-74.00\n10301\t40.63\t-74.09\n19019\t39.95\t-75.16\n" >site/places/zip.tsv &&
	printf "%s\n" "{\"type\":\"location\",\"id\":\"00000000000000f1\",\"zip\":\"10001\"}" "{\"type\":\"resource\",\"id\":\"${r}1\",\"location\":\"00000000000000f1\"}" \
		"{\"type\":\"patient\",\"id\":\"${p}2\",\"zip\":\"19019\"}" "{\"type\":\"patient\",\"id\":\"${p}3\",\"zip\":\"10301\"}" | ch-put - >log &&
	ch-book waitlist ${p}1 ${p}2 ${p}3 >log && ch-store set site_dir "$PWD/site" >log && ch-book fill "$(slot 2026-11-03T09:00:00-05:00)" >out &&
	test_jq .patient out ${p}3 && ch-book show - -o table <out >card && test_grep "10 miles: first of 3" card && rm -f hub.db* && cp before.db hub.db'
test_expect_success 'accept books it; decline goes on to the next, and not back' '
	s=$(jq -r .slot offer) && ch-book decline - <offer | ch-book fill - >next && test_jq .patient next ${p}5 &&
	test_is "waitlist declined" "$(ch-get appointment --where "id=$(jq -r .id offer)" | jq -r "[.status, .answer] | join(\" \")")" &&
	ch-book accept - <next >got && test_jq ".status, .answer" got "booked accepted" && ch-book accept - <next >again && cmp got again &&
	test_is busy "$(of slot "$s" status)" && ch-book cancel --reason provider - <next | ch-book fill - >none 2>err &&
	test_is "" "$(cat none)" && test_grep nobody err && test_expect_code 65 ch-book accept - <next'
test_expect_success 'add: who waits is booked as such; a referral is what it serves' '
	fresh && waiting && s=$(slot 2026-11-03T09:00:00-05:00) && ch-book add --slot "$s" - <w5 >out && test_jq .id out "$(jq -r .id w5)" &&
	printf "{\"type\":\"referral\",\"id\":\"00000000000000c1\",\"patient\":\"${p}1\",\"category\":\"eye\"}\n" | ch-put - >ref &&
	ch-book add -r ${r}1 --at "2026-11-03 10:00" - <ref >out && test_jq .referral out 00000000000000c1 &&
	ch-book offer --slot "$(slot 2026-11-03T10:30:00-05:00)" --until 2026-11-02T12:00 - <w2 >out && test_jq ".status, .expires" out "pending 2026-11-02T12:00:00-05:00"'
test_expect_success 'run: an offer that lapsed goes to the next; who died is cancelled' '
	ch-book run >log && CH_NOW=2026-11-02T13:00:00-05:00 ch-book run >out && test_is "waitlist needs-action" "$(ch-get appointment --where "id=$(jq -r .id w2)" | jq -r "[.status, .answer] | join(\" \")")" &&
	printf "{\"type\":\"patient\",\"id\":\"${p}5\",\"died\":\"2026-11-02\"}\n" | ch-put - >log && ch-book run >out &&
	test_is "cancelled died" "$(ch-get appointment --where patient=${p}5 | jq -r "[.status, .reason] | join(\" \")")" &&
	test_is free "$(of slot "$(slot 2026-11-03T09:00:00-05:00)" status)"'
test_expect_success 'run: what is out is blocked, and what is booked on it is told; mended, it is back' '
	fresh && ch-book add -r ${r}1 --at "2026-11-03 10:00" ${p}1 >one && ch-book break --until 2026-11-10 ${r}1 >log &&
	ch-book run --until 2026-11-11 >out && test_is 7 "$(grep -c busy-unavailable out)" && test_is "$(jq -r .id one)" "$(jq -r "select(.type == \"appointment\").id" out)" &&
	test_is 4 "$(ch-book slots -c eye | wc -l)" && ch-book mend ${r}1 >log && ch-book run --until 2026-11-11 >out &&
	test_is 11 "$(ch-book slots -c eye | wc -l)" && ch-book retire --reason left ${r}1 >log && ch-book run --until 2026-11-11 >out && test_is 0 "$(ch-book slots -c eye | wc -l)"'
test_expect_success 'run: hours that changed; hours that cannot be read are named, and hold nothing up' '
	fresh && ch-get resource --where id=${r}1 | jq -c "{type, id, rev, availability: \"junk\"}" | ch-put - >log &&
	test_expect_code 65 ch-book run --until 2026-11-11 2>err && test_grep "${r}1: availability" err && test_is 12 "$(ch-book slots -c eye | wc -l)" &&
	ch-get resource --where id=${r}1 | jq -c "{type, id, rev, availability: \"BEGIN:VEVENT\nDTSTART:20261103T090000\nDTEND:20261103T100000\nEND:VEVENT\n\"}" | ch-put - >log &&
	ch-book run --until 2026-11-11 >log && test_is 2 "$(ch-book slots -c eye | wc -l)"'
test_expect_success 'the hour that clocks skip is no slot; the one that comes twice is two' '
	fresh && E() { printf "{\"type\":\"resource\",\"id\":\"${r}5\",\"name\":\"Night\",\"status\":\"available\",\"minutes\":30,\"availability\":\"BEGIN:VEVENT\\\\nDTSTART:%sT010000\\\\nDTEND:%sT030000\\\\nEND:VEVENT\\\\n\"}\n" "$1" "$1" | ch-put - >log; } &&
	export CH_NOW=2027-03-13T09:00:00-05:00 && E 20270314 && ch-book run -q --until 2027-03-16 2>log && test_is 2 "$(ch-book slots -r ${r}5 | wc -l)" &&
	test_expect_code 66 ch-book add -r ${r}5 --at 2027-03-14T03:00-04:00 ${p}1 && export CH_NOW=2027-11-06T09:00:00-05:00 && E 20271107 && ch-book run -q --until 2027-11-09 2>log &&
	test_is 6 "$(ch-book slots -r ${r}5 | wc -l)" && ch-book add -r ${r}5 --at 2027-11-07T01:30-05:00 ${p}1 >one && ch-book add -r ${r}5 --at 2027-11-07T01:30-04:00 ${p}2 >two &&
	test_jq .at one 2027-11-07T01:30:00-05:00 && test_expect_code 65 ch-book add -r ${r}5 --at 2027-11-07T06:30Z ${p}3'
export CH_NOW=2026-11-02T08:00:00-05:00
test_expect_success 'a clinician whom a feed says to be busy is taken; who died is told of' '
	fresh && printf "%s\n" "{\"type\":\"staff\",\"id\":\"00000000000000f2\",\"family\":\"Eye\"}" "{\"type\":\"resource\",\"id\":\"${r}1\",\"staff\":\"00000000000000f2\"}" \
		"{\"type\":\"appointment\",\"id\":\"00000000000000b9\",\"patient\":\"${p}2\",\"status\":\"booked\",\"practitioner\":\"00000000000000f2\",\"at\":\"2026-11-03T14:15:00Z\",\"until\":\"2026-11-03T14:45:00Z\"}" | ch-put - >log &&
	test_expect_code 65 ch-book add -r ${r}1 --at 2026-11-03T09:30 ${p}1 2>err && test_grep taken err && ch-book add -r ${r}1 --at 2026-11-03T10:00 ${p}1 >log &&
	printf "{\"type\":\"patient\",\"id\":\"${p}3\",\"died\":\"2026-11-01\"}\n" | ch-put - >log && ch-book waitlist ${p}3 >log 2>err && test_grep died err'
test_expect_success 'missed is what is over and booked; unknown until somebody says so' '
	fresh && ch-book add -r ${r}1 --at "2026-11-02 09:00" ${p}1 >one && test_expect_code 65 ch-book miss - <one &&
	test_expect_code 65 ch-book complete - <one && export CH_NOW=2026-11-02T18:00:00-05:00 && ch-book run -v >log 2>err && test_grep "1 past" err &&
	ch-book list --unknown >out && test_jq .id out "$(jq -r .id one)" && ch-book list --unknown | ch-book miss - >out && test_jq .status out noshow &&
	test_expect_code 1 ch-book list --unknown -e && test_expect_code 65 ch-book cancel --reason patient - <one'
export CH_NOW=2026-11-02T08:00:00-05:00
test_expect_success 'arrive, complete; a video visit is tried beforehand' '
	fresh && ch-book add -r ${r}2 --at "2026-11-02 11:00" ${p}1 >one && test_is 1 "$(ch-book list --untried | wc -l)" &&
	ch-book ready - <one >out && test_jq .ready out true && test_is 0 "$(ch-book list --untried | wc -l)" &&
	CH_NOW=2026-11-02T11:05:00-05:00 && ch-book arrive - <one >out && test_jq ".status, .arrived" out "arrived 2026-11-02T11:05:00-05:00" &&
	ch-book complete - <one >out && test_jq .status out fulfilled && CH_NOW=2026-11-02T08:00:00-05:00 &&
	ch-book add --slot ${d}1 ${p}1 >two && test_expect_code 65 ch-book ready - <two'
test_expect_success 'resources: lent until a day, back; words that do not fit are refused' '
	fresh && ch-book lend --to patient/${p}1 --until 2026-11-09 ${r}4 >out && test_jq ".status, .holder, .due" out "in-use patient/${p}1 2026-11-09" &&
	ch-book resources --due -o table >t && test_grep Aster1 t && test_expect_code 65 ch-book mend ${r}4 && ch-book return ${r}4 >out &&
	test_jq ".status, .holder, .due" out "available null null" && test_expect_code 64 ch-book lend --to nobody ${r}4 &&
	test_is 4 "$(ch-book resources | wc -l)" && test_is 1 "$(ch-book resources --kind room | wc -l)"'
test_expect_success 'a feed that still says booked does not undo what was said here; its new word does' '
	fresh && A() { printf "{\"resourceType\":\"Appointment\",\"id\":\"x1\",\"status\":\"%s\",\"start\":\"2026-11-02T09:00:00-05:00\",\"end\":\"2026-11-02T09:30:00-05:00\",\"participant\":[{\"actor\":{\"reference\":\"Patient/x\"},\"status\":\"accepted\"}]}\n" "$1"; } &&
	{ echo "{\"resourceType\":\"Patient\",\"id\":\"x\",\"name\":[{\"family\":\"Fern\"}]}"; A booked; } >in.ndjson && ch-import fhir --source mercy in.ndjson >log &&
	export CH_NOW=2026-11-02T18:00:00-05:00 && ch-book list --unknown | ch-book miss - >out && ch-import fhir --source mercy --again in.ndjson >log &&
	test_is noshow "$(ch-get appointment | jq -r .status)" && A fulfilled >in2.ndjson && ch-import fhir --source mercy in2.ndjson >log &&
	test_is fulfilled "$(ch-get appointment | jq -r .status)"'
export CH_NOW=2026-11-02T08:00:00-05:00
test_expect_success 'a clinician of two resources is in one place, also where something is offered' '
	fresh && { echo "{\"type\":\"staff\",\"id\":\"00000000000000f2\",\"family\":\"Eye\"}"; for i in 1 2; do echo "{\"type\":\"resource\",\"id\":\"${r}$i\",\"staff\":\"00000000000000f2\"}"; done; } | ch-put - >log &&
	ch-book add -r ${r}2 --at "2026-11-03 11:00" ${p}2 >log &&
	printf "{\"type\":\"slot\",\"id\":\"${d}5\",\"resource\":\"${r}1\",\"status\":\"free\",\"at\":\"2026-11-03T11:15:00-05:00\",\"until\":\"2026-11-03T11:45:00-05:00\"}\n" | ch-put - >log &&
	test_expect_code 65 ch-book add --slot ${d}5 ${p}3 2>err && test_grep taken err && ch-book list | ch-book cancel --reason other - >log &&
	ch-book waitlist --until 2026-12-01 ${p}4 >w && ch-book offer --slot "$(slot 2026-11-03T09:00:00-07:00 2)" - <w >log && test_expect_code 65 ch-book add --slot ${d}5 ${p}3 &&
	ch-book move --slot "$(slot 2026-11-03T10:00:00-07:00 2)" - <w >log && ch-book add --slot ${d}5 ${p}3 >log'
test_expect_success 'a slot that does not say when, or when it ends' '
	fresh && for i in 5 6; do echo "{\"type\":\"slot\",\"id\":\"${d}$i\",\"resource\":\"${r}3\",\"status\":\"free\",\"at\":\"2026-11-12T10:00:00-05:00\"}"; done | ch-put - >log &&
	printf "%s\n" "{\"type\":\"slot\",\"id\":\"${d}7\",\"resource\":\"${r}3\",\"status\":\"free\"}" "{\"type\":\"slot\",\"id\":\"${d}8\",\"resource\":\"${r}3\",\"status\":\"free\",\"at\":\"2026-11-12\",\"until\":\"2027-01-12\"}" | ch-put - >log &&
	ch-book add --slot ${d}5 ${p}1 >log && test_expect_code 65 ch-book add --slot ${d}6 ${p}2 && test_expect_code 65 ch-book add --slot ${d}7 ${p}2 && test_expect_code 65 ch-book add --slot ${d}8 ${p}2 2>err && test_grep "cannot be booked" err'
test_expect_success 'an offer that is moved lapses still; who declines waits on for what they waited for' '
	fresh && ch-book waitlist ${p}1 >w && ch-book fill "$(slot 2026-11-03T09:00:00-05:00)" >one && ch-book move --slot "$(slot 2026-11-03T09:30:00-05:00)" - <w >two &&
	test_jq ".status, .expires" two "pending $(jq -r .expires one)" && ch-book decline - <w >log && test_jq ".status, .until, .category, .practitioner, .at" log "waitlist null null null null free 2026-11-03T10:00:00-05:00 eye null 2026-11-03T09:30:00-05:00" &&
	ch-book fill ${d}1 >three && test_jq .slot three ${d}1 && ch-book accept - <three >four && test_jq ".until" four 2026-11-10T11:00:00-05:00'
test_expect_success 'run: an offer that lapsed of what is out holds nothing up; what is back in time can be had' '
	fresh && ch-book waitlist ${p}1 ${p}2 >w && ch-book fill "$(slot 2026-11-03T09:00:00-05:00)" >one && ch-book maintain --until 2026-11-10 ${r}1 >log &&
	CH_NOW=2026-11-03T08:30:00-05:00 ch-book run --until 2026-11-17 >log && test_is 2 "$(count appointment --where status=waitlist)" && CH_NOW=2026-11-03T08:30:00-05:00 ch-book run --until 2026-11-17 >log && test_is "" "$(cat log)" &&
	test_expect_code 65 ch-book add -r ${r}1 --at "2026-11-03 10:00" ${p}3 && ch-book add -r ${r}1 --at "2026-11-10 10:00" ${p}3 >log && ch-book mend ${r}1 >log && ch-book maintain --until 2026-11-20 ${r}1 >log &&
	ch-book run >out && test_is 1 "$(jq -r "select(.type == \"appointment\").id" out | wc -l)"'
test_expect_success 'who came early has what they booked; a slot is busy that others say is booked' '
	fresh && s=$(slot 2026-11-03T09:00:00-05:00) && ch-book add --slot "$s" ${p}1 >one && ch-book arrive - <one >two && ch-book add --slot "$s" ${p}1 >three && cmp two three &&
	ch-book accept - <one >three && cmp two three && ch-book add --slot ${d}1 - <one >three && test_jq .status three booked && test_expect_code 65 ch-book move --slot ${d}1 - <one 2>err && test_grep "$(jq -r .id one) cannot" err &&
	b=$(slot 2026-11-03T10:00:00-05:00) && echo "{\"type\":\"appointment\",\"patient\":\"${p}2\",\"status\":\"booked\",\"slot\":\"$b\",\"at\":\"2026-11-03T10:00:00-05:00\"}" | ch-put - >log &&
	ch-book run >log && test_is busy "$(of slot "$b" status)" && ch-book run >log && test_is "" "$(cat log)"'
test_expect_success 'a slot that a feed says is booked is taken, and busy' '
	fresh && printf "%s\n" "{\"resourceType\":\"Schedule\",\"id\":\"sc\",\"active\":true}" "{\"resourceType\":\"Patient\",\"id\":\"fp\",\"name\":[{\"family\":\"Fern\"}]}" \
		"{\"resourceType\":\"Slot\",\"id\":\"sl\",\"schedule\":{\"reference\":\"Schedule/sc\"},\"status\":\"free\",\"start\":\"2026-11-12T10:00:00-05:00\",\"end\":\"2026-11-12T10:30:00-05:00\"}" \
		"{\"resourceType\":\"Appointment\",\"id\":\"ap\",\"status\":\"booked\",\"slot\":[{\"reference\":\"Slot/sl\"}],\"start\":\"2026-11-12T10:00:00-05:00\",\"end\":\"2026-11-12T10:30:00-05:00\",\"participant\":[{\"actor\":{\"reference\":\"Patient/fp\"},\"status\":\"accepted\"}]}" >in.ndjson &&
	ch-import fhir --source mercy in.ndjson >log && s=$(ch-get slot --where source=mercy | jq -r .id) && test_expect_code 65 ch-book add --slot "$s" ${p}1 &&
	ch-book run >log && test_is busy "$(of slot "$s" status)" && ch-import fhir --source mercy --again in.ndjson >log && test_is busy "$(of slot "$s" status)" && ch-book run >log && test_is "" "$(cat log)"'
test_expect_success 'an offer that was not answered in time is void' '
	fresh && export CH_NOW=2026-11-01T09:00:00-05:00 && printf "%s\n" "{\"type\":\"resource\",\"id\":\"00000000000000e1\",\"status\":\"available\"}" \
		"{\"type\":\"slot\",\"id\":\"00000000000000e2\",\"resource\":\"00000000000000e1\",\"status\":\"free\",\"at\":\"2026-11-10T10:00:00-05:00\",\"until\":\"2026-11-10T10:30:00-05:00\"}" | ch-put - >log &&
	ch-get patient --limit 1 | ch-book waitlist - >log && ch-book fill 00000000000000e2 >offer && test_jq .expires offer 2026-11-02T09:00:00-05:00 &&
	CH_NOW=2026-11-03T09:00:00-05:00 test_expect_code 65 ch-book accept - <offer 2>err && test_grep void err && ch-book accept - <offer >out && test_jq .status out booked'
test_done
