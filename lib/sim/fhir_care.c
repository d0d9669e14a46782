/* fhir_care.c - CarePlan with its CareTeam and Goal, Appointment and
 * ServiceRequest. */
#include "sim/fhir.h"

static void team(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	static const struct ch_sim_code role[] = {
		{ CH_SIM_SNOMED, "116154003", "Patient", NULL },
		{ CH_SIM_SNOMED, "223366009",
		  "Healthcare professional", NULL },
		{ CH_SIM_SNOMED, "224891009",
		  "Healthcare services", NULL },
	};
	const struct ch_sim_doctor *d = &x->site->doctor[x->doctor];
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_TEAM, "CareTeam",
						  x->second, x->at,
						  "careteam");

	LIT(f, ",\"status\":\"active\",\"name\":\"");
	ch_sim_adds(f, x->what->name);
	LIT(f, "\"");
	ch_sim_fhir_subject(f, x);
	LIT(f, ",\"period\":{");
	ch_sim_fhir_time(f, "start", x->at);
	LIT(f, "},\"participant\":[{\"role\":[");
	ch_sim_fhir_concept(f, NULL, &role[0]);
	LIT(f, "],");
	ch_sim_fhir_ref(f, "member", "Patient", x->who->id);
	LIT(f, "},{\"role\":[");
	ch_sim_fhir_concept(f, NULL, &role[1]);
	LIT(f, "],\"member\":{\"reference\":\"Practitioner/");
	ch_sim_add_uuid(f, d->id);
	LIT(f, "\",\"display\":\"");
	ch_sim_fhir_doctor(f, d);
	LIT(f, "\"}},{\"role\":[");
	ch_sim_fhir_concept(f, NULL, &role[2]);
	LIT(f, "],");
	ch_sim_fhir_ref(f, "member", "Organization",
			x->site->place[x->place].organization);
	LIT(f, "}]}");
	ch_sim_end(f);
}

static void goal(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	const struct ch_sim_measure *m = &ch_sim_measure[x->care->measure];
	const struct ch_sim_code what = { CH_SIM_LOINC, m->code, m->name,
					  NULL };
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_GOAL, "Goal", x->third,
						  x->at, "goal");

	LIT(f, ",\"lifecycleStatus\":\"active\",\"achievementStatus\":{"
	    "\"coding\":[{\"system\":\"" TERMS "goal-achievement\",\"code\":"
	    "\"in-progress\"}]},\"description\":{\"text\":\"");
	ch_sim_adds(f, x->care->goal);
	LIT(f, "\"},");
	ch_sim_fhir_ref(f, "subject", "Patient", x->who->id);
	LIT(f, ",\"startDate\":\"");
	ch_sim_add_day(f, ch_sim_day(x->at));
	LIT(f, "\",\"target\":[{");
	ch_sim_fhir_concept(f, "measure", &what);
	LIT(f, ",\"detailRange\":{\"high\":{\"value\":");
	ch_sim_add_scaled(f, x->care->below, m->decimals);
	LIT(f, ",\"unit\":\"");
	ch_sim_adds(f, m->unit);
	LIT(f, "\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"");
	ch_sim_adds(f, m->unit);
	LIT(f, "\"}},\"dueDate\":\"");
	ch_sim_add_day(f, ch_sim_day(x->at) + 180);
	LIT(f, "\"}]}");
	ch_sim_end(f);
}

void ch_sim_fhir_care(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_PLAN, "CarePlan",
						  x->id, x->at, "careplan");
	bool first = true;

	LIT(f, ",\"status\":\"");
	ch_sim_adds(f, x->status);
	LIT(f, "\",\"intent\":\"plan\",\"category\":[{\"coding\":[{\"system\":"
	    "\"http://hl7.org/fhir/us/core/CodeSystem/careplan-category\","
	    "\"code\":\"assess-plan\"}]},");
	ch_sim_fhir_concept(f, NULL, x->what);
	LIT(f, "],\"title\":\"");
	ch_sim_adds(f, x->what->name);
	LIT(f, "\"");
	ch_sim_fhir_subject(f, x);
	LIT(f, ",\"period\":{");
	ch_sim_fhir_time(f, "start", x->at);
	LIT(f, "},\"careTeam\":[{\"reference\":\"CareTeam/");
	ch_sim_add_uuid(f, x->second);
	LIT(f, "\"}]");
	if (x->care->goal) {
		LIT(f, ",\"goal\":[{\"reference\":\"Goal/");
		ch_sim_add_uuid(f, x->third);
		LIT(f, "\"}]");
	}
	LIT(f, ",\"activity\":[");
	for (size_t i = 0; i < CH_COUNT(x->care->activity); i++) {
		if (!x->care->activity[i].code)
			continue;
		ch_sim_adds(f, first ? "{\"detail\":{" : ",{\"detail\":{");
		ch_sim_fhir_concept(f, "code", &x->care->activity[i]);
		LIT(f, ",\"status\":\"in-progress\"}}");
		first = false;
	}
	LIT(f, "]}");
	ch_sim_end(f);
	team(w, x);
	if (x->care->goal)
		goal(w, x);
}

static void participant(struct ch_sim_file *f, const char *type,
			struct ch_sim_uuid id)
{
	LIT(f, "{");
	ch_sim_fhir_ref(f, "actor", type, id);
	LIT(f, ",\"status\":\"accepted\"}");
}

void ch_sim_fhir_appointment(struct ch_sim_writer *w,
			     const struct ch_sim_fact *x)
{
	bool past = strcmp(x->status, "booked") != 0;
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_APPOINTMENT,
		"Appointment", x->id, past ? x->at : x->made, NULL);

	LIT(f, ",\"status\":\"");
	ch_sim_adds(f, x->status);
	LIT(f, "\"");
	if (x->words && !strcmp(x->status, "cancelled")) {
		LIT(f, ",\"cancelationReason\":{\"text\":\"");
		ch_sim_adds(f, x->words);
		LIT(f, "\"}");
	}
	LIT(f, ",\"serviceType\":[");
	ch_sim_fhir_concept(f, NULL, x->what);
	LIT(f, "],\"description\":\"");
	ch_sim_adds(f, x->what->name);
	LIT(f, "\",");
	ch_sim_fhir_time(f, "start", x->at);
	LIT(f, ",");
	ch_sim_fhir_time(f, "end", x->until);
	LIT(f, ",");
	ch_sim_fhir_time(f, "created", x->made);
	if (x->words && strcmp(x->status, "cancelled")) {
		LIT(f, ",\"comment\":\"");
		ch_sim_adds(f, x->words);
		LIT(f, "\"");
	}
	LIT(f, ",\"participant\":[");
	participant(f, "Patient", x->who->id);
	LIT(f, ",");
	participant(f, "Practitioner", x->site->doctor[x->doctor].id);
	LIT(f, ",");
	participant(f, "Location", x->site->place[x->place].location);
	LIT(f, "]}");
	ch_sim_end(f);
}

void ch_sim_fhir_referral(struct ch_sim_writer *w,
			  const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_REQUEST,
		"ServiceRequest", x->id, x->at, "servicerequest");

	LIT(f, ",\"status\":\"");
	ch_sim_adds(f, x->status);
	LIT(f, "\",\"intent\":\"order\",\"priority\":\"routine\",");
	if (x->what) {
		ch_sim_fhir_concept(f, "code", x->what);
	} else {
		LIT(f, "\"code\":{\"text\":\"");
		ch_sim_adds(f, x->words);
		LIT(f, "\"}");
	}
	ch_sim_fhir_subject(f, x);
	LIT(f, ",");
	ch_sim_fhir_time(f, "authoredOn", x->at);
	LIT(f, ",");
	ch_sim_fhir_ref(f, "requester", "Practitioner",
			x->site->doctor[x->doctor].id);
	if (x->why) {
		LIT(f, ",\"reasonCode\":[");
		ch_sim_fhir_concept(f, NULL, x->why);
		LIT(f, "]");
	}
	LIT(f, "}");
	ch_sim_end(f);
}
