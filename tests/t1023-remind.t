#!/bin/bash
# t1023-remind.t - what is due to be said, to whom, when: once each, until it is
# no longer so.
. "$(dirname "$0")/lib.sh"

# A person P and what is about them; the clock stands at 2026-06-01, 10:00.
start() {
	test_store && export CH_NOW=2026-06-01T10:00:00-04:00 &&
	p=00000000000000a1 && put <<-X
	{"type":"patient","id":"$p","person":"$p","family":"Example","given":"Ada","language":"en"}
	{"type":"contact","id":"00000000000000c1","patient":"$p","system":"phone","use":"mobile","value":"+1 555 0100"}
	X
}
put() { ch-put -q -; }
appointment() { # appointment ID AT [STATUS]
	echo '{"type":"appointment","id":"00000000000000'$1'","patient":"'$p'","status":"'${3-booked}'","at":"'$2'","kind":"Cardiology","practitioner_name":"Dr. Doe","location_name":"Heart Clinic"}' | put
}
prefer() { echo "$2" | ch-patient prefer $p $1 - >/dev/null; }
at() { jq -r '.at' "$1" | paste -sd' '; }

test_expect_success 'an appointment: at each offset that is due by then' '
	start && appointment b1 2026-06-03T14:30:00-04:00 &&
	ch-remind run --within 2d >out && test_jq ".status, .kind, .channel, .occurrence" out \
		"scheduled appointment sms -2d" && test_is "2026-06-01T14:30:00-04:00" "$(at out)" &&
	ch-remind run --within 3d >out && test_is "2026-06-01T14:30:00-04:00 2026-06-03T11:30:00-04:00" "$(at out)" &&
	test_is 2 "$(count notice)"'
test_expect_success 'again: the same, found' '
	ch-get notice | sort >before && ch-remind run --within 3d >again && test_cmp out again &&
	ch-get notice | sort >after && test_cmp before after &&
	ch-remind run -q --within 3d 2>err && test_grep "0 made, 0 changed, 2 found" err'
test_expect_success 'a text for SMS: day and time alone, 160 characters at most' '
	ch-remind list >out && jq -r .body out >body &&
	test_grep "on Wednesday, June 3 at 2:30 PM" body && test_no_grep "Cardio\|Doe\|Clinic\|Ada\|Example" body &&
	test_is 0 "$(jq -r "select(.body | length > 160)" out | wc -l)"'
test_expect_success 'moved: silenced, and made anew; moved back: back again' '
	appointment b1 2026-06-04T09:00:00-04:00 && ch-remind run --within 3d >out &&
	ch-remind list --all --status cleared >gone && test_jq .reason gone "moved moved" &&
	ch-remind list >left && test_is "2026-06-02T09:00:00-04:00 2026-06-04T08:00:00-04:00" "$(at left)" &&
	appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run --within 3d >out && ch-remind list >left &&
	test_is "2026-06-01T14:30:00-04:00 2026-06-03T11:30:00-04:00" "$(at left)" && test_is 4 "$(count notice)"'
test_expect_success 'cancelled, kept, missed: silenced' '
	for word in cancelled fulfilled noshow; do
		appointment b1 2026-06-03T14:30:00-04:00 booked && ch-remind run -q --within 3d &&
		test_is 2 "$(ch-remind list | wc -l)" && appointment b1 2026-06-03T14:30:00-04:00 $word &&
		ch-remind run -q --within 3d && test_is 0 "$(ch-remind list | wc -l)" || return 1
	done && ch-remind list --status cleared | jq -r .reason | sort | uniq -c | awk "{ print \$1 \$2 }" >got &&
	test_is "2missed 2moved" "$(paste -sd" " got)"'
test_expect_success 'late: only the last, and not when it is long ago' '
	start && appointment b1 2026-06-03T08:30:00-04:00 && ch-remind run --within 1h >out &&
	test_jq ".occurrence, .at" out "-2d 2026-06-01T10:00:00-04:00" &&
	start && appointment b1 2026-06-01T11:00:00-04:00 && ch-remind run --within 1h >out &&
	test_jq ".occurrence, .at" out "-3h 2026-06-01T10:00:00-04:00" &&
	start && appointment b1 2026-06-02T16:00:00-04:00 && ch-remind run --within 1h >out &&
	test_jq .occurrence out -2d && test_expect_code 1 ch-remind list --kind task -e'
test_expect_success 'quiet hours: held until the morning; their own; a night worker`s' '
	start && appointment b1 2026-06-05T22:30:00-04:00 && ch-remind run --within 3d >out &&
	test_is "2026-06-04T08:00:00-04:00" "$(at out)" &&
	start && prefer quiet-from 09:00 && prefer quiet-until 12:30 && appointment b1 2026-06-01T14:00:00-04:00 &&
	ch-remind run --within 5h >out && test_is "2026-06-01T12:30:00-04:00" "$(at out)" &&
	start && prefer sleep 08:30 && prefer wake 16:00 && appointment b1 2026-06-05T12:00:00-04:00 &&
	ch-remind run --within 3d >out && test_is "2026-06-03T16:00:00-04:00" "$(at out)"'
test_expect_success 'held until it is too late: not made' '
	start && appointment b1 2026-06-02T07:30:00-04:00 && export CH_NOW=2026-06-02T05:00:00-04:00 &&
	ch-remind run --within 2h >out && test_cmp /dev/null out'
test_expect_success 'quiet hours are those of where the person is' '
	start && prefer zone America/Los_Angeles && appointment b1 2026-06-03T12:00:00-04:00 &&
	ch-remind run --within 3d >out && test_is "2026-06-01T09:00:00-07:00 2026-06-03T08:00:00-07:00" "$(at out)" &&
	jq -r .body out | tail -n 1 >body && test_grep "12:00 PM" body &&
	start && prefer zone America/Los_Angeles && appointment b1 2026-06-03T09:00:00-04:00 &&
	ch-remind run --within 3d >out && test_is "2026-06-01T08:00:00-07:00" "$(at out)"'
test_expect_success 'clocks change: two days before is the same time by the clock' '
	start && export CH_NOW=2026-10-30T10:00:00-04:00 && appointment b1 2026-11-02T15:00:00-05:00 &&
	ch-remind run --within 2d >out && test_is "2026-10-31T15:00:00-04:00" "$(at out)"'
test_expect_success 'language: what they prefer, else what is known; without a text, English' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && prefer language es-MX && ch-remind run >out &&
	test_jq .language out es && jq -r .body out >body && test_grep "miércoles 3 de junio a las 14:30" body &&
	prefer language tlh && ch-remind run >out && test_jq .language out en && test_is 1 "$(count notice)"'
test_expect_success 'channel: their own; a letter may say more; none is none' '
	start && appointment b1 2026-06-08T14:30:00-04:00 && ch-remind run -q && prefer channel email &&
	echo "{\"type\":\"contact\",\"patient\":\"$p\",\"system\":\"email\",\"value\":\"ada@example.org\"}" | put &&
	ch-remind run >out && test_jq ".channel, .address" out "email ada@example.org" && test_is 1 "$(count notice)" &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"line\":\"1 Main St\",\"city\":\"Quincy\",\"state\":\"MA\",\"zip\":\"02169\"}" | put &&
	prefer channel letter && ch-remind run >out && test_jq ".channel, .address" out "letter 1 Main St, Quincy, MA 02169" &&
	jq -r .body out >body && test_grep "Dear Ada Example" body && test_grep "Cardiology, with Dr. Doe" body &&
	prefer channel none && ch-remind run -v >out 2>err && test_jq ".status, .reason" out "cleared unwanted" &&
	test_grep "1 left out" err'
test_expect_success 'no address: denied, said so; as soon as there is one, scheduled' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q &&
	echo "{\"type\":\"contact\",\"id\":\"00000000000000c1\",\"safe\":false}" | put &&
	ch-remind run >out 2>err && test_jq ".status, .reason, has(\"address\")" out "denied no-address false" &&
	test_grep "nobody knows where" err && test_no_grep 0100 err &&
	echo "{\"type\":\"contact\",\"id\":\"00000000000000c1\",\"safe\":true}" | put &&
	ch-remind run >out && test_jq ".status, has(\"reason\")" out "scheduled false" && test_is 1 "$(count notice)"'
test_expect_success 'what went out is left alone; that it is cancelled is told' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run >out && id=$(jq -r .id out) &&
	echo "{\"type\":\"notice\",\"id\":\"$id\",\"status\":\"sent\"}" | put && prefer language es &&
	ch-remind run >out && test_jq ".status, .language" out "sent en" &&
	appointment b1 2026-06-03T14:30:00-04:00 cancelled && ch-remind run >out && test_jq ".kind, .at, .language" out "appointment-cancelled 2026-06-01T10:00:00-04:00 es" &&
	test_jq .status <(ch-get notice --where kind=appointment) sent'
test_expect_success 'a patient`s task, in the morning of its day; done or taken: silenced' '
	start && task() { echo "{\"type\":\"task\",\"id\":\"00000000000000d1\",\"patient\":\"$p\",\"role\":\"patient\",\"title\":\"Bring the log\",\"due\":\"2026-06-03\",\"at\":\"2026-06-01\",$1}" | put; } &&
	task "\"status\":\"requested\"" && ch-remind run --within 3d >out &&
	test_is "2026-06-02T08:00:00-04:00 2026-06-03T08:00:00-04:00" "$(at out)" && test_jq .until out "2026-06-03 2026-06-03" &&
	task "\"status\":\"completed\"" && ch-remind run >out && test_jq .reason out "done done"'
test_expect_success 'what a plan has a person do, each time, at their own hour' '
	start && put <<-X &&
	{"type":"plan","id":"00000000000000e1","patient":"$p","status":"active","title":"Plan"}
	{"type":"activity","id":"00000000000000e2","plan":"00000000000000e1","patient":"$p","role":"patient","title":"Weigh yourself","status":"not-started","at":"2026-05-30","every":"1d","timing":"CV","until":"2026-06-04"}
	X
	ch-remind run --within 2d >out && test_is "2026-06-01T18:30:00-04:00 2026-06-02T18:30:00-04:00" "$(at out)" &&
	prefer dinner 19:15 && ch-remind run --within 2d >out && test_is "2026-06-01T19:15:00-04:00 2026-06-02T19:15:00-04:00" "$(at out)" &&
	ch-remind run --within 30d >out && test_is 4 "$(wc -l <out)" &&
	echo "{\"type\":\"activity\",\"id\":\"00000000000000e2\",\"every\":\"2d\"}" | put &&
	ch-remind run --within 30d >out && test_is "2026-06-01 2026-06-03" "$(ch-remind list | jq -r .occurrence | paste -sd" ")" &&
	echo "{\"type\":\"plan\",\"id\":\"00000000000000e1\",\"status\":\"revoked\"}" | put &&
	ch-remind run >out && test_is 0 "$(ch-remind list | wc -l)"'
test_expect_success 'after a stay, nothing booked: a day later; booked or seen: silenced' '
	start && stay() { echo "{\"type\":\"encounter\",\"id\":\"00000000000000f1\",\"patient\":\"$p\",\"class\":\"IMP\",\"status\":\"finished\",\"at\":\"2026-05-28T10:00:00-04:00\",\"until\":\"2026-05-31T16:00:00-04:00\"${1-}}" | put; } &&
	stay && ch-remind run --within 3d >out && test_jq .occurrence out "3d 1d" &&
	test_is "2026-06-03T08:00:00-04:00 2026-06-01T10:00:00-04:00" "$(at out)" &&
	jq -r .body out >body && test_no_grep "hospital\|stay" body &&
	appointment b1 2026-06-06T09:00:00-04:00 && ch-remind run --within 3d >out &&
	test_is "booked booked" "$(ch-remind list --status cleared | jq -r .reason | paste -sd" ")" &&
	start && stay ",\"disposition\":\"exp\"" && ch-remind run --within 3d >out && test_cmp /dev/null out'
test_expect_success 'nothing to somebody who died; what was planned is silenced' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"died\":\"2026-05-31\"}" | put && ch-remind run >out &&
	test_jq ".status, .reason" out "cleared died" && ch-remind run >out && test_cmp /dev/null out'
test_expect_success '-n writes nothing; --as-of is another now; test people count only in practice' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -n >out && test_is 1 "$(wc -l <out)" &&
	test_is 0 "$(count notice)" && ch-remind run --as-of 2026-01-01 >out && test_cmp /dev/null out &&
	test_expect_code 64 ch-remind run --within soon && test_expect_code 64 ch-remind run now &&
	test_expect_code 64 ch-remind list --status nothing && test_expect_code 64 ch-remind list --kind x'

# ---- what was planned follows what is known ----

stay() { # stay UNTIL [FIELDS [STATUS]]: a stay in hospital that ended then
	echo '{"type":"encounter","id":"00000000000000f1","patient":"'$p'","class":"IMP","status":"'${3-finished}'","at":"2026-05-28T10:00:00-04:00","until":'$1''${2-}'}' | put
}
waiting() { ch-remind list --status scheduled | wc -l; }
test_expect_success 'a discharge that is corrected, or taken back: its reminders follow' '
	start && stay \"2026-05-31T15:00:00-04:00\" && ch-remind run -q --within 3d && test_is 2 "$(waiting)" &&
	stay \"2026-05-31T16:00:00-04:00\" && ch-remind run -q --within 3d && test_is 2 "$(count notice)" &&
	stay null "" in-progress && ch-remind run -q && test_is 0 "$(waiting)" &&
	stay \"2026-05-31T16:00:00-04:00\" && ch-remind run -q --within 3d && test_is 2 "$(waiting)" &&
	stay \"2026-05-31T16:00:00-04:00\" ",\"disposition\":\"snf\"" && ch-remind run -q && test_is 0 "$(waiting)"'
test_expect_success 'what waits follows, also when its own time is long ago, or far ahead' '
	start && appointment b1 2026-06-20T14:30:00-04:00 && CH_NOW=2026-06-13T10:00:00-04:00 ch-remind run -q &&
	test_is 1 "$(waiting)" && echo "{\"type\":\"contact\",\"id\":\"00000000000000c1\",\"safe\":false}" | put &&
	CH_NOW=2026-06-15T16:00:00-04:00 ch-remind run -q && test_is 0 "$(waiting)" &&
	start && appointment b1 2026-06-20T14:30:00-04:00 && ch-remind run -q --within 30d && test_is 3 "$(waiting)" &&
	appointment b1 2026-06-20T14:30:00-04:00 cancelled && ch-remind run -q --within 1d && test_is 0 "$(waiting)"'
test_expect_success 'a number that anybody called unsafe is not used; nor one without voicemail for a call' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && echo "{\"type\":\"contact\",\"patient\":\"$p\",\"system\":\"phone\",\"value\":\"+1 (555) 01-00\",\"safe\":false}" | put &&
	ch-remind run 2>err >out && test_jq .status out denied &&
	start && appointment b1 2026-06-03T14:30:00-04:00 && prefer channel voice && ch-remind run >out && test_jq .channel out voice &&
	echo "{\"type\":\"contact\",\"patient\":\"$p\",\"system\":\"phone\",\"value\":\"+15550100\",\"voicemail\":false}" | put &&
	ch-remind run >out 2>err && test_jq .status out denied'
cat >spellings <<\X
phone|617-555-0142|1 (617) 555 0142
phone|tel:+1-617-555-0142|617.555.0142
phone|617‑555‑0142|617 – 555 – 0142
phone|617-555-0142|sms:6175550142
phone|617-555-0142|617-555-0142 ext. 5
phone|617-555-0142|٦١٧٥٥٥٠١٤٢
phone|0049 30 901820|+49 (0)30 901820
email|mailto:Ada@Example.org|ada@example.org
email|ada@example.org|Ada Example <ADA@EXAMPLE.ORG>
X
test_expect_success 'a ban holds for every spelling of the number, and when its record is over' '
	while IFS="|" read -r system to unsafe; do
		start && appointment b1 2026-06-03T14:30:00-04:00 && put <<-Y && ch-remind run >out 2>err && test_jq .status out denied || return 1
	{"type":"contact","id":"00000000000000c1","patient":"$p","system":"$system","use":"mobile","value":"$to"}
	{"type":"contact","patient":"$p","system":"$system","use":"home","value":"$unsafe","safe":false,"until":"2020-01-01"}
	Y
	done <spellings'
test_expect_success 'another number is not banned; what is clearly no address is not sent to' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && put <<-X && ch-remind run >out && test_jq .address out "617-555-0142" &&
	{"type":"contact","id":"00000000000000c1","value":"tel:617-555-0142"}
	{"type":"contact","patient":"$p","system":"phone","use":"mobile","value":"508-555-0142","safe":false}
	X
	for none in "617-555-0142 x3" none "617-555-0142 or 617-555-0199" 0142; do
		echo "{\"type\":\"contact\",\"id\":\"00000000000000c1\",\"value\":\"$none\"}" | put &&
		ch-remind run >out 2>err && test_jq .status out denied || return 1
	done'
test_expect_success 'a letter goes to the address that is valid now, never to one that is over' '
	start && appointment b1 2026-06-08T14:30:00-04:00 && prefer channel letter && put <<-X && CH_NOW=2026-06-01T15:00:00-04:00 ch-remind run >out &&
	{"type":"patient","id":"$p","line":"1 Old Road","city":"Past"}
	{"type":"address","patient":"$p","use":"home","line":"1 Old Road","city":"Past","until":"2025-01-01"}
	{"type":"address","patient":"$p","use":"old","line":"2 Older Road","city":"Past"}
	{"type":"address","id":"00000000000000ad","patient":"$p","line":"3 New Road","city":"Quincy","zip":"02169","at":"2025-01-01"}
	X
	test_jq .address out "3 New Road, Quincy 02169" &&
	echo "{\"type\":\"address\",\"id\":\"00000000000000ad\",\"until\":\"2026-05-01\"}" | put &&
	CH_NOW=2026-06-01T15:00:00-04:00 ch-remind run >out 2>err && test_jq .status out denied'
test_expect_success 'a language is one however its tag is spelled' '
	for tag in ES es_US Es-MX; do
		start && appointment b1 2026-06-03T14:30:00-04:00 && echo "{\"type\":\"patient\",\"id\":\"$p\",\"language\":\"$tag\"}" | put &&
		ch-remind run >out && test_jq .language out es || return 1
	done'
test_expect_success 'a time without a zone is the hub`s own, and told as it was said' '
	start && appointment b1 2026-06-03T14:30:00 && ch-remind run --within 2d >out &&
	test_is "2026-06-01T14:30:00-04:00" "$(at out)" && jq -r .body out >body && test_grep "at 2:30 PM" body'
test_expect_success 'the same time, spelled otherwise, is the same appointment' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && appointment b1 2026-06-03T18:30:00Z &&
	ch-remind run >out && test_jq .status out scheduled && test_is 1 "$(count notice)"'
test_expect_success 'death taken back, test people, another person, no time' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && person() { echo "{\"type\":\"patient\",\"id\":\"$p\",$1}" | put; } &&
	person "\"died\":\"2026-05-31\"" && ch-remind run -q && test_is 0 "$(waiting)" && person "\"died\":null" && ch-remind run -q && test_is 1 "$(waiting)" &&
	echo "{\"type\":\"appointment\",\"id\":\"00000000000000b1\",\"at\":null}" | put && ch-remind run -q && test_is 0 "$(waiting)"'
test_expect_success 'quiet hours that changed are minded, also when the time has come' '
	start && appointment b1 2026-06-03T07:00:00-04:00 && export CH_NOW=2026-06-01T06:30:00-04:00 && ch-remind run >out &&
	test_is "2026-06-01T08:00:00-04:00" "$(at out)" && prefer quiet-until 12:00 &&
	CH_NOW=2026-06-01T07:30:00-04:00 ch-remind run >out && test_is "2026-06-01T12:00:00-04:00" "$(at out)"'
test_expect_success 'of several that went out late only the last waits on' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && CH_NOW=2026-05-27T10:00:00-04:00 ch-remind run -q && test_is 1 "$(waiting)" &&
	CH_NOW=2026-06-01T18:00:00-04:00 ch-remind run -q && ch-remind list --all >out && test_jq ".occurrence, .status, (.reason // \"\")" out "-7d cleared late -2d scheduled  -3h scheduled "'
test_expect_success 'a plan that is over asks for nothing more' '
	start && put <<-X &&
	{"type":"plan","id":"00000000000000e1","patient":"$p","status":"active","title":"Plan","until":"2026-05-31"}
	{"type":"activity","id":"00000000000000e2","plan":"00000000000000e1","patient":"$p","role":"patient","title":"Weigh yourself","at":"2026-05-30","every":"1d"}
	X
	ch-remind run >out && test_cmp /dev/null out'

test_expect_success 'after a stay: an older one without an end, a missed booking, the emergency room do not count' '
	start && stay \"2026-05-31T16:00:00-04:00\" && put <<-X &&
	{"type":"encounter","patient":"$p","class":"IMP","at":"2010-01-01"}
	{"type":"encounter","patient":"$p","class":"EMER","status":"finished","at":"2026-06-01T02:00:00-04:00"}
	{"type":"appointment","patient":"$p","status":"booked","at":"2026-06-01T08:00:00-04:00"}
	X
	ch-remind run --within 3d >out && test_jq .kind out "follow-up follow-up" &&
	put <<-X && ch-remind run -q && test_is 0 "$(waiting)"
	{"type":"encounter","patient":"$p","class":"VR","status":"finished","at":"2026-06-01T09:00:00-04:00"}
	X'
test_expect_success 'the evening is over where they live, or not yet' '
	start && prefer zone Pacific/Honolulu && put <<-X &&
	{"type":"plan","id":"00000000000000e1","patient":"$p","status":"active","title":"Plan"}
	{"type":"activity","id":"00000000000000e2","plan":"00000000000000e1","patient":"$p","role":"patient","title":"Walk","at":"2026-05-01","every":"1d","timing":"EVE"}
	X
	CH_NOW=2026-06-01T10:00:00-04:00 ch-remind run --within 20h >out && test_is "2026-06-01T18:30:00-10:00" "$(at out)"'
test_expect_success 'what is past is not listed' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && test_is 1 "$(ch-remind list | wc -l)" &&
	test_is 0 "$(CH_NOW=2026-06-05T10:00:00-04:00 ch-remind list | wc -l)" && test_is 1 "$(CH_NOW=2026-06-05 ch-remind list --all | wc -l)"'

# ---- who was told otherwise ----

# Somebody was reminded of June 3, 14:30.
told() {
	start && appointment b1 2026-06-03T14:30:00-04:00 && export CH_NOW=2026-06-01T14:30:00-04:00 && ch-remind run -q --within 1h && went
}
went() { # what was to go out by now went out
	ch-get notice --where status=scheduled | jq -c --arg now "$CH_NOW" "select(.at <= \$now)" | jq -c "{type,id,rev,status:\"sent\",sent:\"$CH_NOW\"}" | put
}
said() { ch-remind run --within ${within-1h} >out 2>err && jq -r "[.type, .kind, .at // .due, .text_name // .title] | join(\" \")" out | paste -sd"|"; }
test_expect_success 'moved after the reminder went: told at once, once, and anew each time' '
	told && appointment b1 2026-06-02T07:30:00-04:00 && export CH_NOW=2026-06-01T16:00:00-04:00 &&
	test_is "notice appointment 2026-06-01T16:00:00-04:00 appointment-moved" "$(said)" &&
	jq -r .body out >body && test_grep "now on Tuesday, June 2 at 7:30 AM" body && test_no_grep "Cardio\|Doe\|Ada" body &&
	CH_NOW=2026-06-01T16:30:00-04:00 said >again && test_jq ".at" out 2026-06-01T16:00:00-04:00 && went &&
	CH_NOW=2026-06-01T17:00:00-04:00 ch-remind run >out && test_cmp /dev/null out &&
	export CH_NOW=2026-06-01T18:00:00-04:00 && appointment b1 2026-06-03T14:30:00-04:00 && said >/dev/null &&
	test_jq .text_name out appointment-moved && went && appointment b1 2026-06-02T07:30:00-04:00 &&
	CH_NOW=2026-06-01T19:00:00-04:00 said >/dev/null && test_jq .text_name out appointment-moved'
test_expect_success 'moved to a far day: told now; the reminders of that day come in time' '
	told && appointment b1 2026-09-03T09:00:00-04:00 && CH_NOW=2026-06-01T16:00:00-04:00 said >got &&
	test_is "notice appointment 2026-06-01T16:00:00-04:00 appointment-moved" "$(cat got)" &&
	CH_NOW=2026-06-01T16:00:00-04:00 went && CH_NOW=2026-09-01T08:00:00-04:00 ch-remind run --within 1d >out &&
	test_jq ".occurrence, .text_name" out "-2d appointment"'
test_expect_success 'in quiet hours: at their end; where that is too late, a task for staff' '
	told && appointment b1 2026-06-02T15:00:00-04:00 && export CH_NOW=2026-06-01T22:00:00-04:00 within=1d && said >got &&
	test_is "2026-06-02T08:00:00-04:00 2026-06-02T12:00:00-04:00" "$(at out)" && test_jq .text_name out "appointment-moved appointment" &&
	appointment b1 2026-06-02T08:30:00-04:00 && said >got && jq "select(.type == \"task\")" out >task &&
	test_jq ".status, .role, .kind, .about, .until" task "requested care-manager call appointment/00000000000000b1 2026-06-02T08:30:00-04:00" &&
	test_is 0 "$(waiting)" && said >got && test_is 1 "$(count task)" && ch-task list >out && test_is 1 "$(wc -l <out)"'
test_expect_success 'nobody knows where to, or they want none: a task for staff' '
	told && appointment b1 2026-06-02T15:00:00-04:00 && export CH_NOW=2026-06-01T16:00:00-04:00 &&
	echo "{\"type\":\"contact\",\"id\":\"00000000000000c1\",\"safe\":false}" | put && said >got && test_is 1 "$(count task)" &&
	told && appointment b1 2026-06-03T14:30:00-04:00 cancelled && prefer channel none && said >got && test_is 1 "$(count task)"'
test_expect_success 'cancelled, in error, or somebody else`s now: told; booked again: told as well' '
	for word in cancelled entered-in-error; do
		told && appointment b1 2026-06-03T14:30:00-04:00 $word && CH_NOW=2026-06-01T16:00:00-04:00 said >got &&
		test_is "notice appointment-cancelled 2026-06-01T16:00:00-04:00 appointment-cancelled" "$(cat got)" &&
		appointment b1 2026-06-03T14:30:00-04:00 && CH_NOW=2026-06-01T16:30:00-04:00 said >got &&
		test_jq .reason <(ch-get notice --where kind=appointment-cancelled) booked || return 1
	done && appointment b1 2026-06-03T14:30:00-04:00 cancelled && export CH_NOW=2026-06-01T17:00:00-04:00 && said >got && went &&
	ch-remind run >out && test_cmp /dev/null out && appointment b1 2026-06-03T14:30:00-04:00 && said >got && test_jq .text_name out appointment-moved &&
	told && put <<-X && export CH_NOW=2026-06-01T15:00:00-04:00 && ch-remind run --within 2d >out &&
	{"type":"patient","id":"00000000000000a2","person":"00000000000000a2","family":"Other"}
	{"type":"contact","patient":"00000000000000a2","system":"phone","use":"mobile","value":"617-555-0177"}
	{"type":"appointment","id":"00000000000000b1","patient":"00000000000000a2"}
	X
	test_is "617-555-0177 appointment|617-555-0177 appointment|+1 555 0100 appointment-cancelled" "$(jq -r ".address + \" \" + .kind" out | paste -sd"|")"'
test_expect_success 'nobody was told: nothing to put right; nor of what is past' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && appointment b1 2026-06-03T14:30:00-04:00 cancelled &&
	ch-remind run >out && test_jq ".status, .reason" out "cleared cancelled" &&
	told && appointment b1 2026-06-03T14:30:00-04:00 cancelled && CH_NOW=2026-06-03T14:31:00-04:00 ch-remind run >out && test_cmp /dev/null out'
test_expect_success 'no notice that leaves no time to come' '
	start && appointment b1 2026-06-01T10:40:00-04:00 && ch-remind run >out && test_cmp /dev/null out'
test_expect_success 'two at one minute: one text that says so' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && appointment b2 2026-06-03T14:30:20-04:00 && appointment b3 2026-06-03T18:30:00Z &&
	appointment b4 2026-06-03T15:30:00-04:00 && ch-remind run --within 2d >out && test_is 2 "$(wc -l <out)" &&
	jq -r .body out >body && test_grep "2:30 PM (3 appointments)" body && test_grep "3:30 PM. If" body &&
	appointment b1 2026-06-03T14:30:00-04:00 cancelled && ch-remind run >out && ch-remind list >out && test_is 2 "$(wc -l <out)" &&
	jq -r .body out >body && test_grep "2:30 PM (2 appointments)" body'
test_expect_success 'who declined is not reminded; staff are asked to call' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && echo "{\"type\":\"appointment\",\"id\":\"00000000000000b1\",\"answer\":\"declined\"}" | put &&
	said >got && test_is "declined" "$(jq -r "select(.type == \"notice\") | .reason" out)" && test_is 0 "$(waiting)" && test_is 1 "$(count task)" &&
	said >got && test_is 1 "$(count task)" && echo "{\"type\":\"appointment\",\"id\":\"00000000000000b1\",\"answer\":\"accepted\"}" | put && ch-remind run -q && test_is 1 "$(waiting)"'
test_expect_success 'records that are out of use, or replaced, remind nobody' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -q && test_is 1 "$(waiting)" &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"active\":false}" | put && ch-remind run >out && test_jq ".status, .reason" out "cleared inactive" &&
	echo "{\"type\":\"patient\",\"id\":\"$p\",\"active\":true,\"replaced\":\"00000000000000a2\"}" | put && ch-remind run >out && test_is 0 "$(waiting)" &&
	put <<-X && ch-remind run --within 3d >out && test_cmp /dev/null out
	{"type":"task","patient":"$p","role":"patient","title":"Bring the log","status":"requested","due":"2026-06-03"}
	{"type":"encounter","patient":"$p","class":"IMP","status":"finished","at":"2026-05-28","until":"2026-05-31"}
	X'
test_expect_success 'an order not to do something reminds nobody to do it' '
	start && put <<-X && ch-remind run --within 3d >out && test_cmp /dev/null out
	{"type":"task","patient":"$p","role":"patient","title":"Take it","prohibited":true,"status":"requested","due":"2026-06-03"}
	{"type":"plan","id":"00000000000000e1","patient":"$p","status":"active","title":"Plan"}
	{"type":"activity","plan":"00000000000000e1","patient":"$p","role":"patient","title":"Take it","prohibited":true,"at":"2026-05-30","every":"1d"}
	X'
test_expect_success 'letters need their time: none within 5 days; a task is told of a week before' '
	start && prefer channel letter && echo "{\"type\":\"patient\",\"id\":\"$p\",\"line\":\"1 Main St\"}" | put && appointment b1 2026-06-10T14:30:00-04:00 &&
	ch-remind run --within 10d >out && test_jq ".channel, .occurrence" out "letter -7d" &&
	CH_NOW=2026-06-06T10:00:00-04:00 ch-remind run --within 10d >out && test_jq ".status, .reason" out "cleared late" &&
	start && prefer channel letter && put <<-X && ch-remind run --within 30d >out && test_jq ".channel, .occurrence" out "letter -7d"
	{"type":"patient","id":"$p","line":"1 Main St"}
	{"type":"task","patient":"$p","role":"patient","title":"Bring the log","status":"requested","due":"2026-06-20"}
	X'

# ---- kinds are files ----

# A site's own: when a medicine runs out, for people with diabetes.
refill() { # refill [SED]: the site's reminders/refill.sql, changed
	rm -rf site && mkdir -p site/reminders site/texts && sed "${1-}" >site/reminders/refill.sql <<-\X
	-- reminder: refill
	-- title: A medicine that runs out
	-- version: 3
	-- about: medication
	-- text: refill-soon
	-- offsets: -3d
	-- reasons: stopped renewed
	-- codes: diabetes
	-- due:
	SELECT p.person AS patient, m.id AS about, m.until AS at, m.name AS what
	FROM medication m JOIN living_patient p ON p.id = m.patient
	WHERE m.status = 'active' AND m.until <= $last AND NOT is_over(m.until, $as_of)
		AND EXISTS (SELECT 1 FROM condition_in_force c WHERE c.codes = 'diabetes' AND c.patient = m.patient);
	-- settled:
	SELECT CASE WHEN status = 'active' THEN 'renewed' ELSE 'stopped' END AS why
	FROM medication WHERE id = $about;
	X
	{ printf '# text: refill-soon\n# language: en\n# version: 5\n[sms]\nBy {day}, please call us.\n'
	for c in voice email letter portal; do printf '[%s]\n{day}: call us[[ about {what}]].\n' $c; done
	} | sed 's/about {what}/please/' >site/texts/refill-soon.en.txt
}
medicine() { # medicine FIELDS
	echo '{"type":"medication","id":"00000000000000f5","patient":"'$p'","name":"Metformin",'$1'}' | put
}
test_expect_success 'a site adds a kind by a file alone' '
	start && refill && export CH_SHARE=$PWD/site && medicine "\"status\":\"active\",\"until\":\"2026-06-05\"" &&
	ch-remind run >out && test_cmp /dev/null out &&
	echo "{\"type\":\"condition\",\"patient\":\"$p\",\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"E11.9\"}" | put &&
	ch-remind run >out && test_jq ".kind, .occurrence, .about, .text_name, .text_version, .body" out \
		"refill -3d medication/00000000000000f5 refill-soon 5 By Friday, June 5, please call us." &&
	test_is "2026-06-02T08:00:00-04:00" "$(at out)" && ch-remind run -q 2>err && test_grep "0 made, 0 changed, 1 found" err &&
	test_is 1 "$(ch-remind list --kind refill | wc -l)" && test_is 0 "$(ch-remind list --kind task | wc -l)"'
test_expect_success 'and its own words for why it is silent' '
	medicine "\"status\":\"active\",\"until\":\"2026-07-05\"" && ch-remind run >out && test_jq ".status, .reason" out "cleared renewed" &&
	medicine "\"status\":\"active\",\"until\":\"2026-06-05\"" && ch-remind run >out && test_jq ".status, has(\"reason\")" out "scheduled false" &&
	refill "s/-- reasons.*/-- reasons: renewed/" && medicine "\"status\":\"stopped\"" &&
	test_expect_code 65 ch-remind run 2>err && test_grep "refill.sql: settled: a word that is not among its reasons" err &&
	test_jq .status <(ch-get notice) scheduled && refill && ch-remind run >out && test_jq .reason out stopped && unset CH_SHARE'
cat >cases <<\X
s/: -3d/: -3 days/
offsets: such as
s/-- offsets/-- lead: letter\n&/
lead: such as
s/: -3d/: pigeon:-3d/
offsets: such as
s/about: .*/about: medicines/
about: no type
s/-- offsets/-- from: noon\n&/
from: one of morning, time
/settled:/,$d
no query settled
s/m.id AS about/m.id/
no such column
s/\$last/$latest/
a parameter other than
s/^FROM med.*p.id = m.patient$/FROM notice; DELETE FROM notice/
SQL: cannot be understood
s/^SELECT CASE.*/DELETE/
more than reading
s/^SELECT p.person AS patient/SELECT 'x' AS patient/
due: patient and about are ids
s/m.until AS at/m.name AS at/
due: patient and about are ids
s/m.name AS what/'1d' AS every/
offsets: what has a column every
X
test_expect_success 'a kind that cannot be used is refused by file and key, and nothing is made' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && medicine "\"status\":\"active\",\"until\":\"2026-06-05\"" &&
	echo "{\"type\":\"condition\",\"patient\":\"$p\",\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"E11.9\"}" | put && while read -r change && read -r says; do
		refill "$change" &&
		CH_SHARE=$PWD/site test_expect_code 65 ch-remind run 2>err && test_grep "site/reminders/refill.sql: .*$says" err &&
		test_is 0 "$(count notice)" || return 1
	done <cases'
test_expect_success 'offsets of before that are read no more are not passed over in silence' '
	start && rm -rf site && mkdir -p site/texts && : >site/texts/offsets.tsv && CH_SHARE=$PWD/site ch-remind run 2>err &&
	test_grep "offsets.tsv is not read any more" err && rm -r site'

# ---- texts ----

site() { # site NAME: a site of its own, with a text that standard input is
	rm -rf site && mkdir -p site/texts && cat >"site/texts/$1"
}
text() { # text SMS: a whole text about an appointment
	printf '# text: appointment\n# language: en\n# version: 9\n[sms]\n%s\n' "$1"
	for c in voice email letter portal; do printf '[%s]\nCall us.\n' $c; done
}
test_expect_success 'a site`s own text wins, and its version is kept' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && text "See you on {day}" | site appointment.en.txt &&
	CH_SHARE=$PWD/site ch-remind run >out && test_jq ".body, .text_version" out "See you on Wednesday, June 3 9"'
test_expect_success 'a text that says too much, too long, or has an unknown field: refused by name' '
	for bad in "With {with}" "{what}" "{name}" "{nothing}" "{day" "$(printf "%0170d" 1)"; do
		text "$bad" | site appointment.en.txt && CH_SHARE=$PWD/site test_expect_code 65 ch-remind run 2>err &&
		test_grep "appointment.en.txt: \[sms\]" err || return 1
	done && text x | sed "/voice/,\$d" | site appointment.en.txt &&
	CH_SHARE=$PWD/site test_expect_code 65 ch-remind run'
test_expect_success 'the table shows hour and text; at a terminal nobody has to widen it' '
	start && appointment b1 2026-06-03T14:30:00-04:00 && ch-remind run -o table >out &&
	test_grep "Example, Ada.*14:30.*2:30 PM\|14:30.*Example, Ada.*2:30 PM" out &&
	CH_PAGER=cat TERM=dumb test_tty "stty cols 80; ch-remind list" >out && test_grep "Example, Ada" out && test_grep "Reminder: you" out &&
	test_is 0 "$(awk "length > 80" out | wc -l)"'
test_done
