/* odd_list.c - the odd stories: what of a real feed has misled programs. New
 * ones go to the end: a story's people depend on its place. */
#include "sim/odd.h"

/* A patient; MORE are further members, each with its comma before it. */
#define PATIENT(x, more) "Patient " #x " 'identifier':[{'system':" \
	"'https://care-hub.example/odd','value':'!" #x "'}],$" #x more "\n"
#define ACTIVE ",'active':true"
#define NUMBER(n) "{'system':'phone','use':'mobile','value':'555-" n "'}"
#define NUMBERS(list) ",'telecom':[" list "]"

#define ASKED(x, answer) "{'actor':&Patient/" #x ",'status':'" answer "'}"
#define DATE(x, status, at, asked) "Appointment " #x " 'status':'" status \
	"','description':'Follow-up','start':'<" at ">','participant':[" \
	asked ",{'actor':&Practitioner/D,'status':'accepted'}]\n"
#define BOOKED(x, at) DATE(x, "booked", at, ASKED(p, "accepted"))

/* Codes and names are those of the other made-up people. */
#define CODED(system, code, name) "{'system':'" system "','code':'" code \
	"','display':'" name "'}"
#define LOINC(code, name) "{'coding':[" \
	CODED("http://loinc.org", code, name) "]}"
#define GLUCOSE LOINC("2345-7", "Glucose [Mass/volume] in Serum or Plasma")
#define POTASSIUM LOINC("2823-3", "Potassium [Moles/volume] in Serum or Plasma")
#define SODIUM LOINC("2951-2", "Sodium [Moles/volume] in Serum or Plasma")
#define METABOLIC LOINC("51990-0", "Basic metabolic panel")
#define WARMTH LOINC("8310-5", "Body temperature")
#define WEIGHT LOINC("29463-7", "Body Weight")
#define PRESSURE LOINC("85354-9", "Blood pressure panel with all children " \
	"optional")
#define SYSTOLIC LOINC("8480-6", "Systolic Blood Pressure")
#define DIASTOLIC LOINC("8462-4", "Diastolic Blood Pressure")
#define ECHO "{'coding':[" CODED("http://snomed.info/sct", "40701008", \
	"Echocardiography") "]}"
#define HTN CODED("https://care-hub.example/local", "HTN", "High blood " \
	"pressure")
#define ICD10 CODED("http://hl7.org/fhir/sid/icd-10-cm", "I10", \
	"Essential hypertension")
#define SNOMED CODED("http://snomed.info/sct", "59621000", \
	"Essential hypertension")
#define DRUG(code, name) "'medicationCodeableConcept':{'coding':[" \
	CODED("http://www.nlm.nih.gov/research/umls/rxnorm", code, name) "]}"
#define PROBLEM(x, codings) "Condition " #x " 'subject':&Patient/p," \
	"'clinicalStatus':{'coding':[{'code':'active'}]},'code':{" \
	"'coding':[" codings "]}\n"

#define VALUE(n, unit) "'valueQuantity':{'value':" n ",'unit':'" unit "'}"
#define PART(what, n, unit) "{'code':" what "," VALUE(n, unit) "}"
#define RESULT(x, status, what, more) "Observation " #x " 'status':'" status \
	"','subject':&Patient/p,'code':" what ",'category':[{" \
	"'coding':[{'code':'laboratory'}]}],'effectiveDateTime':" \
	"'<-2 09:00>'," more "\n"
#define PARTS(list) "'component':[" list "]"
#define WITHOUT_VALUE "'note':[{'text':'Wrong sample.'}]"

#define STAY(x, who, from, to, more) "Encounter " #x " 'status':'finished'," \
	"'class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode'" \
	",'code':'IMP'},'subject':&Patient/" #who ",'period':{'start':'<" \
	from ">','end':'<" to ">'}" more "\n"
#define WENT_TO(where) ",'hospitalization':{'dischargeDisposition':{" \
	"'coding':[{'system':'http://terminology.hl7.org/CodeSystem/" \
	"discharge-disposition','code':'" where "'}]}}"

#define ORDER(type, x, status, what) type " " #x " 'status':'" status \
	"','intent':'order','doNotPerform':true,'subject':&Patient/p," \
	"'authoredOn':'<-3 10:00>'," what "\n"
#define MEMBER(name) "{'role':[{'text':'Helper'}],'member':{'display':'" \
	name "'}}"
#define TEAM(x, list) "CareTeam " #x " 'status':'active','name':'Circle'," \
	"'subject':&Patient/p,'participant':[" list "]\n"
#define ACTIVITY(title, more) "{'detail':{'status':'in-progress'," \
	"'description':'" title "'" more "}}"
#define PLAN(x, list) "CarePlan " #x " 'status':'active','intent':'plan'," \
	"'title':'Odd plan','subject':&Patient/p,'activity':[" list "]\n"
#define GONE(type, x) "{'request':{'method':'DELETE','url':'" type "/~" #x "'}}"

const struct ch_sim_odd ch_sim_odd[] = {
	/* The same numbers in another order, and a new one before them. */
	{ "numbers",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0111") "," NUMBER("0112")))
	  BOOKED(a, "+2 10:00") BOOKED(b, "+3 10:00"),
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0113") "," NUMBER("0112") ","
				    NUMBER("0111"))) },
	/* Out of use from the beginning (q), and since last night (p). */
	{ "inactive",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0114"))) BOOKED(a, "+2 10:00")
	  PATIENT(q, ",'active':false" NUMBERS(NUMBER("0115")))
	  DATE(b, "booked", "+2 11:00", ASKED(q, "accepted")),
	  PATIENT(p, ",'active':false" NUMBERS(NUMBER("0114"))) },
	{ "replaced",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0116"))) BOOKED(a, "+2 10:00")
	  PATIENT(q, ACTIVE NUMBERS(NUMBER("0117"))),
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0116")) ",'link':[{'other':"
		  "&Patient/q,'type':'replaced-by'}]") },
	/* A number that a second patient has, too; results told by it. */
	{ "shared",
	  "Patient p $p,'active':true,'identifier':[{'system':"
	  "'https://care-hub.example/odd','value':'!p'},{'system':"
	  "'https://care-hub.example/mrn','value':'S#'}]\n"
	  RESULT(a, "final", GLUCOSE, VALUE("91", "mg/dL")),
	  "Patient q $q,'active':true,'identifier':[{'system':"
	  "'https://care-hub.example/odd','value':'!q'},{'system':"
	  "'https://care-hub.example/mrn','value':'S#'}]\n"
	  RESULT(a, "corrected", GLUCOSE, VALUE("92", "mg/dL"))
	  "Observation b 'status':'final','subject':{'identifier':{'system':"
	  "'https://care-hub.example/mrn','value':'S#'}},'code':"
	  SODIUM "," VALUE("140", "mmol/L") "\n" },
	/* The coding that matters is the last; then in another order. */
	{ "codings",
	  PATIENT(p, ACTIVE)
	  PROBLEM(c, HTN "," ICD10 "," SNOMED),
	  PROBLEM(c, ICD10 "," HTN "," SNOMED) },
	/* A panel that was of the wrong sample, and one with too many parts. */
	{ "voided",
	  PATIENT(p, ACTIVE)
	  RESULT(a, "final", METABOLIC, PARTS(PART(POTASSIUM, "8.9", "mmol/L")
		 "," PART(SODIUM, "140", "mmol/L"))),
	  RESULT(a, "entered-in-error", METABOLIC, WITHOUT_VALUE) },
	{ "corrected",
	  PATIENT(p, ACTIVE)
	  RESULT(a, "final", METABOLIC, PARTS(PART(POTASSIUM, "8.8", "mmol/L")
		 "," PART(SODIUM, "141", "mmol/L"))),
	  RESULT(a, "corrected", METABOLIC,
		 PARTS(PART(SODIUM, "139", "mmol/L"))) },
	/* What the source has no more: said only as deletions. */
	{ "deleted",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0118"))) BOOKED(a, "+3 10:00")
	  RESULT(b, "final", GLUCOSE, VALUE("95", "mg/dL")),
	  "Bundle z 'type':'transaction','entry':[" GONE("Appointment", a) ","
	  GONE("Observation", b) "]\n" },
	{ "not-to-do",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0119")))
	  ORDER("ServiceRequest", a, "active", "'code':" ECHO)
	  ORDER("MedicationRequest", b, "active",
		DRUG("243670", "Aspirin 81 MG Oral Tablet"))
	  ORDER("Task", c, "requested",
		"'description':'Do not weigh','for':&Patient/p")
	  PLAN(d, ACTIVITY("Bed rest", ",'doNotPerform':true,"
		  "'scheduledPeriod':{'start':'<+1>'}")
	       "," ACTIVITY("Walk", "")), NULL },
	{ "dosages",
	  PATIENT(p, ACTIVE)
	  "MedicationRequest a 'status':'active','intent':'order','subject':"
	  "&Patient/p,'authoredOn':'<-3 10:00>'," DRUG("860975",
	  "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet")
	  ",'dosageInstruction':[{'sequence':1,'text':'1 tablet with dinner "
	  "for a week','doseAndRate':[{'doseQuantity':{'value':1,'unit':"
	  "'tablet'}}]},{'sequence':2,'text':'then 2 tablets with dinner',"
	  "'doseAndRate':[{'doseQuantity':{'value':2,'unit':'tablet'}}]}]\n",
	  NULL },
	/* Moved nearer, and cancelled late: after the reminder went. */
	{ "moved",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0120"))) BOOKED(a, "+7 18:00"),
	  BOOKED(a, "+3 09:00") },
	{ "cancelled",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0121"))) BOOKED(a, "+2 16:00"),
	  DATE(a, "cancelled", "+2 16:00", ASKED(p, "accepted")) },
	/* Declined from the beginning (q), and since last night (p). */
	{ "declined",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0122"))) BOOKED(a, "+3 10:00")
	  PATIENT(q, ACTIVE NUMBERS(NUMBER("0123")))
	  DATE(b, "booked", "+2 11:00", ASKED(q, "declined")),
	  DATE(a, "booked", "+3 10:00", ASKED(p, "declined")) },
	{ "one-minute",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0124")))
	  BOOKED(a, "+2 10:00") BOOKED(b, "+2 10:00"), NULL },
	{ "units",
	  PATIENT(p, ACTIVE)
	  RESULT(a, "final", GLUCOSE, VALUE("520", "mg/dl"))
	  RESULT(b, "final", WARMTH, VALUE("98.6", "deg F"))
	  RESULT(c, "final", WEIGHT, VALUE("180", "lbs"))
	  RESULT(d, "final", PRESSURE, PARTS(PART(SYSTOLIC, "128", "mm Hg")
		 "," PART(DIASTOLIC, "81", "mmHg"))), NULL },
	{ "kin",
	  PATIENT(p, ACTIVE ",'contact':[{'relationship':[{'text':'Daughter'}]"
		  ",'name':{'family':'Oddkin','given':['Iris']},'telecom':["
		  NUMBER("0125") "]}]"),
	  PATIENT(p, ACTIVE ",'contact':[{'relationship':[{'text':'Daughter'}]"
		  ",'name':{'family':'Oddkin','given':['Iris']},'telecom':["
		  NUMBER("0126") "]}]") },
	/* Dead at the end of a stay whose disposition says nothing of it. */
	{ "died",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0127"))
		  ",'deceasedDateTime':'<-40 15:00>'")
	  STAY(a, p, "-45 10:00", "-40 15:00", "")
	  BOOKED(b, "+2 10:00")
	  PATIENT(q, ACTIVE NUMBERS(NUMBER("0128")))
	  STAY(c, q, "-20 10:00", "-15 15:00", WENT_TO("home"))
	  DATE(d, "booked", "+2 11:00", ASKED(q, "accepted")),
	  PATIENT(q, ACTIVE NUMBERS(NUMBER("0128"))
		  ",'deceasedBoolean':true") },
	{ "hospice",
	  PATIENT(p, ACTIVE)
	  STAY(a, p, "-60 10:00", "-55 15:00", WENT_TO("hosp"))
	  PATIENT(q, ACTIVE)
	  STAY(b, q, "-60 10:00", "-55 15:00", WENT_TO("home"))
	  "Encounter c 'status':'in-progress','class':{'code':'hospice'},"
	  "'subject':&Patient/q,'period':{'start':'<-53 10:00>'}\n", NULL },
	/* Times of the hospital's own clock, without an offset. */
	{ "offset",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0129")))
	  BOOKED(a, "+2 14:30 -")
	  STAY(b, p, "-90 23:30 -", "-88 10:00 -", WENT_TO("home")), NULL },
	/* A member and an activity that the next night does not have. */
	{ "left",
	  PATIENT(p, ACTIVE)
	  TEAM(a, MEMBER("Odd Stayer") "," MEMBER("Odd Leaver"))
	  PLAN(b, ACTIVITY("Walk", "") "," ACTIVITY("Swim", "")),
	  TEAM(a, MEMBER("Odd Stayer")) PLAN(b, ACTIVITY("Walk", "")) },
	{ "impossible",
	  PATIENT(p, ACTIVE)
	  STAY(a, p, "-70 10:00", "-75 10:00", WENT_TO("home")), NULL },
	/* Where they lived, and what they were called, until last year. */
	{ "moved-house",
	  PATIENT(p, ACTIVE ",'address':[{'use':'old','line':['1 Old Lane'],"
		  "'city':'Farview'},{'use':'home','period':{'end':'<-300>'},"
		  "'line':['2 Former Lane'],'city':'Farview'},{'use':'home',"
		  "'line':['3 Present Lane'],'city':'Farview'}]"), NULL },
};

const int ch_sim_odds = CH_COUNT(ch_sim_odd);
