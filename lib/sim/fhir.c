/* fhir.c - a FHIR R4 bulk export: its files, and the pieces of its JSON.
 * Written byte by byte: a JSON library would be ten times slower, and what is
 * written is ours. */
#include "sim/fhir.h"

int ch_sim_fhir(struct ch_sim_writer *w, struct ch_err *err)
{
	static const char *const name[F_FILES] = {
		[F_PATIENT] = "Patient.ndjson",
		[F_PRACTITIONER] = "Practitioner.ndjson",
		[F_ORGANIZATION] = "Organization.ndjson",
		[F_LOCATION] = "Location.ndjson",
		[F_ENCOUNTER] = "Encounter.ndjson",
		[F_CONDITION] = "Condition.ndjson",
		[F_OBSERVATION] = "Observation.ndjson",
		[F_MEDICATION] = "MedicationRequest.ndjson",
		[F_ALLERGY] = "AllergyIntolerance.ndjson",
		[F_PROCEDURE] = "Procedure.ndjson",
		[F_IMMUNIZATION] = "Immunization.ndjson",
		[F_REPORT] = "DiagnosticReport.ndjson",
		[F_PLAN] = "CarePlan.ndjson",
		[F_TEAM] = "CareTeam.ndjson",
		[F_GOAL] = "Goal.ndjson",
		[F_APPOINTMENT] = "Appointment.ndjson",
		[F_REQUEST] = "ServiceRequest.ndjson",
	};

	for (int i = 0; i < F_FILES; i++) {
		w->file[i] = ch_sim_file(&w->out, name[i]);
		if (!w->file[i])
			return ch_sim_failed(&w->out, err);
	}
	w->put[CH_SIM_R_SITE] = ch_sim_fhir_site;
	w->put[CH_SIM_R_PATIENT] = ch_sim_fhir_patient;
	w->put[CH_SIM_R_VISIT] = ch_sim_fhir_visit;
	w->put[CH_SIM_R_PROBLEM] = ch_sim_fhir_problem;
	w->put[CH_SIM_R_NUMBER] = ch_sim_fhir_number;
	w->put[CH_SIM_R_PRESSURE] = ch_sim_fhir_pressure;
	w->put[CH_SIM_R_ANSWER] = ch_sim_fhir_answer;
	w->put[CH_SIM_R_DRUG] = ch_sim_fhir_drug;
	w->put[CH_SIM_R_ALLERGY] = ch_sim_fhir_allergy;
	w->put[CH_SIM_R_DONE] = ch_sim_fhir_done;
	w->put[CH_SIM_R_SHOT] = ch_sim_fhir_shot;
	w->put[CH_SIM_R_CARE] = ch_sim_fhir_care;
	w->put[CH_SIM_R_APPOINTMENT] = ch_sim_fhir_appointment;
	w->put[CH_SIM_R_REFERRAL] = ch_sim_fhir_referral;
	w->put[CH_SIM_R_REPORT] = ch_sim_fhir_report;
	return ch_sim_fhir_shape(w, err);
}

struct ch_sim_file *ch_sim_fhir_begin(struct ch_sim_writer *w, int file,
				      const char *type,
				      struct ch_sim_uuid id, int64_t told,
				      const char *profile)
{
	struct ch_sim_file *f = w->file[file];

	ch_sim_begin(&w->out, f);
	LIT(f, "{\"resourceType\":\"");
	ch_sim_adds(f, type);
	LIT(f, "\",\"id\":\"");
	ch_sim_add_uuid(f, id);
	LIT(f, "\",\"meta\":{\"lastUpdated\":\"");
	ch_sim_add_time(f, told);
	LIT(f, "\"");
	if (profile) {
		LIT(f, ",\"profile\":[\"" US_CORE);
		ch_sim_adds(f, profile);
		LIT(f, "\"]");
	}
	LIT(f, "}");
	return f;
}

void ch_sim_fhir_text(struct ch_sim_file *f, const char *s)
{
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			*f->p++ = '\\';
		*f->p++ = *s;
	}
}

void ch_sim_fhir_ref(struct ch_sim_file *f, const char *name,
		     const char *type, struct ch_sim_uuid id)
{
	LIT(f, "\"");
	ch_sim_adds(f, name);
	LIT(f, "\":{\"reference\":\"");
	ch_sim_adds(f, type);
	LIT(f, "/");
	ch_sim_add_uuid(f, id);
	LIT(f, "\"}");
}

static void coding(struct ch_sim_file *f, enum ch_sim_system system,
		   const char *code, const char *name)
{
	LIT(f, "{\"system\":\"");
	ch_sim_adds(f, ch_sim_system_url(system));
	LIT(f, "\",\"code\":\"");
	ch_sim_adds(f, code);
	if (name) {
		LIT(f, "\",\"display\":\"");
		ch_sim_adds(f, name);
	}
	LIT(f, "\"}");
}

void ch_sim_fhir_concept(struct ch_sim_file *f, const char *name,
			 const struct ch_sim_code *c)
{
	if (name) {
		LIT(f, "\"");
		ch_sim_adds(f, name);
		LIT(f, "\":");
	}
	LIT(f, "{\"coding\":[");
	coding(f, c->system, c->code, c->name);
	if (c->icd10) {
		LIT(f, ",");
		coding(f, CH_SIM_ICD10, c->icd10, NULL);
	}
	LIT(f, "],\"text\":\"");
	ch_sim_adds(f, c->name);
	LIT(f, "\"}");
}

void ch_sim_fhir_time(struct ch_sim_file *f, const char *name, int64_t at)
{
	LIT(f, "\"");
	ch_sim_adds(f, name);
	LIT(f, "\":\"");
	ch_sim_add_time(f, at);
	LIT(f, "\"");
}

void ch_sim_fhir_subject(struct ch_sim_file *f, const struct ch_sim_fact *x)
{
	LIT(f, ",");
	ch_sim_fhir_ref(f, "subject", "Patient", x->who->id);
	if (!x->visit)
		return;
	LIT(f, ",");
	ch_sim_fhir_ref(f, "encounter", "Encounter", x->visit->id);
}

void ch_sim_fhir_doctor(struct ch_sim_file *f, const struct ch_sim_doctor *d)
{
	LIT(f, "Dr. ");
	ch_sim_adds(f, d->given);
	LIT(f, " ");
	ch_sim_adds(f, d->family);
}
