/* fhir.h - pieces of FHIR JSON that several resources are made of. */
#ifndef CH_SIM_FHIR_H
#define CH_SIM_FHIR_H

#include "sim/writer.h"

enum {
	F_PATIENT, F_PRACTITIONER, F_ORGANIZATION, F_LOCATION, F_ENCOUNTER,
	F_CONDITION, F_OBSERVATION, F_MEDICATION, F_ALLERGY, F_PROCEDURE,
	F_IMMUNIZATION, F_REPORT, F_PLAN, F_TEAM, F_GOAL, F_APPOINTMENT,
	F_REQUEST, F_FILES
};

#define US_CORE "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
#define TERMS "http://terminology.hl7.org/CodeSystem/"

#define LIT CH_SIM_LIT

/* ---- fhir_pieces.c ---- */

/* `{"resourceType":"TYPE","id":"ID","meta":{"lastUpdated":"TIME",
 * "profile":["us-core-PROFILE"]}`, left open after it. `profile` NULL: none. */
struct ch_sim_file *ch_sim_fhir_begin(struct ch_sim_writer *w, int file,
				      const char *type,
				      struct ch_sim_uuid id, int64_t told,
				      const char *profile);

/* Text inside a JSON string, escaped. */
void ch_sim_fhir_text(struct ch_sim_file *f, const char *s);

/* `"NAME":{"reference":"TYPE/ID"}` */
void ch_sim_fhir_ref(struct ch_sim_file *f, const char *name,
		     const char *type, struct ch_sim_uuid id);

/* `"NAME":{"coding":[...],"text":...}`, with the ICD-10-CM coding beside one
 * of SNOMED CT. `name` NULL: the value alone, as in a list. */
void ch_sim_fhir_concept(struct ch_sim_file *f, const char *name,
			 const struct ch_sim_code *c);

/* `"NAME":"TIME"` */
void ch_sim_fhir_time(struct ch_sim_file *f, const char *name, int64_t at);

/* `,"subject":...` and, where there is one, `,"encounter":...`. */
void ch_sim_fhir_subject(struct ch_sim_file *f, const struct ch_sim_fact *x);

/* "Dr. Given Family", "Given Family" */
void ch_sim_fhir_doctor(struct ch_sim_file *f, const struct ch_sim_doctor *d);

/* fhir_observation.c */
int ch_sim_fhir_shape(struct ch_sim_writer *w, struct ch_err *err);
void ch_sim_fhir_number(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_pressure(struct ch_sim_writer *w,
			  const struct ch_sim_fact *x);
void ch_sim_fhir_answer(struct ch_sim_writer *w, const struct ch_sim_fact *x);

/* fhir_chart.c */
void ch_sim_fhir_visit(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_problem(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_drug(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_allergy(struct ch_sim_writer *w,
			 const struct ch_sim_fact *x);
void ch_sim_fhir_done(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_shot(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_report(struct ch_sim_writer *w, const struct ch_sim_fact *x);

/* fhir_care.c */
void ch_sim_fhir_care(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_appointment(struct ch_sim_writer *w,
			     const struct ch_sim_fact *x);
void ch_sim_fhir_referral(struct ch_sim_writer *w,
			  const struct ch_sim_fact *x);

/* fhir_people.c */
void ch_sim_fhir_site(struct ch_sim_writer *w, const struct ch_sim_fact *x);
void ch_sim_fhir_patient(struct ch_sim_writer *w,
			 const struct ch_sim_fact *x);

#endif
