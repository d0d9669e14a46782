#!/bin/sh
# sqlite3 by itself: lines by .import, then json_extract into keyed tables of
# about the hub's columns, with its indexes and pragmas; no update on conflict.
# peer_sqlite.sh DIR DB
set -f
dir=$1
table() { # table NAME TYPE COLUMN=PATH...
	name=$1 type=$2 columns='' paths=''
	shift 2
	for p; do
		columns="$columns,${p%%=*}"
		paths="$paths,json_extract(line,'\$.${p#*=}')"
	done
	printf '%s\n' "DELETE FROM raw;" ".import $dir/$type.ndjson raw" \
		"CREATE TABLE $name (id TEXT PRIMARY KEY$columns);" \
		"INSERT OR IGNORE INTO $name SELECT json_extract(line,'\$.id')$paths FROM raw;"
	case $columns in *,at,*) echo "CREATE INDEX ${name}_patient_at ON $name (patient, at);" ;; esac
}
about='patient=subject.reference encounter=encounter.reference status=status told=meta.lastUpdated'
code='code=code.coding[0].code system=code.coding[0].system name=code.coding[0].display'
why='reason=reasonCode[0].coding[0].display reason_code=reasonCode[0].coding[0].code'
{
	printf '%s\n' "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;" \
		'.mode ascii' '.separator "\037" "\n"' "CREATE TEMP TABLE raw (line TEXT);" "BEGIN IMMEDIATE;"
	table patient Patient told=meta.lastUpdated family=name[0].family given=name[0].given[0] prefix=name[0].prefix[0] birth=birthDate sex=gender died=deceasedDateTime \
		language=communication[0].language.coding[0].code marital=maritalStatus.coding[0].code line=address[0].line[0] city=address[0].city state=address[0].state \
		zip=address[0].postalCode country=address[0].country practitioner=generalPractitioner[0].reference organization=managingOrganization.reference \
		mrn=identifier[0].value phone=telecom[0].value
	table encounter Encounter $about code=type[0].coding[0].code system=type[0].coding[0].system name=type[0].coding[0].display at=period.start until=period.end \
		class=class.code $why practitioner=participant[0].individual.reference organization=serviceProvider.reference location=location[0].location.reference \
		location_name=location[0].location.display disposition=hospitalization.dischargeDisposition.coding[0].code appointment=appointment[0].reference
	table condition Condition $about $code at=onsetDateTime until=abatementDateTime verified=verificationStatus.coding[0].code category=category[0].coding[0].code \
		icd10=code.coding[1].code
	table observation Observation $about $code at=effectiveDateTime issued=issued category=category[0].coding[0].code practitioner=performer[0].reference \
		value=valueQuantity.value unit=valueQuantity.code vcode=valueCodeableConcept.coding[0].code text=valueCodeableConcept.text \
		flag=interpretation[0].coding[0].code low=referenceRange[0].low.value high=referenceRange[0].high.value
	x=json_extract
	printf '%s\n' "INSERT OR IGNORE INTO observation SELECT $x(line,'\$.id')||' '||$x(value,'\$.code.coding[0].code'),$x(line,'\$.subject.reference'),$x(line,'\$.encounter.reference'),$x(line,'\$.status'),$x(line,'\$.meta.lastUpdated'),$x(value,'\$.code.coding[0].code'),$x(value,'\$.code.coding[0].system'),$x(value,'\$.code.coding[0].display'),$x(line,'\$.effectiveDateTime'),$x(line,'\$.issued'),$x(line,'\$.category[0].coding[0].code'),$x(line,'\$.performer[0].reference'),$x(value,'\$.valueQuantity.value'),$x(value,'\$.valueQuantity.code'),NULL,NULL,NULL,NULL,NULL FROM raw, json_each(line,'\$.component');"
	table medication MedicationRequest $about code=medicationCodeableConcept.coding[0].code system=medicationCodeableConcept.coding[0].system \
		name=medicationCodeableConcept.coding[0].display at=authoredOn until=dispenseRequest.validityPeriod.end intent=intent sig=dosageInstruction[0].text \
		prescriber=requester.reference prescriber_name=requester.display $why
	table procedure Procedure $about $code at=performedPeriod.start until=performedPeriod.end practitioner=performer[0].actor.reference $why
	echo "COMMIT;"
} | sqlite3 -bail "$2" >/dev/null
