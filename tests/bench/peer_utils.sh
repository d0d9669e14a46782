#!/bin/sh
# sqlite-utils insert --nl --convert, a file a table. peer_utils.sh DIR DB
for t in Patient Encounter Condition Observation MedicationRequest Procedure; do
	sqlite-utils insert "$2" "$t" "$1/$t.ndjson" --nl --pk id --replace --convert '
c = lambda x: (x or {}).get("coding", [{}])[0]
q = row.get("valueQuantity") or {}
return {"id": row["id"], "patient": (row.get("subject") or {}).get("reference"),
 "at": row.get("effectiveDateTime") or row.get("authoredOn") or row.get("onsetDateTime") or (row.get("period") or row.get("performedPeriod") or {}).get("start"),
 "status": row.get("status"), "code": c(row.get("code")).get("code"), "name": c(row.get("code")).get("display"),
 "value": q.get("value"), "unit": q.get("code")}' >/dev/null || exit 1
	[ $t = Patient ] || sqlite-utils create-index "$2" "$t" patient at
done
