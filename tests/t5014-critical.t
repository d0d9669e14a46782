#!/bin/bash
# t5014-critical.t - the story of a critical result: raised, told, climbed, read
# back, measured; corrected, withdrawn, and both are told. Twice is the same.
. "$(dirname "$0")/lib.sh"

me=$(id -un)
obs() { # obs VALUE STATUS ISSUED [FLAG]
	printf '{"resourceType":"Observation","id":"k1","meta":{"lastUpdated":"%s"},"status":"%s","code":{"coding":[{"system":"http://loinc.org","code":"2823-3","display":"Potassium"}]},"subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-01T07:30:00Z","issued":"%s","valueQuantity":{"value":%s,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}%s}\n' \
		"$3" "$2" "$3" "$1" "${4-}"
}
high=',"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"HH"}]}]'
{ echo '{"resourceType":"Patient","id":"p1","name":[{"family":"Aster","given":["Ana"]}],"birthDate":"1960-02-03"}'
obs 6.8 final 2026-11-01T08:00:00Z "$high"; } >first
obs 4.8 corrected 2026-11-01T09:30:00Z >second
test_store
ch-staff add 'Kim Reyes' --login kim --role nurse >log
ch-staff add 'Lee Park' --login "$me" --role physician >log
at() { export CH_NOW=2026-11-01T$1Z; }
minute() { at "$1" && ch-rule run >rules && ch-alert escalate >climbed; }
alert() { ch-get alert --where rule=critical-lab; }
told() { ch-get notice --where about_type=alert --where kind="$1" | jq -r .recipient | sort -u | wc -l; }

test_expect_success 'a potassium of 6.8 arrives: one alert, and the nurse is told' '
	at 08:00:30 && ch-import fhir -q --source mercy first 2>log && minute 08:01:00 &&
	test_is "new critical read-back" "$(jq -r "select(.rule == \"critical-lab\") | [.status, .level, .needs] | join(\" \")" rules)" &&
	test_is "notified 1" "$(alert | jq -r "[.status, .step] | join(\" \")")" && test_is 1 "$(told alert)"'
test_expect_success 'she does not answer: told again, then the physician is; a minute more changes nothing' '
	minute 08:02:00 && test_cmp empty climbed && minute 08:17:00 && test_is 2 "$(alert | jq .step)" && test_is 1 "$(told alert)" &&
	minute 08:32:00 && test_is 3 "$(alert | jq .step)" && test_is 2 "$(told alert)" && now=$(everything) && minute 08:33:00 && test_is "$now" "$(everything)"'
test_expect_success 'read back wrong it is refused, naming neither value; right, it is acknowledged' '
	at 08:40:00 && { echo 6.1 | test_expect_code 65 ch-alert ack --read-back - "$(alert | jq -r .id)" 2>err; } && ! grep -E "6[.]1|6[.]8|Aster" err &&
	test_expect_code 65 ch-alert ack "$(alert | jq -r .id)" 2>err &&
	at 08:41:00 && { echo 6.80 | ch-alert ack --read-back - "$(alert | jq -r .id)" >answer; } &&
	test_is "acknowledged 2026-11-01T03:41:00-05:00" "$(alert | jq -r "[.status, .read_back] | join(\" \")")" && minute 08:55:00 && test_cmp empty climbed'
test_expect_success 'the measure says 41 minutes, and who that was' '
	CH_NOW=2026-11-02T00:00:00Z ch-report run critical-result-minutes --from 2026-11-01 --to 2026-11-02 >out && test_is 41 "$(jq "(.value * 10 | round) / 10" out)" &&
	CH_NOW=2026-11-02T00:00:00Z ch-report cases critical-result-response --from 2026-11-01 --to 2026-11-02 >out && test_is met "$(jq -r .outcome out)"'
test_expect_success 'an hour later it is corrected: withdrawn, with that reason, and both are told, once' '
	at 09:31:00 && ch-import fhir -q --source mercy second 2>log && minute 09:32:00 &&
	test_is "resolved corrected" "$(alert | jq -r "[.status, .reason] | join(\" \")")" && test_is 2 "$(told alert-settled)" &&
	test_is "" "$(ch-alert list --rule critical-lab)" && now=$(everything) && minute 09:33:00 && test_is "$now" "$(everything)"'
test_expect_success 'what anybody was told before is not waiting to go out any more' '
	test_is "" "$(ch-get notice --where kind=alert --where status=scheduled)"'
test_expect_success 'the same story a second time changes nothing' '
	now=$(everything) && at 09:40:00 && ch-import fhir -q --again --source mercy first second 2>log && minute 09:41:00 && test_is "$now" "$(everything)" &&
	ch-alert show "$(alert | jq -r .id)" -o table >out && test_grep "corrected" out && ch-store check >log && ch-audit verify >log'
test_expect_success 'why: part by part, with the result, and what came of it' '
	ch-rule explain critical-lab "$(ch-get patient | jq -r .id)" >out && test_grep "and is settled: corrected" out'
test_done
