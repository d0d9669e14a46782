#!/bin/bash
# t1036-need.t - needs: made of answers and codes, once; ended by what is said
# later; noted by hand, and who works on them; what is refused.
. "$(dirname "$0")/lib.sh"

test_store --zone America/New_York
export CH_NOW=2026-11-02T09:00:00-05:00
a1=00000000000000a1 a2=00000000000000a2
{
	echo '{"type":"patient","id":"00000000000000a1","family":"Aster","given":"Ann"}'
	echo '{"type":"patient","id":"00000000000000a2","family":"Birch"}'
} | ch-put - >log
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
categories() { jq -r .category "$@" | sort | paste -sd' ' -; }
answers() { # answers ID AT ITEM...: a QuestionnaireResponse of patient p1, ITEM is LINK=CODE
	local id=$1 at=$2 items= one
	shift 2
	for one; do
		items="$items,{\"linkId\":\"${one%%=*}\",\"answer\":[{\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"${one#*=}\"}}]}"
	done
	echo "{\"resourceType\":\"QuestionnaireResponse\",\"id\":\"$id\",\"status\":\"completed\",\"subject\":{\"reference\":\"Patient/p1\"},\"authored\":\"$at\",\"item\":[{\"linkId\":\"/93025-5\",\"item\":[${items#,}]}]}"
}
person='{"resourceType":"Patient","id":"p1","name":[{"family":"Clover"}]}'
ch_import() { ch-import fhir --source mercy "$@" >log; }

test_expect_success 'run: answers that came in nested become needs, once each; twice changes nothing' '
	{ echo "$person"; answers q1 2026-11-01T10:00:00Z /93042-0/71802-3=LA30190-5 /93041-2/93030-5=LA30133-5 /93040-4/93038-8=LA30122-8; } >in &&
	ch_import in && ch-need run >out && test_is "housing transport" "$(categories out)" &&
	test_is "identified identified" "$(jq -r .status out | paste -sd" " -)" && ch-need run >again && test_is "" "$(cat again)" &&
	ch-rule run >out && test_is "task" "$(jq -r .type out)" && ch-rule run >again && test_is "" "$(cat again)"'
test_expect_success 'run: the same again makes nothing, and the same file imported again is unchanged' '
	{ echo "$person"; answers q2 2026-11-01T18:00:00Z /93041-2/93030-5=LA30134-3; } >in2 && ch_import in2 &&
	ch_import --again in && test_jq ".updated" log 0 && ch-need run >out && test_is "" "$(cat out)" &&
	test_is 2 "$(ch-get need | wc -l)"'
test_expect_success 'run: -n writes nothing' '
	{ echo "$person"; answers q3 2026-11-01T19:00:00Z /88124-3=LA19952-3; } >in3 && ch_import in3 &&
	ch-need run -n >out && test_is food "$(categories out)" && test_is 2 "$(ch-get need | wc -l)" &&
	ch-need run >out && test_is food "$(categories out)"'
test_expect_success 'run: a later answer says otherwise: resolved, also when it was confirmed; declined is no such answer' '
	ch-need list -c transport | ch-need confirm - >out && test_jq ".status, .answered" out "confirmed 2026-11-02T09:00:00-05:00" &&
	{ echo "$person"; answers q4 2026-11-02T10:00:00Z /93041-2/93030-5=LA30122-8; } >in4 && ch_import in4 &&
	CH_NOW=2026-11-02T10:00:00-05:00 ch-need run >out && test_is "" "$(cat out)" &&
	{ echo "$person"; answers q5 2026-11-02T15:00:00Z /93041-2/93030-5=LA32-8 | jq -c ".item[0].item[0].answer[0].valueCoding.display = \"No\""; } >in5 && ch_import in5 &&
	CH_NOW=2026-11-02T11:00:00-05:00 ch-need run >out && test_jq ".category, .status, .reason, .ended" out \
		"transport resolved answered-no 2026-11-02T11:00:00-05:00" &&
	test_is "food housing" "$(ch-need list | categories)" && test_is "food housing transport" "$(ch-need list --all | categories)"'
test_expect_success 'an answer that is gone from its response is entered in error; the need goes with it' '
	fresh && { echo "$person"; answers q1 2026-11-01T10:00:00Z /a/71802-3=LA30190-5 /a/93030-5=LA30133-5; } >in && ch_import in &&
	ch-need run >out && test_is "housing transport" "$(categories out)" &&
	{ echo "$person"; answers q1 2026-11-01T10:00:00Z /a/93030-5=LA30133-5; } >in && ch_import in && test_jq .retired log 1 &&
	test_is "entered-in-error" "$(ch-get answer --where code=71802-3 | jq -r .status)" &&
	ch-need run >out && test_jq ".category, .status, .reason" out "housing resolved voided"'
test_expect_success 'the questionnaires of HL7 Gravity: answers and needs, twice the same' '
	fresh && ch-import fhir --source gravity -k "$data"/sdoh/QuestionnaireResponse-*.json "$data"/sdoh/Patient-*.json "$data"/sdoh/Observation-*.json >log &&
	test_is 27 "$(ch-get answer | wc -l)" && ch-need run >out &&
	test_is "childcare education employment food goods housing safety transport" "$(categories out)" &&
	ch-need run >again && test_is "" "$(cat again)"'
test_expect_success 'a site has a screening of its own: a file more; one with other columns is refused by name' '
	fresh && mkdir -p site/needs && sed -n "/^# screen/p" "$tree/share/needs/prapare.tsv" >site/needs/ours.tsv &&
	printf "ours\tanswer\tintake\t\t3\t\tdog\t\t\tneed\tpet\t\tA pet to be cared for\tours\tdraft\n" >>site/needs/ours.tsv &&
	printf "{\"type\":\"answer\",\"patient\":\"%s\",\"survey\":\"intake-2026\",\"item\":\"q3\",\"text\":\"A dog, at home\",\"at\":\"2026-11-01\"}\n" $a1 | ch-put - >log &&
	CH_SHARE=$PWD/site ch-need run >out && test_is pet "$(categories out)" &&
	printf "# screen\tcode\nx\ty\n" >site/needs/zzz.tsv && test_expect_code 65 env CH_SHARE="$PWD/site" ch-need run 2>err &&
	test_grep "needs/zzz.tsv: its columns" err'
test_expect_success 'the tables are knowledge: listed, checked, approved' '
	ch-knowledge check needs/prapare && ch-knowledge list needs >out && test_grep "\"hunger-vital-sign\"" out &&
	ch-knowledge approve needs/prapare >log && ch-knowledge list needs | jq -r "select(.name == \"prapare\").status" >out && test_no_grep -i draft out'

while IFS='|' read -r words row; do
	test_expect_success "a row of needs: $words" '
		mkdir -p bad/needs && { sed -n "/^# screen/p" "$tree/share/needs/prapare.tsv"; printf "%b\n" "$row"; } >bad/needs/ours.tsv &&
		test_expect_code 65 env CH_SHARE="$PWD/bad" ch-knowledge check needs/ours 2>err && test_grep "ours.tsv:2: $words" err'
done <<'TABLE'
kind is answer or condition|x\todd\t\t93030-5\t\tLA1\t\t\t\tneed\tfood\t\tTitle\tours\tdraft
says is need, none, unknown or score|x\tanswer\t\t93030-5\t\tLA1\t\t\t\tned\tfood\t\tTitle\tours\tdraft
a condition says need|x\tcondition\t\tZ59\t\t\t\t\t\tnone\tfood\t\tTitle\tours\tdraft
a code, or|x\tanswer\t\t\t3\tLA1\t\t\t\tneed\tfood\t\tTitle\tours\tdraft
an answer, or a word|x\tanswer\t\t93030-5\t\t\t\t\t\tneed\tfood\t\tTitle\tours\tdraft
a category and a title|x\tanswer\t\t93030-5\t\tLA1\t\t\t\tneed\t\t\tTitle\tours\tdraft
a score has points|x\tanswer\tahc\t\t7\t\tnever\tone\t11\tscore\tsafety\t1\tTitle\tours\tdraft
a source and a status|x\tanswer\t\t93030-5\t\tLA1\t\t\t\tneed\tfood\t\tTitle\tours
TABLE

test_expect_success 'add: by hand; who has it already keeps it; about a record' '
	fresh && ch-need add --category food --title "Needs a meal a day" $a1 $a2 >out && test_jq ".status, .category, .title" out "identified food Needs a meal a day identified food Needs a meal a day" &&
	ch-need add -c food $a1 >again && test_is "$(head -n1 out | jq -r .id)" "$(jq -r .id again)" && test_is 2 "$(ch-get need | wc -l)" &&
	ch-get need --limit 1 | ch-need add -c housing - >out && test_jq ".about" out "need/$(ch-get need --limit 1 | jq -r .id)" &&
	ch-need add -c safety $a2 >out && test_jq .sensitive out true'
test_expect_success 'add: no category, or one that is no word, is 64; nobody is 66; -n writes nothing' '
	fresh && test_expect_code 64 ch-need add $a1 2>err && test_grep "what is needed" err &&
	test_expect_code 64 ch-need add -c "Has no food" $a1 2>err && test_no_grep "Has no food" err &&
	test_expect_code 66 ch-need add -c food 00000000000000ff && ch-need add -n -c food $a1 >out && test_is "" "$(ch-get need)" &&
	echo "{\"type\":\"patient\",\"id\":\"00000000000000ff\"}" >in && test_expect_code 65 ch-need add -c food - <in &&
	test_expect_code 64 ch-need run odd && test_expect_code 64 ch-need list --status odd'
test_expect_success 'steps: confirmed, addressed, refused with a reason, opened again; twice is once' '
	fresh && ch-need add -c food $a1 >need && ch-need confirm - <need >out && ch-need confirm - <need >again && cmp out again &&
	ch-need address - <need >out && test_jq .status out addressed && test_expect_code 64 ch-need refuse - <need &&
	ch-need refuse --reason not-now - <need >out && test_jq ".status, .reason, .ended" out "refused not-now 2026-11-02T09:00:00-05:00" &&
	test_expect_code 65 ch-need confirm - <need && test_is "" "$(ch-need list)" &&
	ch-need reopen --reason changed-mind - <need >out && test_jq ".status, .ended" out "identified null" &&
	ch-need resolve --reason got-help - <need >out && test_jq .status out resolved'
test_expect_success 'list: by person, category, status; -e when there is none' '
	fresh && ch-need add -c food $a1 $a2 >log && ch-need add -c transport $a1 | ch-need confirm - >log &&
	test_is "food transport" "$(ch-need list -p $a1 | categories)" && test_is "food food" "$(ch-need list -c food | categories)" &&
	test_is transport "$(ch-need list --status confirmed | categories)" && test_expect_code 1 ch-need list -e -c pet &&
	ch-need list -o table >out && test_grep "Aster" out && test_is 0 "$(awk "length > 80" out | wc -l)"'
test_expect_success 'list --unaddressed: what no open referral and no open task is about' '
	fresh && ch-need add -c food $a1 $a2 >log && ch-need add -c transport $a1 >ride && food=$(ch-need list -c food -p $a2 | jq -r .id) &&
	test_is 3 "$(ch-need list --unaddressed | wc -l)" &&
	printf "{\"type\":\"referral\",\"id\":\"00000000000000c1\",\"patient\":\"%s\",\"status\":\"active\",\"stage\":\"sent\",\"category\":\"food\"}\n" $a1 | ch-put - >log &&
	test_is "food transport" "$(ch-need list --unaddressed | categories)" && test_is "" "$(ch-need list --unaddressed -p $a1 -c food)" &&
	ch-task add --title Call - <ride >task && test_is "$food" "$(ch-need list --unaddressed | jq -r .id)" &&
	ch-task claim - <task | ch-task done - >log && test_is "food transport" "$(ch-need list --unaddressed | categories)" &&
	ch-need address $food >log && test_is transport "$(ch-need list --unaddressed | categories)" &&
	printf "{\"type\":\"referral\",\"id\":\"00000000000000c1\",\"stage\":\"closed\",\"status\":\"completed\"}\n" | ch-put - >log &&
	test_is "food transport" "$(ch-need list --unaddressed | categories)"'
test_expect_success 'show: the card, and what happened' '
	ch-need show - -o table <ride >out && test_grep "Need  *transport" out && test_grep "History" out && test_grep "identified" out'
test_expect_success 'the page of a person: needs and referrals, where they stand and since when, and what is booked' '
	fresh && ch-need add -c safety --title "Is hurt" $a1 >log && {
		printf "{\"type\":\"referral\",\"id\":\"00000000000000c1\",\"patient\":\"%s\",\"status\":\"active\",\"stage\":\"sent\",\"sent\":\"2026-10-30T10:00:00-04:00\",\"title\":\"A ride\",\"performer_name\":\"Drivers\"}\n" $a1
		printf "{\"type\":\"referral\",\"id\":\"00000000000000c2\",\"patient\":\"%s\",\"status\":\"active\",\"stage\":\"no-capacity\",\"stage_reason\":\"capacity\",\"title\":\"A bed\"}\n" $a1
		printf "{\"type\":\"appointment\",\"patient\":\"%s\",\"status\":\"pending\",\"kind\":\"Eye visit\",\"at\":\"2026-11-05T10:00:00-05:00\",\"expires\":\"2026-11-03T10:00:00-05:00\"}\n" $a1
	} | ch-put - >log && ch-patient show -o table $a1 >out &&
	test_grep "A ride, Drivers  sent 3 days ago, nobody has answered" out && test_grep "A bed  turned away: no place" out &&
	test_grep "Is hurt  noted today 09:00, not confirmed  NOT for relatives" out && test_grep "Eye visit  pending, until tomorrow 10:00" out'
test_done
