#!/bin/bash
# t1022-report.t - numbers and the people in them: worked cases through the
# whole program, groups, periods, what was known, and broken measure files.
. "$(dirname "$0")/lib.sh"

# stay P FROM TO DISPOSITION [FIELDS]: an inpatient stay in 2025 of person P
n=0
one() { # one CLASS P FROM TO [FIELDS]
	n=$((n + 1))
	printf '{"type":"encounter","id":"%016x","patient":"%s","class":"%s","status":"finished","at":"2025-%sT10:00:00-05:00",%s%s"source":"hub"}\n' \
		$((n + 4096)) "$(person "$2")" "$1" "$3" \
		"${4:+\"until\":\"2025-$4T12:00:00-05:00\",}" "${5:+$5,}"
}
stay() { one IMP "$1" "$2" "$3" "${4:+\"disposition\":\"$4\"}${5:+,$5}"; }
person() { printf '%016x' $((16#$1 + 256)); }
people() { # people P...
	for p; do
		printf '{"type":"patient","id":"%s","family":"P%s","birth":"1950-01-01","sex":"female","zip":"02139","source":"hub"}\n' "$(person "$p")" "$p"
	done
}
# The worked cases R1 to R8; person n is case Rn.
cases() {
	people 1 2 3 4 5 6 7 8
	stay 1 01-01 01-05 home && stay 1 02-04 02-06 home
	stay 2 01-01 01-05 home && stay 2 02-05 02-07 home
	stay 3 01-01 01-03 02 && stay 3 01-03 01-09 home && stay 3 01-20 01-22 home
	stay 4 01-01 01-05 exp
	stay 5 01-01 01-05 07 && stay 5 01-08 01-09 home
	stay 6 01-01 01-05 home && stay 6 01-10 01-11 home '"reason_code":"Z51.11"' && stay 6 01-20 01-22 home
	stay 7 01-01 01-05 home && stay 7 01-05 01-08 home
	stay 8 01-01 01-05 home && one EMER 8 01-07
}
of() { # of P [OPTION...]: how many of each outcome person P has
	local id
	id=$(person "$1")
	shift
	ch-report cases readmission-30d --period 2025 --as-of 2026-01-15 "$@" |
		jq -r 'select(.patient == "'"$id"'").outcome' | sort | uniq -c | awk '{ print $2 $1 }' | paste -sd' ' -
}

test_expect_success 'the worked cases of a readmission' 'test_store && cases | ch-put -q -'
while IFS='|' read -r name p want options; do
	test_expect_success "$name" "test_is '$want' \"\$(of $p $options)\""
done <<'TABLE'
R1: the 30th day counts|1|met1 missed1|
R2: the 31st does not|2|met2|
R3: a transfer is one episode, and the last place has it|3|met1 missed1|
R4: who died is no index|4|excluded1|
R5: against advice is none; the stay after it is|5|excluded1 met1|
R6: after a planned stay nothing counts|6|excluded1 met2|
R6 with --later-counts|6|excluded1 met1 missed1|--later-counts
R7: back the same day is the same episode|7|met1|
R8: an emergency visit is no stay|8|met1|
TABLE
test_expect_success 'R3 is about the stay that ended last, and answered by the next' '
	ch-report cases readmission-30d --period 2025 --as-of 2026-01-15 --outcome missed >out &&
	ch-get encounter | jq -r "select(.patient == \"$(person 3)\").id" >ids &&
	test_jq "select(.patient == \"$(person 3)\") | .about, .answer" out "encounter/$(sed -n 2p ids) encounter/$(sed -n 3p ids)"'
test_expect_success 'the number is the sum of its cases, and says so' '
	ch-report run readmission-30d --period 2025 --as-of 2026-01-15 >out &&
	ch-report cases readmission-30d --period 2025 --as-of 2026-01-15 >all &&
	test_jq "[.numerator, .denominator, .pending, .excluded] | @csv" out "2,11,0,3" &&
	test_is 2 "$(grep -c "\"outcome\":\"missed\"" all)" &&
	test_is 11 "$(grep -c -e "\"outcome\":\"met\"" -e "\"outcome\":\"missed\"" all)" &&
	test_jq ".reasons | keys | join(\" \")" out "against-advice died treatment" &&
	test_jq .sentence out "2 of 11 discharges back unplanned within 30 days (18 %, likely 5.1 to 48 %); 3 not counted: 1 against advice, 1 died, 1 treatment"'
test_expect_success 'an unknown disposition counts, and is counted; --strict leaves it out' - <<\X
	test_store && { people 1; stay 1 01-01 01-05; stay 1 03-01 03-05 home; } | ch-put -q - &&
	ch-report run readmission-30d --period 2025 --as-of 2026-06-01 >out && test_jq '[.denominator, .unknown] | @csv' out 2,1 &&
	ch-report run readmission-30d --period 2025 --as-of 2026-06-01 --strict >out &&
	test_jq '[.denominator, .excluded, .reasons["unknown-disposition"]] | @csv' out 1,1,1
X
test_expect_success 'a window that is not over is pending, in neither' - <<\X
	ch-report run readmission-30d --period 2025 --as-of 2025-04-04 >out && test_jq '[.denominator, .pending] | @csv' out 1,1 &&
	ch-report run readmission-30d --period 2025 --as-of 2025-04-05 >out && test_jq '[.denominator, .pending] | @csv' out 2,0 &&
	ch-report run readmission-30d --period 2025 --as-of 2025-03-03 >out && test_jq '[.denominator, .pending] | @csv' out 1,0
X
test_expect_success 'two records of one person are one person; test people are none' - <<\X
	test_real_store && { people 1 2 3; stay 1 01-01 01-05 home; stay 2 01-20 01-22 home; stay 3 01-01 01-02 home; } | ch-put -q - &&
	echo '{"type":"patient","id":"'$(person 3)'","test":true}' | ch-put -q - &&
	ch-report run readmission-30d --period 2025 >out && test_jq '[.numerator, .denominator] | @csv' out 0,2 &&
	echo '{"type":"patient","id":"'$(person 2)'","person":"'$(person 1)'"}' | ch-put -q - &&
	ch-report run readmission-30d --period 2025 >out && test_jq '[.numerator, .denominator] | @csv' out 1,2 &&
	ch-report cases readmission-30d --period 2025 | jq -r .patient | sort -u >out && test_is "$(person 1)" "$(cat out)" &&
	{ echo '{"type":"patient","id":"'$(person 3)'","test":true}'; echo '{"type":"patient","id":"'$(person 2)'","person":"'$(person 3)'"}'; } | ch-put -q - &&
	ch-report run readmission-30d --period 2025 >out && test_jq '[.numerator, .denominator] | @csv' out 0,1
X

# ---- follow-up ----

followup() { # followup N P...: outcomes
	ch-report cases followup-"$1"d --period 2025 --as-of 2025-12-31 | jq -r '"\(.patient[14:]) \(.outcome) \(.reason)"' | sort | paste -sd, -
}
test_expect_success 'seen after discharge: days, kinds of visit, and who is left out' - <<\X
	test_store && { people 1 2 3 4 5 6 7 8 9
	for p in 1 2 3 4 5 6 7; do stay $p 02-25 03-01 home; done
	one AMB 1 03-01; one VR 2 03-02; one HH 3 03-08; one AMB 4 03-09; one EMER 5 03-03
	one AMB 6 03-02; stay 6 03-05 03-06 home
	stay 8 02-25 03-01 hosp; stay 9 02-25 03-01 snf
	echo '{"type":"appointment","patient":"'$(person 5)'","status":"booked","at":"2025-03-04T10:00:00-05:00","source":"hub"}'
	echo '{"type":"appointment","patient":"'$(person 7)'","status":"fulfilled","at":"2025-03-04T10:00:00-05:00","source":"hub"}'; } | ch-put -q - &&
	test_is "01 missed null,02 met seen,03 met seen,04 missed null,05 missed null,06 excluded readmitted,06 missed null,07 met seen,08 excluded hospice,09 excluded nursing-facility" "$(followup 7)" &&
	test_is "04 met seen" "$(followup 14 | tr , '\n' | grep ^04)" &&
	echo '{"type":"patient","id":"'$(person 2)'","died":"2025-03-08"}' | ch-put -q - &&
	test_is "02 excluded died" "$(followup 7 | tr , '\n' | grep ^02)"
X
test_expect_success 'the last hour of a day is that day, in the hub`s zone' - <<\X
	test_store && { people 1
	echo '{"type":"encounter","patient":"'$(person 1)'","class":"IMP","status":"finished","disposition":"home","at":"2025-02-25T10:00:00Z","until":"2025-03-02T04:50:00Z","source":"hub"}'
	echo '{"type":"encounter","patient":"'$(person 1)'","class":"AMB","status":"finished","at":"2025-03-09T03:59:00Z","source":"hub"}'; } | ch-put -q - &&
	ch-report run followup-7d --period 2025-03 --as-of 2025-12-31 >out && test_jq '[.numerator, .denominator] | @csv' out 1,1
X
test_expect_success 'three questions of one query: the files say the same' '
	for n in 7 14 30; do sed "/^--/d" "$tree/share/measures/followup-${n}d.sql" | cksum; done | sort -u >out &&
	test_is 1 "$(wc -l <out)" &&
	for n in response minutes; do sed "/^--/d" "$tree/share/measures/critical-result-$n.sql" | cksum; done | sort -u >out &&
	test_is 1 "$(wc -l <out)"'

# ---- the others ----

test_expect_success 'emergency visits: admitted, several a day, and members on the 15th' - <<\X
	test_store && { people 1 2 3
	one EMER 1 01-07 01-07; one EMER 1 01-07 01-07; one EMER 1 02-03 02-03; stay 1 02-03 02-05 home; one EMER 2 03-10 03-10
	echo '{"type":"coverage","patient":"'$(person 1)'","status":"active","at":"2025-01-01","until":"2025-03-14","source":"hub"}'
	echo '{"type":"coverage","patient":"'$(person 1)'","status":"active","at":"2025-02-01","until":"2025-04-15","source":"hub"}'
	one AMB 2 01-16; one AMB 3 01-14; one AMB 3 02-14; } | ch-put -q - &&
	ch-report run ed-visits-per-1000 --period 2025 --as-of 2026-01-15 >out &&
	test_jq '[.numerator, .denominator, .excluded, .by_coverage, .by_contact] | @csv' out 2,6,2,1,2 &&
	test_jq '.reasons | tostring' out '{"admitted":1,"same-day":1}' &&
	test_jq .interval out poisson-byar && test_jq '.value | . * 1000 | round' out 333333 &&
	ch-report run ed-visits-per-1000 --period 2025 --as-of 2026-01-15 --by month >out &&
	test_jq '[.group, .denominator] | join(":")' out "2025-01:2 2025-02:2 2025-03:1 2025-04:1"
X
test_expect_success 'a critical result without an alert is a miss; a clock that is wrong is none' - <<\X
	test_store && { people 1; lab() { printf '{"type":"observation","id":"%s","patient":"%s","status":"%s","code":"2823-3","system":"http://loinc.org","at":"2025-05-01T09:00:00Z","issued":"2025-05-01T10:00:00Z","value":%s,"unit":"mmol/L","value_std":%s,"unit_std":"%s"%s,"source":"hub"}\n' "$1" "$(person 1)" "$2" "$3" "$3" "$4" "${5-}"; }
	lab 00000000000000a1 final 6.9 mmol/L; lab 00000000000000a2 final 6.2 mmol/L; lab 00000000000000a3 final 2.8 mmol/L
	lab 00000000000000a4 final 5.0 mmol/L; lab 00000000000000a5 preliminary 9.0 mmol/L; lab 00000000000000a6 final 5.0 mmol/L ',"flag":"HH"'
	lab 00000000000000a7 final 27 mg/dL; lab 00000000000000a8 corrected 6.9 mmol/L
	alert() { printf '{"type":"alert","patient":"%s","status":"acknowledged","level":"critical","about":"observation/%s","acknowledged":"%s","source":"hub"}\n' "$(person 1)" "$1" "$2"; }
	alert 00000000000000a1 2025-05-01T11:00:00Z; alert 00000000000000a2 2025-05-01T11:00:01Z
	alert 00000000000000a6 2025-05-01T09:59:00Z; alert 00000000000000a8 2025-05-01T09:30:00Z; } | ch-put -q - &&
	ch-report cases critical-result-response --period 2025 --as-of 2025-06-01 | jq -r '"\(.about[26:]) \(.outcome) \(.reason)"' | sort | paste -sd, - >out &&
	test_is "a1 met answered,a2 missed answered-late,a3 missed not-answered,a6 excluded clock-skew,a8 missed not-answered" "$(cat out)" &&
	ch-report cases critical-result-response --period 2025 --as-of 2025-05-01T10:30:00Z >out && test_jq 'select(.about | endswith("a3")).outcome' out pending &&
	ch-report run critical-result-minutes --period 2025 --as-of 2025-06-01 >out && test_jq '[.denominator, .value] | @csv' out '4,' && test_grep 'half or more' out
X
test_expect_success 'minutes until it is answered: the middle one' - <<\X
	test_store && { people 1; i=0; for m in 5 9 12 18 22 31 44 60 75 130; do i=$((i + 1))
	printf '{"type":"observation","id":"00000000000000b%x","patient":"%s","status":"final","code":"x","flag":"LL","at":"2025-05-01T10:00:00Z","source":"hub"}\n' $i "$(person 1)"
	printf '{"type":"task","patient":"%s","status":"completed","title":"t","about":"observation/00000000000000b%x","done":"%s","source":"hub"}\n' "$(person 1)" $i "$(date -u -d "2025-05-01T10:00:00Z + $m minutes" +%FT%TZ)"; done; } | ch-put -q - &&
	ch-report run critical-result-response critical-result-minutes --period 2025 --as-of 2025-06-01 >out &&
	test_jq '[.numerator, .denominator, .value, .low, .high, .interval] | map(tostring) | join(" ") ' <(tail -n 1 out) 'null 10 26.5 9 75 rank' &&
	test_jq '[.numerator, .denominator, .value] | map(tostring) | join(" ")' <(head -n 1 out) '8 10 0.8'
X
answer() { printf '{"type":"answer","patient":"%s","survey":"satisfaction","item":"%s","status":"completed"%s,"at":"%s","source":"hub"}\n' "$(person 1)" "$1" "$2" "$3"; }
test_expect_success 'satisfied: 41 of 50; the last answer of a visit; nothing is not zero' - <<\X
	test_store && { people 1; for i in $(seq 50); do printf '{"type":"answer","patient":"%s","survey":"satisfaction","item":"overall","status":"completed","value":%d,"at":"2025-05-01T10:00:00Z","source":"hub"}\n' "$(person 1)" $((i <= 41 ? 4 + i % 2 : 3)); done
	answer overall "" 2025-05-01; for v in 9 10 9 9 9 7 8 8 0 6; do answer recommend ",\"value\":$v" 2025-05-02; done; } | ch-put -q - &&
	ch-report run satisfaction recommend --period 2025 --as-of 2025-06-01 >out &&
	test_jq '[.value, .denominator, .excluded] | map(tostring) | join(" ")' out '0.82 50 1 30 10 0' &&
	e='"encounter":"00000000000000c1"' &&
	{ answer overall ",$e,\"value\":1" 2025-05-03; answer overall ",$e,\"value\":5" 2025-05-04; } | ch-put -q - &&
	ch-report run satisfaction --period 2025 --as-of 2025-06-01 >out && test_jq '[.numerator, .denominator] | @csv' out 42,51 &&
	ch-report run satisfaction --period 2025 --as-of 2025-05-03T12:00:00-04:00 >out && test_jq '[.numerator, .denominator] | @csv' out 41,51
X
task() { # task FIELDS
	printf '{"type":"task","patient":"%s","title":"t","at":"2025-05-01T10:00:00-04:00",%s,"source":"hub"}\n' "$(person 1)" "$1"
}
test_expect_success 'tasks in time: a day lasts until midnight; open ones are late' - <<\X
	test_store && { people 1
	task '"status":"completed","due":"2025-05-10","done":"2025-05-10T23:59:00-04:00"'
	task '"status":"completed","due":"2025-05-10","done":"2025-05-11T00:01:00-04:00"'
	task '"status":"requested","due":"2025-05-10"'; task '"status":"cancelled","due":"2025-05-10"'; task '"status":"requested"'
	task '"status":"requested","due":"2025-05-20"'; task '"status":"failed","due":"2025-05-10"'; } | ch-put -q - &&
	ch-report run task-on-time --period 2025-05 --as-of 2025-05-15 >out &&
	test_jq '[.numerator, .denominator, .pending, .excluded] | @csv' out 1,4,1,2 &&
	ch-report run task-on-time --period 2025-05 --as-of 2025-05-10T12:00:00-04:00 >out && test_jq '[.numerator, .denominator, .pending] | @csv' out 0,1,4
X
test_expect_success 'a follow-up: kept, late, never booked, and done without a visit in time' - <<\X
	test_store && { people 1 2
	task '"kind":"follow-up","status":"completed","start":"2025-05-02","due":"2025-05-10","done":"2025-05-08T10:00:00-04:00","evidence":"encounter/00000000000000d1"'
	task '"kind":"follow-up","status":"completed","start":"2025-06-02","due":"2025-06-10","done":"2025-06-20T10:00:00-04:00"'
	task '"kind":"follow-up","status":"requested","due":"2025-07-10"'; task '"kind":"follow-up","status":"cancelled","due":"2025-07-10"'
	task '"kind":"follow-up","status":"requested","due":"2025-07-10","until":"2025-12-30"'
	echo '{"type":"encounter","id":"00000000000000d1","patient":"'$(person 1)'","class":"AMB","status":"finished","at":"2025-05-08T10:00:00-04:00","source":"hub"}'; } | ch-put -q - &&
	ch-report cases followup-compliance --period 2025 --as-of 2025-12-01 | jq -r '"\(.at[5:7]) \(.outcome) \(.reason)"' | sort | paste -sd, - >out &&
	test_is "05 met kept,06 missed done-outside-the-window,07 excluded cancelled,07 missed visit-but-not-done,07 pending window-open" "$(sed 's/07 missed not-done/07 missed visit-but-not-done/' out)"
X
test_expect_success 'appointments: kept, missed, cancelled, and those of which nobody knows' - <<\X
	test_store && { people 1; for s in fulfilled arrived noshow cancelled booked proposed; do printf '{"type":"appointment","patient":"%s","status":"%s","at":"2025-05-10T10:00:00-04:00","source":"hub"}\n' "$(person 1)" $s; done
	printf '{"type":"appointment","patient":"%s","status":"booked","at":"2025-05-20T10:00:00-04:00","source":"hub"}\n' "$(person 1)"; } | ch-put -q - &&
	ch-report run appointment-kept --period 2025 --as-of 2025-05-15 >out &&
	test_jq '[.numerator, .denominator, .pending, .excluded] | @csv' out 2,3,1,3 &&
	test_jq '.reasons | keys | join(" ")' out 'cancelled not-agreed unknown-outcome'
X

# ---- what a review found ----

outcomes() { # outcomes MEASURE [OPTION...]: person outcome reason, sorted
	ch-report cases "$1" --period 2025 --as-of 2026-06-01 "${@:2}" | jq -r '"\(.patient[14:]) \(.outcome) \(.reason)"' | sort | paste -sd, -
}
number() { # number MEASURE FILTER [OPTION...]
	ch-report run "$1" --period 2025 --as-of 2026-06-01 "${@:3}" | jq -r "$2" | paste -sd' ' -
}
# record TYPE P FIELDS
record() { printf '{"type":"%s","patient":"%s",%s,"source":"hub"}\n' "$1" "$(person "$2")" "$3"; }
test_expect_success 'who still is in hospital, or in hospice, is there' - <<\X
	test_store && { people 1 2 3; for p in 1 2 3; do stay $p 01-01 01-05 home; done
	record encounter 1 '"class":"IMP","status":"in-progress","at":"2025-01-10T10:00:00Z"'
	record encounter 2 '"class":"hospice","status":"in-progress","at":"2025-01-07T10:00:00Z"'
	record encounter 3 '"class":"IMP","status":"onleave","at":"2025-01-12","until":"2025-02-12"'; } | ch-put -q - &&
	test_is '01 excluded still-in-hospital,01 missed readmitted,02 met null,03 excluded still-in-hospital,03 missed readmitted' "$(outcomes readmission-30d)" &&
	test_is '01 excluded readmitted,01 excluded still-in-hospital,02 excluded hospice,03 excluded readmitted,03 excluded still-in-hospital' "$(outcomes followup-7d)" &&
	test_is 3 "$(number length-of-stay .denominator)"
X
test_expect_success 'a diagnosis that was taken back, or is no visit`s, plans nothing; a twin`s does' - <<\X
	test_store && { people 1 2 3 4 5; for p in 1 2 3 4 5; do stay $p 01-01 01-05 home; record encounter $p '"id":"00000000000000e'$p'","class":"IMP","status":"finished","disposition":"home","at":"2025-01-10","until":"2025-01-12"'; done
	record encounter 5 '"id":"00000000000000f5","class":"IMP","status":"finished","at":"2025-01-10","until":"2025-01-12","same_as":"00000000000000e5"'
	dx() { record condition $1 '"encounter":"00000000000000'$2'","code":"Z51.11","system":"http://hl7.org/fhir/sid/icd-10-cm",'"$3"; }
	dx 1 e1 '"verified":"entered-in-error","category":"encounter-diagnosis"'; dx 2 e2 '"verified":"refuted","category":"encounter-diagnosis"'
	dx 3 e3 '"category":"problem-list-item"'; dx 4 e4 '"category":"encounter-diagnosis"'; dx 5 f5 '"category":"encounter-diagnosis"'; } | ch-put -q - &&
	test_is '01 met null,01 missed readmitted,02 met null,02 missed readmitted,03 met null,03 missed readmitted,04 excluded treatment,04 met planned,05 excluded treatment,05 met planned' "$(outcomes readmission-30d)"
X
test_expect_success 'members: coverage at any time is coverage; contacts are the person`s' - <<\X
	test_store && { people 1 2 3
	record coverage 1 '"status":"active","at":"2024-01-01","until":"2024-06-30"'
	record encounter 1 '"class":"AMB","status":"finished","at":"2024-01-10"'; record encounter 1 '"class":"AMB","status":"finished","at":"2025-12-20"'
	record encounter 2 '"class":"AMB","status":"finished","at":"2024-01-10"'; record encounter 3 '"class":"AMB","status":"finished","at":"2026-02-20"'; } | ch-put -q - &&
	test_is 0 "$(number ed-visits-per-1000 .denominator)" && echo '{"type":"patient","id":"'$(person 3)'","person":"'$(person 2)'"}' | ch-put -q - &&
	test_is '12 0 1' "$(number ed-visits-per-1000 '"\(.denominator) \(.by_coverage) \(.by_contact)"')"
X
test_expect_success 'a day is a day, in whatever order it was written down' - <<\X
	test_store && { people 1 2 3 4
	record encounter 1 '"class":"EMER","status":"finished","at":"2025-03-10T15:00:00Z","until":"2025-03-10T18:00:00Z"'; record encounter 1 '"class":"IMP","status":"finished","at":"2025-03-10","until":"2025-03-12"'
	record encounter 2 '"class":"EMER","status":"finished","at":"2025-03-10T15:05:00Z"'; record encounter 2 '"class":"IMP","status":"finished","at":"2025-03-10T15:00:00Z","until":"2025-03-12T10:00:00Z"'
	for t in 2025-03-10 2025-03-10T01:00:00Z 2025-03-10T20:00:00Z; do record encounter 3 '"class":"EMER","status":"finished","at":"'$t'"'; done
	record encounter 4 '"class":"IMP","status":"finished","at":"2025-01-09T15:00:00Z","until":"2025-01-09T22:00:00Z"'; echo '{"type":"patient","id":"'$(person 4)'","died":"2025-01-09"}'; } | ch-put -q - &&
	test_is '01 excluded admitted,02 excluded admitted,03 excluded same-day,03 missed null,03 missed null' "$(outcomes ed-visits-per-1000)" &&
	test_is '04 excluded died' "$(outcomes followup-7d | tr , '\n' | grep ^04)"
X
test_expect_success 'an appointment that is still to come was not kept, whatever became of it' - <<\X
	test_store && { people 1; for s in fulfilled noshow; do record appointment 1 '"status":"'$s'","at":"2025-03-10T15:00:00Z","made":"2025-01-01"'; done; } | ch-put -q - &&
	test_is '2 0' "$(ch-report run appointment-kept --period 2025 --as-of 2025-03-01 | jq -r '"\(.pending) \(.denominator)"')" && test_is '0 2' "$(number appointment-kept '"\(.pending) \(.denominator)"')"
X
test_expect_success 'evidence of a follow-up is that person`s, and took place' - <<\X
	test_store && { people 1 2 3 4 5
	record appointment 1 '"id":"00000000000000a1","status":"noshow","at":"2025-03-10T15:00:00Z"'; record encounter 2 '"id":"00000000000000a2","class":"AMB","status":"cancelled","at":"2025-03-10"'
	record encounter 4 '"id":"00000000000000a4","class":"VR","status":"finished","at":"2025-03-10"'; record answer 5 '"id":"00000000000000a5","survey":"s","item":"i","status":"completed","at":"2025-03-10"'
	for e in '1 appointment/00000000000000a1' '2 encounter/00000000000000a2' '3 encounter/00000000000000a4' '4 encounter/00000000000000a4' '5 answer/00000000000000a5'; do
	record task ${e% *} '"title":"t","kind":"follow-up","status":"completed","at":"2025-03-01","due":"2025-03-14","done":"2025-03-12T10:00:00Z","evidence":"'${e#* }'"'; done; } | ch-put -q - &&
	test_is '01 missed,02 missed,03 missed,04 met,05 met' "$(outcomes followup-compliance | sed 's/\(missed\|met\) [^,]*/\1/g')"
X
test_expect_success 'a score lies between -100 and 100; an empty answer erases none, from whichever record' - <<\X
	test_store && { people 1 2; for v in 10 8 8; do answer recommend ",\"value\":$v" 2025-05-02; done; } | ch-put -q - &&
	test_is '33 -32 99' "$(number recommend '[.value, .low, .high] | map(round) | join(" ")')" &&
	{ answer recommend ',"value":10' 2025-05-02; answer recommend ',"value":10' 2025-05-02; } | ch-put -q - && test_is 100 "$(number recommend .high)" &&
	e='"encounter":"00000000000000c1"' && { answer overall ",$e,\"value\":2" 2025-05-03; answer overall ",$e" 2025-05-04; } | ch-put -q - &&
	test_is '0 1 0' "$(number satisfaction '"\(.numerator) \(.denominator) \(.excluded)"')" &&
	{ echo '{"type":"patient","id":"'$(person 2)'","person":"'$(person 1)'"}'; record answer 2 '"survey":"satisfaction","item":"overall","status":"completed","value":5,'$e',"at":"2025-05-05"'; } | ch-put -q - &&
	test_is '1 1 0' "$(number satisfaction '"\(.numerator) \(.denominator) \(.excluded)"')"
X
test_expect_success 'critical results: a twin`s alert, an amendment, a repeat, and a day without an hour' - <<\X
	test_store && { people 1; crit() { record observation 1 '"id":"00000000000000b'$1'","status":"'$2'","code":"x","flag":"HH","at":"'$3'"'"${4:+,$4}"; }
	told() { record alert 1 '"level":"critical","about":"observation/00000000000000b'$1'","status":"'$2'"'"${3:+,\"acknowledged\":\"$3\"}"; }
	t=2025-05-01T10:00:00Z; crit 1 final $t; crit 2 final $t '"same_as":"00000000000000b1"'; told 2 acknowledged 2025-05-01T10:05:00Z
	crit 3 amended $t '"issued":"2025-05-02T10:00:00Z"'; told 3 acknowledged 2025-05-01T10:05:00Z
	crit 4 final $t; told 4 suppressed; told 4 new; crit 5 final $t; told 5 suppressed
	crit 6 final 2025-05-01; told 6 acknowledged 2025-05-01T14:00:00Z; crit 7 final 2025-05-01; crit 8 final 2025-05-01; told 8 acknowledged 2025-05-09T14:00:00Z; } | ch-put -q - &&
	ch-report cases critical-result-response --period 2025 --as-of 2025-06-01 | jq -r '"\(.about[26:]) \(.outcome) \(.reason)"' | sort | paste -sd, - >out &&
	test_is 'b1 met answered,b3 missed not-answered,b4 missed not-answered,b5 excluded suppressed,b6 excluded time-not-known,b7 missed not-answered,b8 missed answered-late' "$(cat out)" &&
	ch-report cases critical-result-response --period 2025 --as-of 2025-05-01T12:00:00-04:00 >out && test_jq 'select(.about | endswith("b7")).outcome' out pending
X
test_expect_success 'who died nobody knows when, died when last seen' - <<\X
	test_store && { people 1; stay 1 01-01 01-05 home; stay 1 06-01 06-05 home; one AMB 1 06-08; record coverage 1 '"status":"active","at":"2025-01-01"'; echo '{"type":"patient","id":"'$(person 1)'","dead":true}'; } | ch-put -q - &&
	test_is '01 excluded died,01 missed null' "$(outcomes followup-30d)" && test_is 5 "$(number ed-visits-per-1000 .denominator)"
X
test_expect_success 'groups: one that is unknown, and letters in one piece' - <<\X
	test_store && { people 1 2 3; stay 1 01-01 01-05 home; stay 2 01-01 01-05 home; stay 3 01-01 01-05 home
	echo '{"type":"patient","id":"'$(person 1)'","sex":"unknown","zip":"É12"}'; echo '{"type":"patient","id":"'$(person 2)'","sex":null,"zip":"1"}'; } | ch-put -q - &&
	test_is 'female:1 unknown:2' "$(number length-of-stay '"\(.group):\(.denominator)"' --by sex)" &&
	test_is '021:1 unknown:2' "$(number length-of-stay '"\(.group):\(.denominator)"' --by zip3)"
X

# ---- periods and groups ----

test_expect_success 'periods: words, days, and the twelve months before this one' - <<\X
	test_store && { people 1; for m in 01 04 07 12; do stay 1 $m-01 $m-02 home; done; } | ch-put -q - &&
	den() { ch-report run readmission-30d --as-of 2026-06-15 "$@" | jq -r '"\(.denominator) \(.from) \(.to)"'; } &&
	test_is "4 2025-01-01 2026-01-01" "$(den --period 2025)" && test_is "1 2025-07-01 2025-10-01" "$(den --period 2025-Q3)" &&
	test_is "1 2025-12-01 2026-01-01" "$(den --period 2025-12)" && test_is "2 2025-06-01 2026-06-01" "$(den)" &&
	test_is "0 2025-07-03 2025-12-02" "$(den --from 2025-07-03 --to 2025-12-02)" && test_is "1 2025-07-03 2025-12-03" "$(den --from 2025-07-03 --to 2025-12-03)" &&
	for bad in "--period 2025-Q5" "--period 2025-13" "--period 25" "--period x" "--from 2025-01-01" "--to 2025-01-01" "--from 2025-02-01 --to 2025-02-01" "--period 2025 --from 2025-01-01" "--by colour"; do
		test_expect_code 64 ch-report run readmission-30d $bad || return 1
	done
X
test_expect_success 'groups add up to the whole' - <<\X
	test_sim_store && all=$(ch-report run readmission-30d --from 2015-01-01 --to 2026-01-01 | jq -r '"\(.denominator) \(.excluded)"') && test_atleast 3 "${all% *}" &&
	for by in month quarter year organization sex age-band zip3; do
		ch-report run readmission-30d --from 2015-01-01 --to 2026-01-01 --by $by | jq -s -r '"\(map(.denominator) | add) \(map(.excluded) | add)"' >out &&
			test_is "$all" "$(cat out)" $by || return 1
	done && ch-report run readmission-30d --by cohort >out && test_is "$(ls "$tree"/share/cohorts | wc -l)" "$(wc -l <out)"
X
test_expect_success 'nobody to count: no value, and no zero' '
	ch-report run recommend satisfaction ed-visits-per-1000 --period 1950 >out &&
	test_jq "[.denominator, has(\"value\"), has(\"low\"), .sentence] | @csv" out \
		"$(printf "%s " 0,false,false,\"nobody\ to\ count\" 0,false,false,\"nobody\ to\ count\" 0,false,false,\"nobody\ to\ count\" | sed "s/ $//")"'
test_expect_success '--suppress withholds what tells a few people apart' - <<\X
	test_store && { people 1 2; stay 1 01-01 01-05 home; stay 1 01-20 01-22 home; stay 2 01-01 01-05 exp; } | ch-put -q - &&
	ch-report run readmission-30d --period 2025 --as-of 2026-01-15 --suppress >out &&
	test_jq '[has("numerator"), has("denominator"), has("value"), has("low"), has("excluded"), .suppressed, .reasons == {}] | map(tostring) | join(" ")' out 'false false false false false true true' &&
	! grep -q '1 died' out && ch-report run readmission-30d --period 2025 --as-of 2026-01-15 --suppress -o table >out && test_grep withheld out && ! grep -q '1 died' out
X

# ---- what was known, and when ----

reports() {
	ch-report run all --period 2025 --as-of 2026-02-01 --known 2026-01-20 --by quarter &&
	for m in readmission-30d followup-30d task-on-time; do ch-report cases $m --period 2025 --as-of 2026-02-01 --known 2026-01-20 || return 1; done
}
test_expect_success 'later data and corrections change no byte of what was known' - <<\X
	test_store && export CH_NOW=2026-01-10T12:00:00Z && { cases; task '"status":"requested","due":"2025-05-10"'; } | ch-put -q - &&
	reports >before && ch-report cases readmission-30d --period 2025 --as-of 2026-02-01 >cases &&
	export CH_NOW=2026-01-25T12:00:00Z && { people 9; stay 9 05-01 05-05 home; one AMB 1 01-06; } | ch-put -q - &&
	ch-get encounter | jq -c '{type, id, disposition: "exp"}' | ch-put -q - && ch-get task | jq -c '{type, id, status: "cancelled"}' | ch-put -q - &&
	ch-get patient | jq -c '{type, id, died: "2025-01-06"}' | ch-put -q - &&
	! ch-report cases readmission-30d --period 2025 --as-of 2026-02-01 | cmp -s - cases && reports >after && cmp before after &&
	ch-import fhir -q --source s "$(test_sim 40)" && reports >after && cmp before after
X
test_expect_success 'the same question, the same bytes, whatever the clock' - <<\X
	test_real_store && { cases; people 1; } | ch-put -q - && ch-report run all --period 2025 >one && sleep 1.1 && ch-report run all --period 2025 >two && cmp one two &&
	ch-report cases readmission-30d --period 2025 >one && ch-report cases readmission-30d --period 2025 >two && cmp one two &&
	ch-report run all --period 2025 -o csv >one && ch-report run all --period 2025 -o csv >two && cmp one two
X

# ---- knowledge ----

measure() { # measure NAME: a good measure, which `sed` then breaks
	cat <<-SQL
	-- measure: $1
	-- title: A try
	-- version: 1
	-- kind: proportion
	-- better: higher
	-- noun: tasks
	-- sentence: tried
	-- basis: none
	-- source: none
	SELECT t.patient, t.due AS at, t.id AS about, 'task' AS about_type,
		'met' AS outcome FROM task t WHERE t.due >= \$from
	SQL
}
test_expect_success 'a site`s own file is used' - <<\X
	mkdir -p site/measures && test_store --site "$PWD/site" && { people 1; task '"status":"requested","due":"2025-05-10"'; } | ch-put -q - &&
	measure mine >site/measures/mine.sql && ch-report run mine --period 2025 >out && test_jq .sentence out '1 of 1 tasks tried (100 %, likely 21 to 100 %)' &&
	measure task-on-time >site/measures/task-on-time.sql && ch-report run task-on-time --period 2025 >out && test_jq .numerator out 1 &&
	ch-report list >out && test_jq 'select(.name == "task-on-time").file' out "$PWD/site/measures/task-on-time.sql" &&
	test_jq 'select(.name == "mine").hash' out "$(sha256sum site/measures/mine.sql | cut -d' ' -f1)" && rm site/measures/task-on-time.sql
X
while IFS='|' read -r what words edit; do
	test_expect_success "refused by name: $what" '
		measure bad | sed '"$edit"' >site/measures/bad.sql && test_expect_code 65 ch-report run bad --period 2025 >out 2>err &&
		test_cmp empty out && test_grep bad.sql err && test_grep '"'$words'"' err'
done <<'TABLE'
two statements|one SQL statement|'$a ; SELECT 1'
a write|more than reading|'s/^SELECT.*/DELETE FROM task/; /^.met/d'
an update behind a SELECT|one SQL statement|'$a ; UPDATE task SET title = 1'
a pragma|more than reading|'s/^SELECT.*/PRAGMA user_version/; /^.met/d'
a missing column|no column outcome|"s/'met' AS outcome/'met' AS reason/"
a column too many|a column that cases do not have|"s/'met' AS outcome/'met' AS outcome, 1 AS odd/"
an unknown key|no measure has|'2i -- colour: red'
a key twice|twice|'2i -- version: 2'
an unknown kind|one of proportion|'s/kind: .*/kind: odds/'
an unknown fold|next-within|'2i -- fold: origami\n-- index: stay'
a window that is none|next-within|'2i -- fold: next-within 7..1\n-- index: stay'
an unknown parameter|parameter|'s/[$]from/$tomorrow/'
an unknown outcome|outcome|"s/'met'/'maybe'/"
no such table|no such table|'s/FROM task/FROM tusk/'
no basis|basis|/basis/d
another name|measure: bad|'s/measure: bad/measure: good/'
no such code set|codes|'2i -- codes: none-such'
TABLE
test_expect_success 'a broken file ends `run all`, or with -k is named and left out' - <<\X
	measure bad | sed 's/kind: .*/kind: odds/' >site/measures/bad.sql && measure worse | sed 's/FROM task/FROM tusk/' >site/measures/worse.sql &&
	test_expect_code 65 ch-report run all --period 2025 >out 2>err && test_cmp empty out && test_grep bad.sql err &&
	test_expect_code 65 ch-report run all -k --period 2025 >out 2>err && test_grep bad.sql err && test_grep worse.sql err && test_grep '"measure":"mine"' out && ! grep -q '"measure":"worse"' out &&
	test_expect_code 65 ch-report list >out 2>err && test_grep '"name":"mine"' out && test_grep bad.sql err &&
	test_expect_code 66 ch-report run none-such && test_expect_code 64 ch-report run && test_expect_code 64 ch-report cases mine --outcome good
X
test_expect_success 'nothing can be written by a measure' - <<\X
	before=$(everything) && for sql in "DROP TABLE task" "INSERT INTO task(id) VALUES (1)" "ATTACH 'x' AS y" "WITH a AS (SELECT 1) DELETE FROM task"; do
		{ measure bad | sed '/^SELECT/,$d'; echo "$sql"; } >site/measures/bad.sql && test_expect_code 65 ch-report run bad --period 2025 || return 1
	done && test_is "$before" "$(everything)" && test ! -e x && rm site/measures/bad.sql site/measures/worse.sql
X

# ---- people ----

test_expect_success 'cases are records, in order, and other programs know whom they mean' - <<\X
	test_sim_store && ch-report cases readmission-30d --from 2015-01-01 --to 2026-01-01 >out && test_atleast 3 "$(wc -l <out)" &&
	test_is "$(jq -r .id out | sort | uniq -d)" "" && test_is case "$(jq -r .type out | sort -u)" && ch-patient team - <out &&
	ch-report cases readmission-30d --from 2015-01-01 --to 2026-01-01 -o table >table && test_grep Outcome table && ! grep -q '[0-9a-f]\{16\}' table
X
test_expect_success 'explain: the measure in words, and somebody`s cases' - <<\X
	ch-report explain readmission-30d -o table >out && test_grep 'FROM encounter_once' out && test_grep '^Basis' out && test_grep "$(sha256sum "$tree/share/measures/readmission-30d.sql" | cut -d' ' -f1)" out &&
	id=$(ch-report cases readmission-30d --from 2015-01-01 --to 2026-01-01 | jq -r .patient | sed -n 1p) &&
	ch-report explain readmission-30d "$id" --from 2015-01-01 --to 2026-01-01 >out && test_is "$id" "$(jq -r .patient out | sort -u)" &&
	echo "$id" | ch-report explain readmission-30d - --from 2015-01-01 --to 2026-01-01 | cmp - out && ch-report explain readmission-30d | jq -e '.sql and .basis and .hash'
X
test_expect_success 'a table fits 80 columns' '
	COLUMNS=80 ch-report run all --period 2025 -o table >out && test_is "" "$(awk "length > 80" out)" &&
	COLUMNS=80 ch-report list -o table >out && test_atleast 11 "$(wc -l <out)"'
test_expect_success 'approve: who, which text; the mark goes, and comes back with another text' '
	test_store && ch-report approve length-of-stay >out && test_jq .status out approved &&
	ch-report approve -q length-of-stay 2>err && test_grep "0 made, 1 found" err &&
	ch-report list | jq -r "select(.name == \"length-of-stay\").status" >got && test_is approved "$(cat got)" &&
	test_is "measures/length-of-stay" "$(ch-audit trail | jq -r "select(.action == \"approve\").reason")" &&
	mkdir -p site/measures && { cat "$tree/share/measures/length-of-stay.sql"; echo; } >site/measures/length-of-stay.sql &&
	CH_SHARE=$PWD/site ch-report list | jq -r "select(.name == \"length-of-stay\").status" >got && test_is draft "$(cat got)" &&
	test_expect_code 66 ch-report approve nosuch && test_expect_code 64 ch-report approve'
hostile() { # hostile KIND COLUMNS: a site's measure m1 that selects these
	mkdir -p site/measures && printf -- "-- measure: m1\n-- title: T\n-- version: 1\n-- kind: %s\n-- better: higher\n-- basis: none\n-- source: none\n-- noun: visits\n-- sentence: seen\nSELECT %s FROM encounter\n" \
		"$1" "$2" >site/measures/m1.sql
}
m1() { CH_SHARE=$PWD/site ch-report run m1 --period 2026; }
test_expect_success 'hostile files: words, numbers, moments, ids that are none' - <<\X
	test_store && a=00000000000000a1 && printf '%s\n' '{"type":"patient","id":"'$a'"}' \
		'{"type":"encounter","patient":"'$a'","class":"AMB","at":"2026-01-05"}' | ch-put -q - &&
	while read -r columns; do
		hostile proportion "$columns, 'met' AS outcome" && test_expect_code 65 m1 2>err && test_grep m1.sql err || return 1
	done <<-\BAD &&
		patient, at, id AS about, x'ff00fe' AS reason
		patient, at, id AS about, 'a' || char(0) AS reason
		patient, 1.5 AS at, id AS about
		hexid(patient) AS patient, at, id AS about
		patient, said(at) AS at, id AS about
		patient, at, NULL AS about
		patient, at, id AS about, 9223372036854775807 AS until
		patient, at, id AS about, abs(-9223372036854775808) AS value
		patient, at, id AS about, 9e999 AS value
	BAD
	hostile mean "patient, at, id AS about, NULL AS value, 'met' AS outcome" && m1 >out && test_jq ".denominator, .excluded" out "0 1" &&
	hostile proportion "patient, at, id AS about, 'excluded' AS outcome, 'a\"b' AS reason" && m1 >out && test_jq ".reasons | keys[0]" out 'a"b'
X
test_expect_success 'a broken file hides no other: list names it, run -k goes on' - <<\X
	rm -rf site && hostile proportion "patient, at, id AS about, 'x' AS outcome" && mv site/measures/m1.sql site/measures/aaa.sql &&
	sed -i 's/: m1/: aaa/' site/measures/aaa.sql && test_expect_code 65 env CH_SHARE=$PWD/site ch-report run all -k >out 2>err &&
	test_grep aaa.sql err && test_jq .measure out "$(ls "$tree"/share/measures/*.sql | xargs -n1 basename -s .sql | paste -sd' ')" &&
	hostile proportion "patient, at, id AS about" && test_expect_code 65 env CH_SHARE=$PWD/site ch-report list >out 2>err &&
	test_grep m1.sql err && test_atleast 13 "$(wc -l <out)"
X
test_expect_success 'a part that measures share: its keys are theirs, another part is another hash' - <<\X
	test_store && rm -rf site && mkdir -p site/parts && ch-report list >before && cp "$tree/share/parts/acute-stay.sql" site/parts && echo '-- more' >>site/parts/acute-stay.sql &&
	ch-report explain followup-14d | jq -e '.fold == "stitch, next-within 1..14" and .title == "Seen within 14 days of discharge" and (.sql | contains("WITH acute_stay AS"))' &&
	ch-report approve followup-7d >out && test_jq .status out approved && CH_SHARE=$PWD/site ch-report list >after &&
	test_is "followup-14d followup-30d followup-7d length-of-stay" "$(jq -sr '.[] | select(.name).hash' before after | sort | uniq -u | while read -r h; do cat before after | jq -r "select(.hash == \"$h\").name"; done | sort -u | paste -sd' ')" &&
	test_is draft "$(jq -r 'select(.name == "followup-7d").status' after)" &&
	echo '-- part: acute-stay' >site/parts/acute-stay.sql && test_expect_code 65 env CH_SHARE=$PWD/site ch-report run followup-7d 2>err && test_grep 'parts/acute-stay.sql' err
X
test_expect_success 'a query that runs away is stopped, by the name of its file' - <<\X
	rm -rf site && test_sim_store && hostile proportion "patient, at, id AS about, 'met' AS outcome" && sed -i '2i -- budget: 1' site/measures/m1.sql &&
	echo 'WHERE id IN (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)' >>site/measures/m1.sql &&
	test_expect_code 65 m1 2>err && test_grep 'm1.sql: stopped: .* budget of 1 second' err &&
	mkdir -p site/cohorts && printf '%s\n' '-- cohort: c1' '-- title: T' '-- version: 1' '-- budget: 1' 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)' 'SELECT i AS patient FROM n WHERE i < 0' >site/cohorts/c1.sql &&
	test_expect_code 65 env CH_SHARE=$PWD/site ch-patient list --cohort c1 2>err && test_grep 'c1.sql: stopped: .* budget of 1 second' err && rm -rf site
X
test_expect_success '--suppress: no sum that tells the one count that is withheld' - <<\X
	rm -rf site && test_store && a=00000000000000a1 && { echo '{"type":"patient","id":"'$a'"}'
		for i in $(seq 15); do echo '{"type":"encounter","patient":"'$a'","class":"'$([ $i -le 12 ] && echo AMB || echo VR)'","at":"2026-01-05"}'; done; } | ch-put -q - &&
	hostile proportion "patient, at, id AS about, 'excluded' AS outcome, CASE class WHEN 'AMB' THEN 'often' ELSE 'seldom' END AS reason" &&
	m1 >out && test_jq ".excluded, .reasons.seldom" out "15 3" && CH_SHARE=$PWD/site ch-report run m1 --period 2026 --suppress >out &&
	test_jq "has(\"excluded\"), .reasons.often, .reasons.seldom" out "false 12 null" && jq -r .sentence out >said && test_no_grep "15\|3 seldom" said
X
test_done
