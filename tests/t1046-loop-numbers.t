#!/bin/bash
# t1046-loop-numbers.t - numbers of what was handed on: loops closed, waits,
# missed appointments, times used, the third that is free; and the official
# deck of CMS50.
. "$(dirname "$0")/lib.sh"

test_store --zone UTC
export CH_NOW=2026-11-02T09:00:00Z
hex() { printf '%016x' "$((16#$1))"; }
sent() { # sent ID SENT STAGE [FIELDS]: a referral of patient a1
	printf '{"type":"referral","id":"%s","patient":"%s","status":"active","category":"transport","sent":"%s","stage":"%s"%s}\n' \
		"$(hex "$1")" "$(hex a1)" "$2" "$3" "${4:+,$4}"
}
visit() { # visit ID AT STATUS [FIELDS]
	printf '{"type":"appointment","id":"%s","patient":"%s","at":"%s","status":"%s"%s}\n' "$(hex "$1")" "$(hex a1)" "$2" "$3" "${4:+,$4}"
}
slot() { # slot ID AT STATUS [RESOURCE]
	printf '{"type":"slot","id":"%s","resource":"%s","at":"%s","status":"%s"}\n' "$(hex "$1")" "$(hex "${4-d1}")" "$2" "$3"
}
{ echo '{"type":"patient","id":"00000000000000a1","family":"Aster"}'; } | ch-put -q -
cp hub.db fresh.db
fresh() { rm -f hub.db*; cp fresh.db hub.db; }
told() { # told MEASURE [OPTION...]: the last two digits of what each case is about, its outcome and reason
	ch-report cases "$@" | jq -r '"\(.about[-2:]) \(.outcome) \(.reason)"' | sort | paste -sd',' -
}

test_expect_success 'referral-loop: closed with help, or read; aged; redirected once, at its last target' '
	fresh && {
		sent 01 2026-09-01T10:00:00Z closed "\"closed\":\"2026-09-10T10:00:00Z\",\"outcome\":\"got-help\""
		sent 02 2026-09-02T10:00:00Z closed "\"closed\":\"2026-09-10T10:00:00Z\",\"outcome\":\"no-help\""
		sent 03 2026-09-03T10:00:00Z closed "\"closed\":\"2026-09-20T10:00:00Z\",\"reviewed\":\"2026-09-19T10:00:00Z\""
		sent 04 2026-09-04T10:00:00Z accepted
		sent 05 2026-09-05T10:00:00Z redirected
		sent 06 2026-09-15T10:00:00Z closed "\"replaces\":\"$(hex 05)\",\"closed\":\"2026-09-20T10:00:00Z\",\"outcome\":\"got-help\""
		sent 07 2026-10-20T10:00:00Z closed "\"closed\":\"2026-10-21T10:00:00Z\",\"outcome\":\"got-help\""
		sent 08 2026-09-08T10:00:00Z cancelled
		sent 09 2026-09-09T10:00:00Z rejected "\"stage_reason\":\"duplicate\""
		sent 0a 2026-09-10T10:00:00Z redirected
		echo "{\"type\":\"referral\",\"id\":\"$(hex 0b)\",\"patient\":\"$(hex a1)\",\"status\":\"draft\",\"stage\":\"created\",\"replaces\":\"$(hex 0a)\"}"
		echo "{\"type\":\"referral\",\"id\":\"$(hex 0c)\",\"patient\":\"$(hex a1)\",\"status\":\"draft\",\"stage\":\"created\",\"at\":\"2026-09-01\"}"
	} | ch-put -q - &&
	test_is "01 met got-help,02 missed no-help,03 met reviewed,04 missed accepted,06 met got-help,07 pending window-open,08 excluded cancelled,09 excluded duplicate,0b missed created" \
		"$(told referral-loop --period 2026)" &&
	ch-report run referral-loop --period 2026 >out && test_jq ".numerator, .denominator" out "3 6"'
test_expect_success 'referral-wait and referral-answer: days, who still waits is longer than any' '
	fresh && {
		sent 01 2026-09-01T10:00:00Z served "\"answered\":\"2026-09-02T10:00:00Z\",\"served\":\"2026-09-05T10:00:00Z\""
		sent 02 2026-09-01T10:00:00Z accepted "\"answered\":\"2026-09-04T10:00:00Z\""
		sent 03 2026-09-01T10:00:00Z redirected "\"answered\":\"2026-09-02T10:00:00Z\""
		sent 04 2026-09-06T10:00:00Z served "\"replaces\":\"$(hex 03)\",\"answered\":\"2026-09-07T10:00:00Z\",\"served\":\"2026-09-11T10:00:00Z\""
		sent 05 2026-09-01T10:00:00Z cancelled
		sent 06 2026-09-10T10:00:00Z served "\"served\":\"2026-09-09T10:00:00Z\""
	} | ch-put -q - &&
	ch-report run referral-wait --period 2026 >out && test_jq ".value, .denominator, .excluded" out "10 3 2" &&
	ch-report run referral-answer --period 2026 >out && test_jq ".value, .denominator" out "4.5 4" &&
	test_is "01 met null,02 missed accepted,04 met null,05 excluded cancelled,06 excluded clock-skew" "$(told referral-wait --period 2026)"'
test_expect_success 'no-show: missed of those kept or missed; without an outcome it is unknown, and said so' '
	fresh && {
		visit 01 2026-10-01T10:00:00Z fulfilled; visit 02 2026-10-02T10:00:00Z noshow; visit 03 2026-10-03T10:00:00Z arrived
		visit 04 2026-10-04T10:00:00Z booked; visit 05 2026-10-05T10:00:00Z cancelled "\"cancelled\":\"2026-10-05T08:00:00Z\""
		visit 06 2026-10-06T10:00:00Z cancelled "\"cancelled\":\"2026-10-01T08:00:00Z\""; visit 07 2026-11-12T10:00:00Z booked
		visit 08 2026-10-07T10:00:00Z waitlist; visit 09 2026-10-07T10:00:00Z entered-in-error
	} | ch-put -q - &&
	test_is "01 met null,02 missed no-show,03 met null,04 excluded unknown-outcome,05 excluded cancelled-late,06 excluded cancelled,07 pending to-come,08 excluded not-agreed" \
		"$(told no-show --period 2026)" &&
	ch-report run no-show --period 2026-10 >out && test_jq ".numerator, .denominator" out "1 3" && test_grep "1 unknown outcome" out'
test_expect_success 'capacity-use: of times of nobody; cases have no patient' '
	fresh && {
		echo "{\"type\":\"resource\",\"id\":\"$(hex d1)\",\"name\":\"Room 1\",\"kind\":\"room\",\"status\":\"available\",\"category\":\"cardiology\"}"
		echo "{\"type\":\"resource\",\"id\":\"$(hex d2)\",\"name\":\"Room 2\",\"kind\":\"room\",\"status\":\"out-of-service\"}"
		slot 01 2026-10-01T10:00:00Z busy; slot 02 2026-10-01T11:00:00Z free; slot 03 2026-10-01T12:00:00Z free
		slot 04 2026-10-01T13:00:00Z busy-unavailable; slot 05 2026-11-09T10:00:00Z free; slot 06 2026-10-01T10:00:00Z free d2
		visit 11 2026-10-01T12:00:00Z noshow "\"slot\":\"$(hex 03)\""; visit 12 2026-10-01T11:00:00Z cancelled "\"slot\":\"$(hex 02)\""
	} | ch-put -q - &&
	test_is "01 met booked,02 missed not-used,03 met booked,04 excluded blocked,05 pending to-come,06 excluded out-of-service" "$(told capacity-use --period 2026)" &&
	ch-report run capacity-use --period 2026-10 >out && test_jq ".numerator, .denominator" out "2 3" &&
	ch-report cases capacity-use --period 2026 >out && test_is "" "$(jq -r "select(.patient) | .id" out)" &&
	ch-report cases capacity-use --period 2026 -o table >out && test_is 0 "$(awk "length > 80" out | wc -l)"'
test_expect_success 'time-to-third-next-available: by category, or by resource; two are not enough' '
	fresh && {
		echo "{\"type\":\"resource\",\"id\":\"$(hex d1)\",\"name\":\"Dr. A\",\"kind\":\"practitioner\",\"status\":\"available\",\"category\":\"cardiology\"}"
		echo "{\"type\":\"resource\",\"id\":\"$(hex d2)\",\"name\":\"Dr. B\",\"kind\":\"practitioner\",\"status\":\"available\",\"category\":\"cardiology\"}"
		echo "{\"type\":\"resource\",\"id\":\"$(hex d3)\",\"name\":\"Van\",\"kind\":\"vehicle\",\"status\":\"available\"}"
		slot 01 2026-11-02T08:00:00Z free; slot 02 2026-11-02T15:00:00Z free; slot 03 2026-11-03T10:00:00Z busy; slot 04 2026-11-04T10:00:00Z free d2
		slot 05 2026-11-05T10:00:00Z busy-tentative; slot 06 2026-11-12T10:00:00Z free d2; slot 07 2026-11-13T10:00:00Z free
		slot 08 2026-11-03T10:00:00Z free d3; slot 09 2026-11-04T10:00:00Z free d3
	} | ch-put -q - &&
	test_is "d1 met cardiology,d3 missed no-category" "$(told time-to-third-next-available --period 2026-11)" &&
	ch-report cases time-to-third-next-available --period 2026-11 --outcome met >out && test_jq ".value, .answer" out "10 slot/$(hex 06)" &&
	test_is "" "$(told time-to-third-next-available --period 2026-10)"'
test_expect_success 'a measure of things has no fold, and a person of its own is refused' '
	mkdir -p site/measures && sed "s/measure: capacity-use/measure: x/;s/^-- people: no/-- people: perhaps/" "$tree/share/measures/capacity-use.sql" >site/measures/x.sql &&
	test_expect_code 65 env CH_SHARE="$PWD/site" ch-report run x --period 2026 2>err && test_grep "people" err &&
	sed -i "/^-- people/d" site/measures/x.sql && test_expect_code 65 env CH_SHARE="$PWD/site" ch-report run x --period 2026 2>err && test_grep "no column patient" err'

unset CH_NOW
deck=$data/ecqm
needs_deck() { [ -f "$deck/CRLReceiptofSpecialistReportFHIR.ndjson" ]; }
test_expect_success 'receipt-of-specialist-report: every case of the official deck agrees, by the code tables of the site' '
	if ! needs_deck; then echo "# no $deck"; return 0; fi &&
	name=CRLReceiptofSpecialistReportFHIR && mkdir -p site/codes && awk -F"\t" -v OFS="\t" -v name=$name "
		FILENAME ~ /measures.tsv/ { if (\$1 == name) set[\$3] = \$2 == \"Referral\" ? \"referral\" : \$2 == \"Consultant Report\" ? \"report\" : \"visit\"; next }
		FILENAME ~ /codes.tsv/ { if (\$1 == name) print \$3, \$4, \"x\" >\"site/codes/receipt-visit.tsv\"; next }
		\$2 in set { print \$3, \$4, \"x\" >\"site/codes/receipt-\" set[\$2] \".tsv\" }" "$deck/measures.tsv" "$deck/codes.tsv" "$deck/valuesets.tsv" &&
	ch-store init --practice --zone UTC --store deck.db && export CH_STORE=$PWD/deck.db &&
	ch-import fhir --source deck -k -q "$deck/$name.ndjson" &&
	CH_SHARE=$PWD/site ch-report cases receipt-of-specialist-report --period 2025 >cases &&
	ch-get patient | jq -r "[.id, .origin] | @tsv" | sort >who &&
	jq -r "[.patient, (if .outcome == \"met\" then 1 else 0 end)] | @tsv" cases | sort | join -t "$(printf "\t")" who - |
		awk -F"\t" -v OFS="\t" "{ print \$2, 1, 1, \"\", \"\", \$3 }" >results &&
	awk -F"\t" "FILENAME == \"results\" { n[\$1] = \$2 \" \" \$3 \" \" \$6; next } /^#/ { next }
		{ got = \$1 in n ? n[\$1] : \"0 0 0\"; if (got != \$2 \" \" \$3 \" \" \$6) print \$1, got }" results "$deck/$name.expected.tsv" >odd &&
	test_is "" "$(cat odd)" && test_is 8 "$(wc -l <results)" && test_is 1 "$(jq -r "select(.outcome == \"met\").answer" cases | grep -c task/)"'
test_expect_success 'receipt-of-specialist-report: of several referrals the first counts; a report must carry it out, and come later' '
	export CH_STORE=$PWD/hub.db && fresh && {
		printf "{\"type\":\"encounter\",\"patient\":\"%s\",\"status\":\"finished\",\"code\":\"office-visit\",\"system\":\"urn:care-hub:demo\",\"at\":\"2025-03-01T10:00:00Z\",\"until\":\"2025-03-01T11:00:00Z\"}\n" $(hex a1)
		for r in 01:2025-03-01T10:00:00Z 02:2025-03-02T10:00:00Z; do
			printf "{\"type\":\"referral\",\"id\":\"%s\",\"patient\":\"%s\",\"status\":\"active\",\"intent\":\"order\",\"code\":\"103696004\",\"system\":\"http://snomed.info/sct\",\"at\":\"%s\"}\n" $(hex ${r%%:*}) $(hex a1) ${r#*:}
		done
		printf "{\"type\":\"task\",\"id\":\"%s\",\"patient\":\"%s\",\"status\":\"completed\",\"kind\":\"11488-4\",\"done\":\"2025-04-01T10:00:00Z\",\"requests\":[\"referral/%s\"]}\n" $(hex e1) $(hex a1) $(hex 02)
	} | ch-put -q - && test_is "01 missed no-report" "$(told receipt-of-specialist-report --period 2025)" &&
	printf "{\"type\":\"task\",\"id\":\"%s\",\"requests\":[\"referral/%s\",\"referral/%s\"]}\n" $(hex e1) $(hex 02) $(hex 01) | ch-put -q - &&
	test_is "01 met null" "$(told receipt-of-specialist-report --period 2025)"'
test_done
