/* fhir.c - a FHIR R4 bulk export: its files, and who writes what in them. */
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
