#!/bin/bash
# t1018-fhir-r4.t - what FHIR R4 says is kept as it is meant: orders not to do
# something, several steps, several patients, links, whose work it is.
. "$(dirname "$0")/lib.sh"

import() { ch-import fhir --source s "$@" >batch 2>err; }
P='"subject":{"reference":"Patient/p"}'
# get TYPE FILTER: what the store has of it, a line each, in order
get() { ch-get "$1" | jq -r "$2" | sort | paste -sd';'; }
id() { ch-get "$1" --where origin="$2" | jq -r .id; }
resource() { printf '{"resourceType":"%s","id":"%s",%s}\n' "$@"; }

# ---- not to be done ----

test_expect_success 'an order not to do something says so, wherever it stands' '
	test_store && {
		resource ServiceRequest y "\"status\":\"active\",\"intent\":\"order\",\"doNotPerform\":true,\"code\":{\"text\":\"Turn\"},$P"
		resource CarePlan w "\"status\":\"active\",\"intent\":\"plan\",$P,\"activity\":[{\"detail\":{\"status\":\"not-started\",\"doNotPerform\":true,\"code\":{\"text\":\"Run\"}}},{\"detail\":{\"status\":\"not-started\",\"doNotPerform\":false,\"code\":{\"text\":\"Walk\"}}}]"
		resource MedicationRequest m "\"status\":\"active\",\"intent\":\"order\",\"doNotPerform\":true,\"authoredOn\":\"2026-01-01\",\"medicationCodeableConcept\":{\"text\":\"x\"},$P"
		resource Encounter e "\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},\"period\":{\"start\":\"2026-01-01\"},$P"
		resource Task t "\"status\":\"requested\",\"intent\":\"order\",\"doNotPerform\":true,\"description\":\"Call\",\"for\":{\"reference\":\"Patient/p\"}"
		resource DeviceRequest d "\"status\":\"active\",\"intent\":\"order\",\"modifierExtension\":[{\"url\":\"x\"}],$P"
	} >in && import in && test_is "true true true" "$(get referral .prohibited) $(get medication .prohibited) $(get task .prohibited)" &&
	test_is "Run true;Walk false" "$(get activity "\"\(.title) \(.prohibited)\"")" && test_jq ".skipped.DeviceRequest" batch 1'
test_expect_success 'the page and the timeline say so, too; what is only proposed is not on it' '
	resource ServiceRequest z "\"status\":\"active\",\"intent\":\"proposal\",\"code\":{\"text\":\"Perhaps\"},\"authoredOn\":\"2026-01-01\",$P" >in && import in &&
	p=$(ch-get referral | head -n 1 | jq -r .patient) && ch-patient show "$p" -o table >page &&
	test_grep "DO NOT: Turn" page && test_grep "DO NOT: Call" page && test_grep "DO NOT GIVE: x" page && ! grep Perhaps page &&
	ch-patient timeline "$p" -o table >line && test_grep "x .*not to be done" line && test_grep encounter line &&
	ch-plan show "$(id plan w)" -o table >page && test_grep "DO NOT: Run" page && ! grep "DO NOT: Walk" page'

test_expect_success 'what may turn the meaning round and is not known is counted by name, at the whole and at a part' '
	test_store && { resource CarePlan w "\"status\":\"active\",\"intent\":\"plan\",\"implicitRules\":\"http://x\",$P,\"activity\":[{\"modifierExtension\":[{\"url\":\"x\",\"valueBoolean\":true}],\"detail\":{\"status\":\"not-started\",\"code\":{\"text\":\"a\"}}}]"
		resource Observation o "\"status\":\"final\",\"code\":{\"text\":\"a\"},\"modifierExtension\":[{\"url\":\"x\"}],$P"; } >in && import in &&
	test_is "implicitRules modifierExtension modifierExtension" "$(jq -r ".unknown | keys[] | split(\" \")[1]" batch | sort | paste -sd" ")" && import --again in &&
	test_is 3 "$(jq ".unknown | length" batch)"'

# ---- medicines ----

dosage() { resource MedicationRequest "$1" "\"status\":\"active\",\"intent\":\"order\",\"medicationCodeableConcept\":{\"text\":\"x\"},$P,\"dosageInstruction\":[$2]"; }
test_expect_success 'two steps are never mixed: each is a record, the directions have all' '
	test_store && dosage m "{\"sequence\":2,\"text\":\"1 tablet at night\"},{\"sequence\":1,\"doseAndRate\":[{\"doseQuantity\":{\"value\":40,\"unit\":\"mg\"}}],\"timing\":{\"repeat\":{\"frequency\":1,\"period\":1,\"periodUnit\":\"d\"}}}" >in && import in &&
	test_is "null 40 mg once a day; 1 tablet at night" "$(get medication "\"\(.dose) \(.sig)\"")" &&
	test_is "1 40 mg 1;2 null null null" "$(get dosage "\"\(.step) \(.dose) \(.dose_unit) \(.frequency)\"")"'
test_expect_success 'one step is said of the whole, and the steps of before are over' '
	dosage m "{\"doseAndRate\":[{\"doseRange\":{\"low\":{\"value\":1,\"unit\":\"puff\"},\"high\":{\"value\":2,\"unit\":\"puff\"}}}],\"timing\":{\"repeat\":{\"frequency\":2,\"period\":1,\"periodUnit\":\"d\",\"when\":[\"MORN\",\"EVE\"]}},\"asNeededCodeableConcept\":{\"text\":\"wheeze\"}}" >in && import in &&
	test_is "1 2 puff 2 1 d MORN,EVE true|1 to 2 puffs twice a day in the morning and in the evening as needed for wheeze" \
		"$(get medication "\"\(.dose) \(.dose_high) \(.dose_unit) \(.frequency) \(.period) \(.period_unit) \(.timing) \(.as_needed)|\(.sig)\"")" &&
	test_is "false;false" "$(get dosage ".until == null")"'
while read -r value unit days; do
	test_expect_success "a supply of $value $unit" '
		test_store && resource MedicationRequest m "\"status\":\"active\",\"intent\":\"order\",$P,\"dispenseRequest\":{\"expectedSupplyDuration\":{\"value\":$value,\"unit\":\"$unit\"}}" >in &&
		import in && test_is "$days" "$(get medication .days)" && test_is "$([ "$days" = null ] && echo 1 || echo 0)" "$(jq ".unknown | length" batch)"'
done <<'T'
6.5 days 6.5
30 d 30
2 wk 14
1 mo 30
12 h 0.5
3 moons null
T
test_expect_success 'a medicine described elsewhere is a record, and the order names it' '
	test_store && { resource MedicationRequest m "\"status\":\"active\",\"intent\":\"order\",$P,\"medicationReference\":{\"reference\":\"Medication/a\"}"
		resource Medication a "\"code\":{\"text\":\"Amlodipine\"},\"status\":\"inactive\",\"batch\":{\"lotNumber\":\"L\"}"; } >in && import in &&
	test_is "$(id medicine a)" "$(get medication .medicine)" && test_is "Amlodipine inactive L" "$(get medicine "\"\(.name) \(.status) \(.lot)\"")"'

# ---- visits ----

appointment() { # appointment ID PATIENT:ANSWER...
	local id=$1 all='{"actor":{"reference":"Practitioner/d"},"status":"accepted"}'
	shift
	for p; do all+=",{\"actor\":{\"reference\":\"Patient/${p%:*}\"},\"status\":\"${p#*:}\"}"; done
	resource Appointment "$id" "\"identifier\":[{\"system\":\"x\",\"value\":\"$id\"}],\"status\":\"booked\",\"start\":\"2027-01-01T09:00:00Z\",\"participant\":[$all]"
}
test_expect_success 'a visit of several is one for each, with the answer of each; a lone one goes by its own id' '
	test_store && { appointment g a:accepted b:declined; appointment one c:needs-action; } >in && import in && import --again in && test_jq ".created, .updated" batch "0 0" &&
	test_is "g|Patient/a accepted true;g|Patient/b declined true;one needs-action false" "$(get appointment "\"\(.origin) \(.answer) \(.shared != null)\"")" &&
	test_is "one" "$(ch-get alias | jq -r .name | cut -d"|" -f2)"'
test_expect_success 'who comes no more is out of it; who is alone then goes by the visit`s own id' '
	appointment g a:accepted >in && import in &&
	test_is "g booked;g|Patient/a entered-in-error;g|Patient/b entered-in-error;one booked" "$(get appointment "\"\(.origin) \(.status)\"")"'
test_expect_success 'the patient of a Bundle`s urn is a patient all the same' '
	test_store && printf "%s\n" "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"urn:uuid:p\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}},{\"fullUrl\":\"urn:uuid:q\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"q\"}},{\"resource\":{\"resourceType\":\"Appointment\",\"id\":\"b\",\"status\":\"booked\",\"participant\":[{\"actor\":{\"reference\":\"urn:uuid:p\"},\"status\":\"tentative\"},{\"actor\":{\"reference\":\"urn:uuid:q\"},\"status\":\"accepted\"}]}},{\"resource\":{\"resourceType\":\"Task\",\"id\":\"t\",\"status\":\"requested\",\"owner\":{\"reference\":\"urn:uuid:p\"},\"for\":{\"reference\":\"urn:uuid:p\"}}}]}" >in && import in &&
	test_is "b|Patient/p tentative;b|Patient/q accepted" "$(get appointment "\"\(.origin) \(.answer)\"")" && test_is patient "$(get task .role)"'
test_expect_success 'a stay: why, in what part, to where, by whom' '
	test_store && resource Encounter e "\"status\":\"finished\",\"class\":{\"code\":\"IMP\"},$P,\"reasonReference\":[{\"reference\":\"Condition/c\"}],\"diagnosis\":[{\"condition\":{\"reference\":\"Condition/c\"},\"use\":{\"coding\":[{\"code\":\"AD\"}]},\"rank\":1},{\"condition\":{\"reference\":\"Condition/c\"},\"use\":{\"coding\":[{\"code\":\"DD\"}]}}],\"hospitalization\":{\"destination\":{\"reference\":\"Organization/s\",\"display\":\"Oak\"},\"reAdmission\":{\"text\":\"yes\"},\"dischargeDisposition\":{\"text\":\"with aide\"}},\"location\":[{\"location\":{\"display\":\"ED\"},\"status\":\"completed\"},{\"location\":{\"display\":\"Ward 3\"},\"status\":\"active\"}]" >in && import in &&
	test_is "Oak yes with aide Ward 3 organization condition" "$(get encounter "\"\(.destination_name) \(.readmission) \(.disposition_name) \(.location_name) \(.destination | split(\"/\")[0]) \(.reasons[0] | split(\"/\")[0])\"")" &&
	test_is "AD 1 active;DD null active" "$(get diagnosis "\"\(.use) \(.rank) \(.status)\"")" &&
	resource Encounter e "\"status\":\"finished\",\"class\":{\"code\":\"IMP\"},$P,\"diagnosis\":[{\"condition\":{\"reference\":\"Condition/c\"},\"use\":{\"coding\":[{\"code\":\"DD\"}]}}]" >in && import in &&
	test_is "AD entered-in-error;DD active" "$(get diagnosis "\"\(.use) \(.status)\"")"'

# ---- results ----

observation() { resource Observation "$1" "\"status\":\"final\",\"code\":{\"text\":\"x\"},$P,$2"; }
test_expect_success 'both ends of a range are of one range; others are said in words' '
	test_store && { observation a "\"valueQuantity\":{\"value\":5},\"referenceRange\":[{\"type\":{\"coding\":[{\"code\":\"treatment\"}]},\"low\":{\"value\":2},\"high\":{\"value\":3}},{\"type\":{\"coding\":[{\"code\":\"normal\"}]},\"high\":{\"value\":10}}]"
		observation b "\"valueQuantity\":{\"value\":5},\"referenceRange\":[{\"age\":{\"high\":{\"value\":2,\"unit\":\"a\"}},\"low\":{\"value\":1}},{\"low\":{\"value\":4},\"high\":{\"value\":6}}]"
		observation c "\"valueQuantity\":{\"value\":5},\"referenceRange\":[{\"appliesTo\":[{\"text\":\"women\"}],\"low\":{\"value\":1}}]"; } >in && import in &&
	test_is "a null 10 treatment: 2 to 3;b 4 6 age up to 2 years: from 1;c null null women: from 1" "$(get observation "\"\(.origin) \(.low) \(.high) \(.range)\"")"'
test_expect_success 'the zero line of a curve is no value' '
	test_store && observation a "\"valueSampledData\":{\"origin\":{\"value\":2048,\"code\":\"mV\"},\"period\":10,\"dimensions\":1,\"data\":\"1 2\"}" >in && import in &&
	test_is "null null waveform" "$(get observation "\"\(.value) \(.unit) \(.text)\"")"'
test_expect_success 'reports name their results and where they are kept, results what they are made of' '
	test_store && { observation a "\"valueQuantity\":{\"value\":5}" && observation b "\"hasMember\":[{\"reference\":\"Observation/a\"}],\"derivedFrom\":[{\"reference\":\"Observation/a\"}],\"method\":{\"text\":\"m\"},\"bodySite\":{\"text\":\"arm\"},\"performer\":[{\"reference\":\"Organization/o\"}]" &&
		resource DiagnosticReport r "\"status\":\"final\",\"code\":{\"text\":\"x\"},$P,\"result\":[{\"reference\":\"Observation/a\"},{\"reference\":\"Observation/b\"}],\"presentedForm\":[{\"contentType\":\"text/plain\",\"url\":\"Binary/1\"},{\"url\":\"Binary/2\"}]"; } >in && import in &&
	a=observation/$(id observation a) b=observation/$(id observation b) && test_is "$a,$b Binary/1 Binary/1,Binary/2" "$(get report "\"\(.results | join(\",\")) \(.url) \(.forms | join(\",\"))\"")" &&
	test_is "$a $a m arm organization" "$(get observation "select(.members) | \"\(.members[0]) \(.derived[0]) \(.method) \(.site) \(.performer | split(\"/\")[0])\"")"'

# ---- whose work it is ----

while read -r type role team performer; do
	test_expect_success "a task of a $type" '
		test_store && resource Task t "\"status\":\"requested\",\"intent\":\"order\",\"for\":{\"reference\":\"Patient/p\"},\"owner\":{\"reference\":\"http://h/fhir/$type/x\",\"display\":\"D\"},\"requester\":{\"reference\":\"Organization/o\"}" >in && import in &&
		test_is "$role $team $performer organization" "$(get task "\"\(.role) \(.team) \(.performer // .owner | split(\"/\") | if .[1] then .[0] else \"staff\" end) \(.asked_by | split(\"/\")[0])\"")"'
done <<'T'
Practitioner null null staff
PractitionerRole null null staff
Patient patient null patient
RelatedPerson proxy null related
Organization null D organization
CareTeam null D team
HealthcareService null D service
T
test_expect_success 'a plan`s links, and an activity`s when, by whom and why' '
	test_store && { resource CarePlan w "\"status\":\"active\",\"intent\":\"plan\",$P,\"addresses\":[{\"reference\":\"Condition/c\"}],\"goal\":[{\"reference\":\"Goal/g\"}],\"careTeam\":[{\"reference\":\"CareTeam/k\"}],\"activity\":[{\"detail\":{\"status\":\"not-started\",\"code\":{\"text\":\"a\"},\"scheduledString\":\"now and then\",\"performer\":[{\"reference\":\"RelatedPerson/r\",\"display\":\"Son\"}],\"reasonReference\":[{\"reference\":\"Condition/c\"}]}},{\"detail\":{\"status\":\"not-started\",\"code\":{\"text\":\"b\"},\"scheduledTiming\":{\"repeat\":{\"frequency\":1,\"period\":2,\"periodUnit\":\"wk\"}}}}]" &&
		resource Goal g "\"lifecycleStatus\":\"active\",\"description\":{\"text\":\"walk\"},$P,\"addresses\":[{\"reference\":\"Condition/c\"}]" &&
		resource CareTeam k "$P,\"participant\":[{\"member\":{\"reference\":\"Practitioner/d\"}}]"; } >in && import in &&
	test_is "condition goal/$(id goal g) true" "$(get plan "\"\(.conditions[0] | split(\"/\")[0]) \(.goals[0]) \(.teams[0] == \"team/$(get team .careteam)\")\"")" &&
	test_is "a now and then Son related condition;b every 2 weeks" "$(get activity "[.title, .schedule, .performer_name, (.performer // empty | split(\"/\")[0]), (.reasons[0]? // empty | split(\"/\")[0])] | map(values) | join(\" \")")"'
test_expect_success 'a team by member and role, however the reference is spelled; who left is out' '
	member() { echo "{\"member\":{\"reference\":\"$1\"},\"role\":[{\"text\":\"$2\"}]}"; } &&
	test_store && resource CareTeam k "\"status\":\"active\",$P,\"participant\":[$(member Practitioner/d Nurse),$(member http://h/fhir/Practitioner/d Driver),$(member Practitioner/e Nurse)]" >in && import in &&
	test_is "3" "$(count team)" &&
	resource CareTeam k "\"status\":\"active\",$P,\"participant\":[$(member http://h/x/Practitioner/d/_history/3 Nurse),$(member Practitioner/d Driver)]" >in && import in &&
	test_is "active Driver true;active Nurse true;inactive Nurse false" "$(get team "\"\(.status) \(.role) \(.until == null)\"")"'

# ---- people ----

test_expect_success 'next of kin, and a record that its source no longer uses' '
	test_store && resource Patient p "\"active\":false,\"link\":[{\"other\":{\"reference\":\"Patient/q\"},\"type\":\"replaced-by\"}],\"generalPractitioner\":[{\"reference\":\"Organization/o\"}],\"contact\":[{\"relationship\":[{\"text\":\"son\"}],\"name\":{\"family\":\"Kin\"},\"telecom\":[{\"system\":\"phone\",\"value\":\"1\",\"use\":\"old\"},{\"system\":\"phone\",\"value\":\"2\"}],\"period\":{\"start\":\"2020\"}},{\"organization\":{\"display\":\"Ward\"}}]" >in && import in &&
	test_is "false true true" "$(get patient "select(.origin == \"p\") | \"\(.active) \(.replaced != null) \(.practice != null)\"")" &&
	test_is "Kin son 2 2020 null;null null null null Ward" "$(get related "\"\(.family) \(.relation) \(.phone) \(.at) \(.organization_name)\"")" &&
	ch-patient show "$(id patient p)" -o table >page && test_grep INACTIVE page && test_grep REPLACED page && test_grep "Kin .*son  2" page &&
	resource Patient p "\"contact\":[{\"name\":{\"family\":\"Kin\"}}]" >in && import in && test_is "Kin true;null false" "$(get related "\"\(.family) \(.active)\"")"'
test_expect_success 'why it was not done, and when it was written down' '
	test_store && { resource Procedure x "\"status\":\"not-done\",\"statusReason\":{\"text\":\"frail\"},\"code\":{\"text\":\"y\"},$P,\"reasonReference\":[{\"reference\":\"Condition/c\"}]" &&
		resource Condition c "\"code\":{\"text\":\"z\"},$P,\"onsetDateTime\":\"2019\",\"recordedDate\":\"2020-01-02\",\"stage\":[{\"summary\":{\"text\":\"II\"}}],\"bodySite\":[{\"text\":\"arm\"},{\"coding\":[{\"display\":\"leg\"}]}]" &&
		resource Immunization i "\"status\":\"completed\",\"isSubpotent\":true,\"vaccineCode\":{\"text\":\"v\"},\"patient\":{\"reference\":\"Patient/p\"},\"occurrenceString\":\"as a child\""; } >in && import in &&
	test_is "frail condition/$(id condition c)" "$(get procedure "\"\(.stop_reason) \(.reasons[0])\"")" &&
	test_is "2019 2020-01-02 II arm, leg" "$(get condition "\"\(.at) \(.noted) \(.stage) \(.site)\"")" &&
	test_is "true as a child" "$(get immunization "\"\(.subpotent) \(.occurred)\"")"'
test_expect_success 'a consent`s exceptions are consents that say so' '
	test_store && resource Consent f "\"status\":\"active\",\"patient\":{\"reference\":\"Patient/p\"},\"provision\":{\"type\":\"permit\",\"provision\":[{\"type\":\"deny\",\"actor\":[{\"reference\":{\"reference\":\"Organization/o\"}}]}]}" >in && import in &&
	test_is "deny $(id consent f);permit null" "$(get consent "\"\(.decision) \(.part_of)\"")"'
test_expect_success 'a plan of coverage: kind, group, whose contract' '
	test_store && resource Coverage k "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p\"},\"type\":{\"coding\":[{\"system\":\"x\",\"code\":\"59\"}]},\"class\":[{\"type\":{\"coding\":[{\"code\":\"plan\"}]},\"value\":\"P1\"},{\"type\":{\"coding\":[{\"code\":\"group\"}]},\"value\":\"G1\",\"name\":\"Steel\"}],\"subscriber\":{\"reference\":\"RelatedPerson/r\"},\"relationship\":{\"coding\":[{\"code\":\"child\"}]}" >in && import in &&
	test_is "59 59 P1 G1 Steel related child" "$(get coverage "\"\(.kind) \(.code) \(.plan_code) \(.group_code) \(.group_name) \(.subscriber | split(\"/\")[0]) \(.relationship)\"")"'

# ---- gone ----

test_expect_success 'what is deleted is gone, of every type that has a map' '
	for m in "$tree"/share/maps/fhir/*.map; do grep -q "^  gone" "$m" || { echo "no gone line in $m" && return 1; }; done'
test_expect_success 'a deleted team and a deleted visit of several take their parts along' '
	test_store && { resource CareTeam k "\"status\":\"active\",$P,\"participant\":[{\"member\":{\"reference\":\"Practitioner/d\"}}]" && appointment g a:accepted b:declined; } >in && import in &&
	printf "%s\n" "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"CareTeam/k\"}},{\"request\":{\"method\":\"DELETE\",\"url\":\"Appointment/g\"}}]}" >in && import in &&
	test_is "inactive entered-in-error;entered-in-error" "$(get team .status) $(get appointment .status)"'
test_done
