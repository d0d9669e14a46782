#!/bin/bash
# demo.sh - a made-up hospital of 500 people in a practice store: each command
# is printed before it is run, and anyone may type the same.
set -euo pipefail
bin=$(cd "$(dirname "$0")/../build/bin" && pwd)
export PATH=$bin:$PATH
export CH_STORE CH_NOW=2026-06-30T18:00:00-04:00

dir=$(mktemp -d "${TMPDIR:-/tmp}/care-hub-demo.XXXXXX")
cd "$dir"
CH_STORE=$dir/hub.db

say() { # say WORDS
	printf '\n# %s\n' "$*"
}
run() { # run COMMAND-LINE
	printf '$ %s\n' "$1"
	bash -o pipefail -c "$1"
}

say "A store for practice, whose clock stands where CH_NOW puts it:
# $CH_NOW."
run 'ch-store init --practice --zone America/New_York'

say 'A hospital of 500 people, made up, as its FHIR bulk export of tonight; and
# what has changed by tomorrow night. With --odd, odd things happen in it.'
run 'ch-simulate --patients 500 --seed 1 --odd --to export -o table'

say 'It comes in, all of it or nothing.'
run "ch-import fhir --source demo export/night-1 |
	jq -c '{read, created, updated, refused}'"

say 'How is the hub?'
run 'ch-status -o table'

say 'The first of the people with high blood pressure.'
run 'ch-patient list --cohort hypertension -o table | sed -n 1,8p'
run 'ch-patient list --cohort hypertension | wc -l'

say 'One of them, on a page.'
run 'ch-patient list --cohort hypertension | sed -n 1p |
	ch-patient show - -o table'

say 'A plan for each of them, from a template; doing it again finds the same.'
run 'ch-patient list --cohort hypertension | ch-plan apply -q hypertension -'
run 'ch-patient list --cohort hypertension | ch-plan apply -q hypertension -'

say 'Where one of them stands.'
run 'ch-get plan --where template=hypertension --limit 1 |
	ch-plan show - -o table'

say 'What the plans ask of the staff within 30 days, and who has how much.'
run 'ch-plan run --until +30d | jq -r .title | sort | uniq -c'
run 'ch-task list -o table | sed -n 1,8p'
run 'ch-task workload -o table'

say 'What patients are to be reminded of within 2 days. (Nobody is sent
# anything: these are records.)'
run 'ch-remind run --within 2d | jq -r "[.kind, .channel, .status] | @tsv" |
	sort | uniq -c'

say 'The numbers of the last 12 months, and the people behind one of them:
# whoever was not seen within a week gets a call, and never two.'
run 'ch-report run all | jq -r "\"\(.title): \(.sentence)\""'
run "ch-report cases followup-7d --outcome missed |
	ch-task add -q --title 'Call: no visit within 7 days' --to role:nurse -"
run "ch-report cases followup-7d --outcome missed |
	ch-task add -q --title 'Call: no visit within 7 days' --to role:nurse -"

say 'Somebody missed a visit: there was no ride. The rules make that a need, and a
# referral for a ride that waits for somebody to send it.'
run "ch-patient list --cohort hypertension | sed -n 2p >her"
run "jq -c '{type: \"appointment\", patient: .id, status: \"noshow\", at: \"2026-06-29T10:00:00-04:00\",
	kind: \"Check-up\", reason: \"no ride\"}' her | ch-put -q -"
run 'ch-rule run transport-need-suspected missed-visit-transport |
	jq -r "\"\(.type): \(.title)\""'

say 'Who could drive her? A directory as 211 lines give it (HSDS), ranked for her.'
run 'mkdir directory && printf "id,name\n1,Volunteer Drivers\n2,Food Shelf\n" \
	>directory/organizations.csv
printf "id,organization_id,name,status,taxonomy_ids\n1,1,Rides to the doctor,active,t1\n2,2,Food boxes,active,t2\n" \
	>directory/services.csv
printf "taxonomy_id,name\nt1,Transportation\nt2,Food Pantry\n" >directory/taxonomy.csv'
run 'ch-import hsds --source 211 directory | jq -c "{read, created, refused}"'
run 'ch-refer services --need transport --near "$(jq -r .id her)" -o table'

say 'Nothing is sent without her consent: a social service is none of her care.'
run 'ch-refer list --category transport >ride; ch-refer send - <ride || echo "exit $?"'
run "jq -c '{type: \"consent\", patient: .id, status: \"active\", decision: \"permit\"}' her | ch-put -q -"
run 'ch-refer send - <ride | jq -r .type'

say 'They accept, they give a time, they drive, they report; closed on got help.'
run 'for step in accept schedule serve report; do ch-refer $step -q - <ride; done'
run 'ch-refer close --outcome got-help - <ride | jq -r "[.type, .status] | @tsv"'
run 'ch-refer show - -o table <ride'

say 'Any question, in SQL.'
run "ch-sql -o table 'SELECT class, count(*) AS visits FROM encounter_once
	GROUP BY class ORDER BY visits DESC'"

say 'Nobody has edited the past.'
run 'ch-audit verify -o table'

say 'The same export again: read to the last byte, it changes nothing.'
run "ch-import fhir --source demo --again export/night-1 |
	jq -c '{read, created, updated, unchanged, refused}'"

say 'The next morning. What changed comes in: parts that are gone are retired, an
# identifier that two patients have names neither.'
CH_NOW=2026-07-01T09:00:00-04:00
run "ch-import fhir --source demo export/night-2 |
	jq -c '{read, created, updated, retired, refused, unknown}'"

say 'Nobody is reminded of what is cancelled, or hears it where they are no more.'
run 'ch-remind run --within 2d | jq -r "[.kind, .channel, .status] | @tsv" |
	sort | uniq -c'
run 'ch-remind list --all --status cleared | jq -r .reason | sort | uniq -c'

say 'One of whom the hub is told that another record replaces this one.'
run 'ch-get identifier --where value=replaced-p-1 | jq -r .patient |
	ch-patient show - -o table | sed -n 1,2p'

say 'A potassium of 6.8 arrives in the morning: a rule raises it, and the nurse
# is told.'
run "ch-staff add 'Kim Reyes' --login kim --role nurse -q"
run "ch-staff add 'Lee Park' --login $(id -un) --role physician -q"
cat >potassium.ndjson <<'J'
{"resourceType":"Observation","id":"k1","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2823-3","display":"Potassium"}]},"subject":{"reference":"Patient/d5c7bea3-2c06-493f-93d0-800a73c8f675"},"effectiveDateTime":"2026-07-01T07:30:00-04:00","issued":"2026-07-01T09:00:00-04:00","valueQuantity":{"value":6.8,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"},"interpretation":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation","code":"HH"}]}]}
J
CH_NOW=2026-07-01T09:01:00-04:00
run 'ch-import fhir -q --source demo potassium.ndjson && ch-rule run critical-lab |
	grep Potassium | ch-alert show - -o table | sed -n 1,12p'
run 'ch-alert escalate -o table'
say 'She does not answer. A quarter of an hour later she is told again; after
# another the physician is, who reads the value back.'
for CH_NOW in 2026-07-01T09:16:00-04:00 2026-07-01T09:31:00-04:00; do
	run 'ch-alert escalate | jq -r "[.type, .status, .step] | @tsv"'
done
CH_NOW=2026-07-01T09:41:00-04:00
run 'ch-alert list --rule critical-lab | grep Potassium >alert
	echo 6.8 | ch-alert ack --read-back - $(jq -r .id alert) |
	jq -r "[.status, .acknowledged] | @tsv"'
say 'How long that took: 41 minutes. Why it was raised, part by part.'
CH_NOW=2026-07-02T09:00:00-04:00
run "ch-report run critical-result-minutes --from 2026-07-01 --to 2026-07-02 |
	jq -r .sentence"
run 'ch-rule explain critical-lab - -o table <alert'
say 'All that the rules notice in this hospital, and what two weeks would have
# brought.'
run 'ch-rule run 2>/dev/null | jq -r "[.type, .title // .kind] | @tsv" | sort |
	uniq -c | sort -rn | sed -n 1,12p'
run 'ch-rule simulate missed-visit discharge-followup --days 14 -o table'

say 'All is as it was written.'
run 'ch-store check'

run 'rm -r export'

cat <<END

The store is still there to play with. Type

  export PATH=$bin:\$PATH
  export CH_STORE=$CH_STORE CH_NOW=$CH_NOW
  ch help

and, when you have seen enough: rm -r $dir
END
