/* fhir_observation.c - Observations: most of an export, so what is the same in
 * each of a kind is put together once. */
#include "base/buf.h"
#include "sim/fhir.h"

/* Of one analyte: from the profile to the category and code, its quantity
 * after the number, and its reference range. */
struct ch_sim_shape {
	struct ch_buf code[CH_SIM_ANALYTES], unit[CH_SIM_ANALYTES],
		range[CH_SIM_ANALYTES];
};

static const struct { const char *code, *display; } category[] = {
	[CH_SIM_VITAL] = { "vital-signs", "Vital signs" },
	[CH_SIM_LAB] = { "laboratory", "Laboratory" },
	[CH_SIM_SURVEY] = { "survey", "Survey" },
	[CH_SIM_SOCIAL] = { "social-history", "Social history" },
};

static const char *profile(enum ch_sim_analyte a)
{
	switch ((int)a) {
	case CH_SIM_PULSE: return "heart-rate";
	case CH_SIM_BREATHS: return "respiratory-rate";
	case CH_SIM_TEMPERATURE: return "body-temperature";
	case CH_SIM_OXYGEN: return "pulse-oximetry";
	case CH_SIM_WEIGHT: return "body-weight";
	case CH_SIM_HEIGHT: return "body-height";
	case CH_SIM_BMI: return "bmi";
	case CH_SIM_PAIN: return "vital-signs";
	}
	return ch_sim_measure[a].class == CH_SIM_LAB ?
		"observation-lab" : "observation-screening-assessment";
}

/* Names go on after a bracket; before it they are short enough to say. */
static int short_name(const char *name)
{
	size_t n = strcspn(name, "[(");

	return (int)(n > 1 && name[n] ? n - 1 : n);
}

static void limit(struct ch_buf *b, const char *name, enum ch_sim_analyte a,
		  int scaled)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];
	int unit = m->decimals == 2 ? 100 : m->decimals ? 10 : 1;

	ch_buf_addf(b, "\"%s\":{\"value\":%d", name, scaled / unit);
	if (m->decimals)
		ch_buf_addf(b, ".%0*d", m->decimals, scaled % unit);
	ch_buf_addf(b, ",\"unit\":\"%s\"}", m->unit);
}

static void make_range(struct ch_buf *b, enum ch_sim_analyte a)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];

	if (m->class != CH_SIM_LAB)
		return;
	ch_buf_adds(b, ",\"referenceRange\":[{");
	if (m->low)
		limit(b, "low", a, m->low);
	if (m->low && m->high)
		ch_buf_adds(b, ",");
	if (m->high)
		limit(b, "high", a, m->high);
	ch_buf_adds(b, "}]");
}

int ch_sim_fhir_shape(struct ch_sim_writer *w, struct ch_err *err)
{
	struct ch_sim_shape *s = calloc(1, sizeof(*s));

	if (!s)
		return ch_nomem(err);
	w->shape = s;
	for (int a = 0; a < CH_SIM_ANALYTES; a++) {
		const struct ch_sim_measure *m = &ch_sim_measure[a];

		ch_buf_addf(&s->code[a], "\",\"profile\":[\"" US_CORE "%s\"]},"
			"\"status\":\"final\",\"category\":[{\"coding\":[{"
			"\"system\":\"" TERMS "observation-category\","
			"\"code\":\"%s\",\"display\":\"%s\"}]"
			"}],\"code\":{\"coding\":[{\"system\":"
			"\"http://loinc.org\",\"code\":\"%s\",\"display\":"
			"\"%s\"}],\"text\":\"%.*s\"},\"subject\":{"
			"\"reference\":\"Patient/", profile(a),
			category[m->class].code, category[m->class].display,
			m->code, m->name, short_name(m->name), m->name);
		ch_buf_addf(&s->unit[a], ",\"unit\":\"%s\",\"system\":\"http:"
			"//unitsofmeasure.org\",\"code\":\"%s\"}", m->unit,
			m->unit);
		make_range(&s->range[a], a);
		if (ch_buf_ok(&s->code[a], err) || ch_buf_ok(&s->unit[a], err)
		    || ch_buf_ok(&s->range[a], err))
			return CH_ENOMEM;
	}
	return 0;
}

void ch_sim_fhir_free(struct ch_sim_writer *w)
{
	struct ch_sim_shape *s = w->shape;

	for (int a = 0; s && a < CH_SIM_ANALYTES; a++) {
		ch_buf_free(&s->code[a]);
		ch_buf_free(&s->unit[a]);
		ch_buf_free(&s->range[a]);
	}
	free(s);
	w->shape = NULL;
}

static struct ch_sim_file *begin(struct ch_sim_writer *w,
				 const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = w->file[F_OBSERVATION];

	ch_sim_begin(&w->out, f);
	LIT(f, "{\"resourceType\":\"Observation\",\"id\":\"");
	ch_sim_add_uuid(f, x->id);
	LIT(f, "\",\"meta\":{\"lastUpdated\":\"");
	ch_sim_add_time(f, x->made);
	return f;
}

/* From the patient's id to before the value. */
static void circumstances(struct ch_sim_file *f, const struct ch_sim_fact *x)
{
	ch_sim_add_uuid(f, x->who->id);
	LIT(f, "\"},");
	ch_sim_fhir_ref(f, "encounter", "Encounter", x->visit->id);
	LIT(f, ",\"effectiveDateTime\":\"");
	ch_sim_add_time(f, x->at);
	LIT(f, "\",\"issued\":\"");
	ch_sim_add_time(f, x->made);
	LIT(f, "\",\"performer\":[{\"reference\":\"Practitioner/");
	ch_sim_add_uuid(f, x->site->doctor[x->doctor].id);
	LIT(f, "\"}]");
}

static void interpretation(struct ch_sim_file *f, const char *flag)
{
	static const struct { const char *code, *display; } words[] = {
		{ "LL", "Critical low" }, { "L", "Low" }, { "N", "Normal" },
		{ "H", "High" }, { "HH", "Critical high" },
	};
	size_t i = 0;

	while (strcmp(words[i].code, flag))
		i++;
	LIT(f, ",\"interpretation\":[{\"coding\":[{\"system\":\"" TERMS
	    "v3-ObservationInterpretation\",\"code\":\"");
	ch_sim_adds(f, words[i].code);
	LIT(f, "\",\"display\":\"");
	ch_sim_adds(f, words[i].display);
	LIT(f, "\"}]}]");
}

void ch_sim_fhir_number(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	const struct ch_sim_shape *s = w->shape;
	struct ch_sim_file *f = begin(w, x);
	const char *flag = ch_sim_flag(x->analyte, x->value);

	ch_sim_add(f, s->code[x->analyte].s, s->code[x->analyte].n);
	circumstances(f, x);
	LIT(f, ",\"valueQuantity\":{\"value\":");
	ch_sim_add_scaled(f, x->value, ch_sim_measure[x->analyte].decimals);
	ch_sim_add(f, s->unit[x->analyte].s, s->unit[x->analyte].n);
	if (flag) {
		interpretation(f, flag);
		ch_sim_add(f, s->range[x->analyte].s,
			   s->range[x->analyte].n);
	}
	LIT(f, "}");
	ch_sim_end(f);
}

static void component(struct ch_sim_file *f, enum ch_sim_analyte a, int value)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];
	const struct ch_sim_code code = { CH_SIM_LOINC, m->code, m->name,
					  NULL };

	LIT(f, "{");
	ch_sim_fhir_concept(f, "code", &code);
	LIT(f, ",\"valueQuantity\":{\"value\":");
	ch_sim_add_int(f, value);
	LIT(f, ",\"unit\":\"mm[Hg]\",\"system\":\"http://unitsofmeasure.org\","
	    "\"code\":\"mm[Hg]\"}}");
}

void ch_sim_fhir_pressure(struct ch_sim_writer *w,
			  const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, x);

	LIT(f, "\",\"profile\":[\"" US_CORE "blood-pressure\"]},\"status\":"
	    "\"final\",\"category\":[{\"coding\":[{\"system\":\"" TERMS
	    "observation-category\",\"code\":\"vital-signs\",\"display\":"
	    "\"Vital signs\"}],\"text\":\"Vital signs\"}],\"code\":{"
	    "\"coding\":[{\"system\":\"http://loinc.org\",\"code\":"
	    "\"85354-9\",\"display\":\"Blood pressure panel with all children "
	    "optional\"}],\"text\":\"Blood Pressure\"},\"subject\":{"
	    "\"reference\":\"Patient/");
	circumstances(f, x);
	LIT(f, ",\"component\":[");
	component(f, CH_SIM_SYSTOLIC, x->value);
	LIT(f, ",");
	component(f, CH_SIM_DIASTOLIC, x->second_value);
	LIT(f, "]}");
	ch_sim_end(f);
}

void ch_sim_fhir_answer(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, x);
	bool survey = !strcmp(x->words, "survey");

	LIT(f, "\",\"profile\":[\"" US_CORE);
	ch_sim_adds(f, survey ? "observation-screening-assessment" :
		    "smokingstatus");
	LIT(f, "\"]},\"status\":\"final\",\"category\":[{\"coding\":[{"
	    "\"system\":\"" TERMS "observation-category\",\"code\":\"");
	ch_sim_adds(f, x->words);
	LIT(f, "\",\"display\":\"");
	ch_sim_adds(f, survey ? "Survey" : "Social history");
	LIT(f, "\"}]}],");
	ch_sim_fhir_concept(f, "code", x->what);
	LIT(f, ",\"subject\":{\"reference\":\"Patient/");
	circumstances(f, x);
	LIT(f, ",");
	ch_sim_fhir_concept(f, "valueCodeableConcept", x->why);
	LIT(f, "}");
	ch_sim_end(f);
}
