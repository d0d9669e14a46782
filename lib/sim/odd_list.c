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

#define CODED(system, code) "{'system':'" system "','code':'" code "'}"
#define LOINC(code) "{'coding':[" CODED("http://loinc.org", code) "]}"
#define SCT(code) "{'coding':[" CODED("http://snomed.info/sct", code) "]}"
#define VALUE(n, unit) "'valueQuantity':{'value':" n ",'unit':'" unit "'}"
#define PART(code, n, unit) "{'code':" LOINC(code) "," VALUE(n, unit) "}"
#define RESULT(x, status, code, more) "Observation " #x " 'status':'" status \
	"','subject':&Patient/p,'code':" LOINC(code) ",'category':[{" \
	"'coding':[{'code':'laboratory'}]}],'effectiveDateTime':" \
	"'<-2 09:00>'," more "\n"
#define PARTS(list) "'component':[" list "]"
#define WITHOUT_VALUE "'note':[{'text':'Wrong sample.'}]"

#define STAY(x, who, from, to, more) "Encounter " #x " 'status':'finished'," \
	"'class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode'" \
	",'code':'IMP'},'subject':&Patient/" #who ",'period':{'start':'<" \
	from ">','end':'<" to ">'}" more "\n"
#define WENT_TO(where) ",'hospitalization':{'dischargeDisposition':{" \
	"'coding':[" CODED("http://terminology.hl7.org/CodeSystem/" \
	"discharge-disposition", where) "]}}"

#define ORDER(type, x, what) type " " #x " 'status':'active','intent':" \
	"'order','doNotPerform':true,'subject':&Patient/p," \
	"'authoredOn':'<-3 10:00>'," what "\n"
#define DRUG(code) "'medicationCodeableConcept':{'coding':[" \
	CODED("http://www.nlm.nih.gov/research/umls/rxnorm", code) "]}"

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
	  RESULT(a, "final", "2345-7", VALUE("91", "mg/dL")),
	  "Patient q $q,'active':true,'identifier':[{'system':"
	  "'https://care-hub.example/odd','value':'!q'},{'system':"
	  "'https://care-hub.example/mrn','value':'S#'}]\n"
	  RESULT(a, "corrected", "2345-7", VALUE("92", "mg/dL"))
	  "Observation b 'status':'final','subject':{'identifier':{'system':"
	  "'https://care-hub.example/mrn','value':'S#'}},'code':"
	  LOINC("2951-2") "," VALUE("140", "mmol/L") "\n" },
	/* The coding that matters is the last; then in another order. */
	{ "codings",
	  PATIENT(p, ACTIVE)
	  "Condition c 'subject':&Patient/p,'clinicalStatus':{'coding':[{"
	  "'code':'active'}]},'code':{'coding':["
	  CODED("https://care-hub.example/local", "HTN") ","
	  CODED("http://hl7.org/fhir/sid/icd-10-cm", "I10") ","
	  CODED("http://snomed.info/sct", "59621000") "]}\n",
	  "Condition c 'subject':&Patient/p,'clinicalStatus':{'coding':[{"
	  "'code':'active'}]},'code':{'coding':["
	  CODED("http://hl7.org/fhir/sid/icd-10-cm", "I10") ","
	  CODED("https://care-hub.example/local", "HTN") ","
	  CODED("http://snomed.info/sct", "59621000") "]}\n" },
	/* A panel that was of the wrong sample, and one with a part too much. */
	{ "voided",
	  PATIENT(p, ACTIVE)
	  RESULT(a, "final", "51990-0", PARTS(PART("2823-3", "8.9", "mmol/L")
		 "," PART("2951-2", "140", "mmol/L"))),
	  RESULT(a, "entered-in-error", "51990-0", WITHOUT_VALUE) },
	{ "corrected",
	  PATIENT(p, ACTIVE)
	  RESULT(a, "final", "51990-0", PARTS(PART("2823-3", "8.8", "mmol/L")
		 "," PART("2951-2", "141", "mmol/L"))),
	  RESULT(a, "corrected", "51990-0",
		 PARTS(PART("2951-2", "139", "mmol/L"))) },
	/* What the source has no more: said only as deletions. */
	{ "deleted",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0118"))) BOOKED(a, "+3 10:00")
	  RESULT(b, "final", "2345-7", VALUE("95", "mg/dL")),
	  "Bundle z 'type':'transaction','entry':[" GONE("Appointment", a) ","
	  GONE("Observation", b) "]\n" },
	{ "not-to-do",
	  PATIENT(p, ACTIVE NUMBERS(NUMBER("0119")))
	  ORDER("ServiceRequest", a, "'code':" SCT("40701008"))
	  ORDER("MedicationRequest", b, DRUG("243670"))
	  ORDER("Task", c, "'description':'Do not weigh','for':&Patient/p")
	  PLAN(d, ACTIVITY("Bed rest", ",'doNotPerform':true,"
		  "'scheduledPeriod':{'start':'<+1>'}")
	       "," ACTIVITY("Walk", "")), NULL },
	{ "dosages",
	  PATIENT(p, ACTIVE)
	  "MedicationRequest a 'status':'active','intent':'order','subject':"
	  "&Patient/p,'authoredOn':'<-3 10:00>'," DRUG("860975")
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
	  RESULT(a, "final", "2345-7", VALUE("520", "mg/dl"))
	  RESULT(b, "final", "8310-5", VALUE("98.6", "deg F"))
	  RESULT(c, "final", "29463-7", VALUE("180", "lbs"))
	  RESULT(d, "final", "85354-9", PARTS(PART("8480-6", "128", "mm Hg")
		 "," PART("8462-4", "81", "mmHg"))), NULL },
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
	  PATIENT(q, ACTIVE NUMBERS(NUMBER("0128")) ",'deceasedBoolean':true") },
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
