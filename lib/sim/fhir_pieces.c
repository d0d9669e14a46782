/* fhir_pieces.c - the pieces of FHIR's JSON that resources are made of. Written
 * byte by byte: a JSON library would be ten times slower, and what is written
 * is ours. */
#include "sim/fhir.h"

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
