/* fhir_chart.c - Encounter, Condition, MedicationRequest, AllergyIntolerance,
 * Procedure, Immunization and DiagnosticReport. */
#include "sim/fhir.h"

static void period(struct ch_sim_file *f, const char *name, int64_t at,
		   int64_t until)
{
	LIT(f, "\"");
	ch_sim_adds(f, name);
	LIT(f, "\":{");
	ch_sim_fhir_time(f, "start", at);
	if (until) {
		LIT(f, ",");
		ch_sim_fhir_time(f, "end", until);
	}
	LIT(f, "}");
}

static void doctor(struct ch_sim_file *f, const char *before,
		   const struct ch_sim_fact *x)
{
	const struct ch_sim_doctor *d = &x->site->doctor[x->doctor];

	ch_sim_adds(f, before);
	LIT(f, "{\"reference\":\"Practitioner/");
	ch_sim_add_uuid(f, d->id);
	LIT(f, "\",\"display\":\"");
	ch_sim_fhir_doctor(f, d);
	LIT(f, "\"}");
}

static void coded(struct ch_sim_file *f, const char *name, const char *system,
		  const char *code)
{
	LIT(f, ",\"");
	ch_sim_adds(f, name);
	LIT(f, "\":{\"coding\":[{\"system\":\"" TERMS);
	ch_sim_adds(f, system);
	LIT(f, "\",\"code\":\"");
	ch_sim_adds(f, code);
	LIT(f, "\"}]}");
}

void ch_sim_fhir_visit(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	static const char *const class[CH_SIM_KINDS] = {
		"AMB", "AMB", "AMB", "AMB", "VR", "HH", "EMER", "IMP"
	};
	const struct ch_sim_visit *v = x->visit;
	const struct ch_sim_place *p = &x->site->place[v->place];
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_ENCOUNTER, "Encounter",
						  v->id, v->until,
						  "encounter");

	LIT(f, ",\"status\":\"finished\",\"class\":{\"system\":\"" TERMS
	    "v3-ActCode\",\"code\":\"");
	ch_sim_adds(f, class[v->kind]);
	LIT(f, "\"},\"type\":[");
	ch_sim_fhir_concept(f, NULL, &ch_sim_kind[v->kind]);
	LIT(f, "],");
	ch_sim_fhir_ref(f, "subject", "Patient", x->who->id);
	doctor(f, ",\"participant\":[{\"individual\":", x);
	LIT(f, "}]");
	if (v->booked) {
		LIT(f, ",\"appointment\":[{\"reference\":\"Appointment/");
		ch_sim_add_uuid(f, v->appointment);
		LIT(f, "\"}]");
	}
	LIT(f, ",");
	period(f, "period", v->at, v->until);
	if (v->reason) {
		LIT(f, ",\"reasonCode\":[");
		ch_sim_fhir_concept(f, NULL, v->reason);
		LIT(f, "]");
	}
	if (v->disposition) {
		LIT(f, ",\"hospitalization\":{\"dischargeDisposition\":{"
		    "\"coding\":[{\"system\":\"" TERMS
		    "discharge-disposition\",\"code\":\"");
		ch_sim_adds(f, v->disposition);
		LIT(f, "\"}]}}");
	}
	LIT(f, ",\"location\":[{\"location\":{\"reference\":\"Location/");
	ch_sim_add_uuid(f, p->location);
	LIT(f, "\",\"display\":\"");
	ch_sim_fhir_text(f, p->name);
	LIT(f, "\"}}],");
	ch_sim_fhir_ref(f, "serviceProvider", "Organization",
			p->organization);
	LIT(f, "}");
	ch_sim_end(f);
}

void ch_sim_fhir_problem(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	bool diagnosis = !strcmp(x->words, "encounter-diagnosis");
	bool concern = !strcmp(x->words, "health-concern");
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_CONDITION, "Condition",
		x->id, x->until ? x->until : x->made,
		diagnosis ? "condition-encounter-diagnosis" :
		"condition-problems-health-concerns");

	coded(f, "clinicalStatus", "condition-clinical", x->status);
	coded(f, "verificationStatus", "condition-ver-status", "confirmed");
	LIT(f, ",\"category\":[{\"coding\":[{\"system\":\"");
	ch_sim_adds(f, concern ? "http://hl7.org/fhir/us/core/CodeSystem/"
		    "condition-category" : TERMS "condition-category");
	LIT(f, "\",\"code\":\"");
	ch_sim_adds(f, x->words);
	LIT(f, "\"}]}],");
	ch_sim_fhir_concept(f, "code", x->what);
	ch_sim_fhir_subject(f, x);
	LIT(f, ",");
	ch_sim_fhir_time(f, "onsetDateTime", x->at);
	if (x->until) {
		LIT(f, ",");
		ch_sim_fhir_time(f, "abatementDateTime", x->until);
	}
	LIT(f, ",");
	ch_sim_fhir_time(f, "recordedDate", x->made);
	LIT(f, "}");
	ch_sim_end(f);
}

void ch_sim_fhir_drug(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_MEDICATION,
		"MedicationRequest", x->id, x->at, "medicationrequest");

	LIT(f, ",\"status\":\"");
	ch_sim_adds(f, x->status);
	LIT(f, "\",\"intent\":\"order\",\"category\":[{\"coding\":[{"
	    "\"system\":\"" TERMS "medicationrequest-category\",\"code\":"
	    "\"community\",\"display\":\"Community\"}],\"text\":\"Community\""
	    "}],");
	ch_sim_fhir_concept(f, "medicationCodeableConcept", x->what);
	ch_sim_fhir_subject(f, x);
	LIT(f, ",");
	ch_sim_fhir_time(f, "authoredOn", x->at);
	doctor(f, ",\"requester\":", x);
	LIT(f, ",\"reasonCode\":[");
	ch_sim_fhir_concept(f, NULL, x->why);
	LIT(f, "],\"dosageInstruction\":[{\"sequence\":1,\"text\":\"");
	ch_sim_adds(f, x->words);
	LIT(f, "\"}]");
	if (x->until) {
		LIT(f, ",\"dispenseRequest\":{");
		period(f, "validityPeriod", x->at, x->until);
		LIT(f, "}");
	}
	LIT(f, "}");
	ch_sim_end(f);
}

void ch_sim_fhir_allergy(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	static const char *const severity[] = { "mild", "moderate", "severe" };
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_ALLERGY,
		"AllergyIntolerance", x->id, x->at, "allergyintolerance");
	bool drug = x->what->system == CH_SIM_RXNORM;

	coded(f, "clinicalStatus", "allergyintolerance-clinical", "active");
	coded(f, "verificationStatus", "allergyintolerance-verification",
	      "confirmed");
	LIT(f, ",\"type\":\"allergy\",\"category\":[\"");
	ch_sim_adds(f, drug ? "medication" : "environment");
	LIT(f, "\"],\"criticality\":\"");
	ch_sim_adds(f, x->value == 2 ? "high" : "low");
	LIT(f, "\",");
	ch_sim_fhir_concept(f, "code", x->what);
	LIT(f, ",");
	ch_sim_fhir_ref(f, "patient", "Patient", x->who->id);
	LIT(f, ",");
	ch_sim_fhir_time(f, "recordedDate", x->at);
	LIT(f, ",\"reaction\":[{\"manifestation\":[");
	ch_sim_fhir_concept(f, NULL, x->why);
	LIT(f, "],\"severity\":\"");
	ch_sim_adds(f, severity[x->value]);
	LIT(f, "\"}]}");
	ch_sim_end(f);
}

void ch_sim_fhir_done(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_PROCEDURE, "Procedure",
						  x->id, x->until,
						  "procedure");

	LIT(f, ",\"status\":\"completed\",");
	ch_sim_fhir_concept(f, "code", x->what);
	ch_sim_fhir_subject(f, x);
	LIT(f, ",");
	period(f, "performedPeriod", x->at, x->until);
	doctor(f, ",\"performer\":[{\"actor\":", x);
	LIT(f, "}]");
	if (x->why) {
		LIT(f, ",\"reasonCode\":[");
		ch_sim_fhir_concept(f, NULL, x->why);
		LIT(f, "]");
	}
	LIT(f, "}");
	ch_sim_end(f);
}

void ch_sim_fhir_shot(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_IMMUNIZATION,
		"Immunization", x->id, x->at, "immunization");

	LIT(f, ",\"status\":\"completed\",");
	ch_sim_fhir_concept(f, "vaccineCode", x->what);
	LIT(f, ",");
	ch_sim_fhir_ref(f, "patient", "Patient", x->who->id);
	LIT(f, ",");
	ch_sim_fhir_ref(f, "encounter", "Encounter", x->visit->id);
	LIT(f, ",");
	ch_sim_fhir_time(f, "occurrenceDateTime", x->at);
	LIT(f, ",\"primarySource\":true,");
	ch_sim_fhir_ref(f, "location", "Location",
			x->site->place[x->place].location);
	LIT(f, "}");
	ch_sim_end(f);
}

void ch_sim_fhir_report(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_REPORT,
		"DiagnosticReport", x->id, x->made, "diagnosticreport-lab");

	LIT(f, ",\"status\":\"final\",\"category\":[{\"coding\":[{\"system\":"
	    "\"" TERMS "v2-0074\",\"code\":\"LAB\",\"display\":\"Laboratory\""
	    "}]}],");
	ch_sim_fhir_concept(f, "code", x->what);
	ch_sim_fhir_subject(f, x);
	LIT(f, ",");
	ch_sim_fhir_time(f, "effectiveDateTime", x->at);
	LIT(f, ",");
	ch_sim_fhir_time(f, "issued", x->made);
	doctor(f, ",\"performer\":[", x);
	LIT(f, "],\"result\":[");
	for (int i = 0; i < x->parts; i++) {
		if (i)
			LIT(f, ",");
		LIT(f, "{\"reference\":\"Observation/");
		ch_sim_add_uuid(f, x->part[i]);
		LIT(f, "\"}");
	}
	LIT(f, "]}");
	ch_sim_end(f);
}
