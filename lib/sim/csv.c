/* csv.c - the same people in the layout of Synthea's CSV export. What that
 * layout has no place for (appointments, teams, goals) is not written. */
#include "sim/writer.h"

#define LIT CH_SIM_LIT

enum {
	C_PATIENTS, C_ENCOUNTERS, C_CONDITIONS, C_OBSERVATIONS, C_MEDICATIONS,
	C_PROCEDURES, C_CAREPLANS, C_ALLERGIES, C_IMMUNIZATIONS, C_FILES
};

static const struct { const char *name, *heading; } sheet[C_FILES] = {
	[C_PATIENTS] = { "patients.csv",
		"Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,"
		"SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,"
		"ADDRESS,CITY,STATE,COUNTY,ZIP,LAT,LON,HEALTHCARE_EXPENSES,"
		"HEALTHCARE_COVERAGE,TEST\n" },
	[C_ENCOUNTERS] = { "encounters.csv",
		"Id,START,STOP,PATIENT,ORGANIZATION,PROVIDER,PAYER,"
		"ENCOUNTERCLASS,CODE,DESCRIPTION,BASE_ENCOUNTER_COST,"
		"TOTAL_CLAIM_COST,PAYER_COVERAGE,REASONCODE,"
		"REASONDESCRIPTION\n" },
	[C_CONDITIONS] = { "conditions.csv",
		"START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION\n" },
	[C_OBSERVATIONS] = { "observations.csv",
		"DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,"
		"TYPE\n" },
	[C_MEDICATIONS] = { "medications.csv",
		"START,STOP,PATIENT,PAYER,ENCOUNTER,CODE,DESCRIPTION,"
		"BASE_COST,PAYER_COVERAGE,DISPENSES,TOTALCOST,REASONCODE,"
		"REASONDESCRIPTION\n" },
	[C_PROCEDURES] = { "procedures.csv",
		"START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,BASE_COST,"
		"REASONCODE,REASONDESCRIPTION\n" },
	[C_CAREPLANS] = { "careplans.csv",
		"Id,START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,REASONCODE,"
		"REASONDESCRIPTION\n" },
	[C_ALLERGIES] = { "allergies.csv",
		"START,STOP,PATIENT,ENCOUNTER,CODE,SYSTEM,DESCRIPTION,TYPE,"
		"CATEGORY,REACTION1,DESCRIPTION1,SEVERITY1,REACTION2,"
		"DESCRIPTION2,SEVERITY2\n" },
	[C_IMMUNIZATIONS] = { "immunizations.csv",
		"DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,BASE_COST\n" },
};

static struct ch_sim_file *begin(struct ch_sim_writer *w, int which)
{
	ch_sim_begin(&w->out, w->file[which]);
	return w->file[which];
}

static void uuid(struct ch_sim_file *f, struct ch_sim_uuid u)
{
	ch_sim_add_uuid(f, u);
	LIT(f, ",");
}

static void moment(struct ch_sim_file *f, int64_t utc)
{
	if (utc) {
		ch_sim_put_utc(utc, f->p);
		f->p += CH_SIM_DATE + 10;
	}
	LIT(f, ",");
}

static void day(struct ch_sim_file *f, int64_t utc)
{
	if (utc)
		ch_sim_add_day(f, ch_sim_day(utc));
	LIT(f, ",");
}

/* A cell; Synthea leaves the commas out of its texts rather than quote them. */
static void text(struct ch_sim_file *f, const char *s)
{
	for (; *s; s++)
		*f->p++ = *s == ',' ? ' ' : *s;
	LIT(f, ",");
}

static void code(struct ch_sim_file *f, const struct ch_sim_code *c)
{
	text(f, c ? c->code : "");
	text(f, c ? c->name : "");
}

/* The last cell's comma becomes the end of the row. */
static void end(struct ch_sim_file *f)
{
	f->p--;
	ch_sim_end(f);
}

static void where(struct ch_sim_file *f, const struct ch_sim_fact *x)
{
	uuid(f, x->who->id);
	if (x->visit)
		ch_sim_add_uuid(f, x->visit->id);
	LIT(f, ",");
}

static void put_patient(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	const struct ch_sim_person *p = x->who;
	struct ch_sim_file *f = begin(w, C_PATIENTS);

	uuid(f, p->id);
	ch_sim_add_day(f, p->birth);
	LIT(f, ",");
	if (p->death != CH_SIM_NEVER)
		ch_sim_add_day(f, p->death);
	LIT(f, ",,,,");
	text(f, p->prefix);
	text(f, p->given);
	text(f, p->family);
	LIT(f, ",,");
	text(f, p->married ? "M" : "S");
	text(f, p->race_code ? p->race[0] == 'W' ? "white" :
	     p->race[1] == 's' ? "asian" : "native" : "black");
	text(f, p->hispanic ? "hispanic" : "nonhispanic");
	text(f, p->sex == CH_SIM_FEMALE ? "F" :
	     p->sex == CH_SIM_MALE ? "M" : "O");
	LIT(f, ",");
	text(f, p->street);
	text(f, p->city);
	LIT(f, "New York,,");
	text(f, p->zip);
	LIT(f, ",,,,true,");
	end(f);
}

static void put_visit(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	static const char *const class[CH_SIM_KINDS] = {
		"wellness", "wellness", "outpatient", "ambulatory", "virtual",
		"home", "emergency", "inpatient",
	};
	const struct ch_sim_visit *v = x->visit;
	struct ch_sim_file *f = begin(w, C_ENCOUNTERS);

	uuid(f, v->id);
	moment(f, v->at);
	moment(f, v->until);
	uuid(f, x->who->id);
	uuid(f, x->site->place[v->place].organization);
	uuid(f, x->site->doctor[v->doctor].id);
	LIT(f, ",");
	text(f, class[v->kind]);
	code(f, &ch_sim_kind[v->kind]);
	LIT(f, ",,,");
	code(f, v->reason);
	end(f);
}

/* The layout says no code system: SNOMED CT is understood. */
static void put_problem(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f;

	if (x->what->system != CH_SIM_SNOMED)
		return;
	f = begin(w, C_CONDITIONS);
	day(f, x->at);
	day(f, x->until);
	where(f, x);
	code(f, x->what);
	end(f);
}

static void measured(struct ch_sim_writer *w, const struct ch_sim_fact *x,
		     enum ch_sim_analyte a, int value)
{
	static const char *const category[] = {
		"vital-signs", "laboratory", "survey", "social-history"
	};
	const struct ch_sim_measure *m = &ch_sim_measure[a];
	struct ch_sim_file *f = begin(w, C_OBSERVATIONS);

	moment(f, x->at);
	where(f, x);
	text(f, category[m->class]);
	text(f, m->code);
	text(f, m->name);
	ch_sim_add_scaled(f, value, m->decimals);
	LIT(f, ",");
	text(f, m->unit);
	LIT(f, "numeric,");
	end(f);
}

static void put_number(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	measured(w, x, x->analyte, x->value);
}

static void put_pressure(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	measured(w, x, CH_SIM_DIASTOLIC, x->second_value);
	measured(w, x, CH_SIM_SYSTOLIC, x->value);
}

static void put_answer(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, C_OBSERVATIONS);

	moment(f, x->at);
	where(f, x);
	text(f, x->words);
	code(f, x->what);
	text(f, x->why->name);
	LIT(f, "{nominal},text,");
	end(f);
}

static void put_drug(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, C_MEDICATIONS);
	bool over = strcmp(x->status, "active") != 0;

	moment(f, x->at);
	moment(f, !over ? 0 : x->until ? x->until :
	       x->at + 365 * (int64_t)CH_SIM_DAY);
	uuid(f, x->who->id);
	LIT(f, ",");
	uuid(f, x->visit->id);
	code(f, x->what);
	LIT(f, ",,,,");
	code(f, x->why);
	end(f);
}

static void put_done(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, C_PROCEDURES);

	moment(f, x->at);
	moment(f, x->until);
	where(f, x);
	code(f, x->what);
	LIT(f, ",");
	code(f, x->why);
	end(f);
}

static void put_care(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, C_CAREPLANS);

	uuid(f, x->id);
	day(f, x->at);
	LIT(f, ",");
	where(f, x);
	code(f, x->what);
	code(f, x->why);
	end(f);
}

static void put_allergy(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	static const char *const severity[] = { "MILD", "MODERATE", "SEVERE" };
	struct ch_sim_file *f = begin(w, C_ALLERGIES);
	bool drug = x->what->system == CH_SIM_RXNORM;

	day(f, x->at);
	LIT(f, ",");
	where(f, x);
	text(f, x->what->code);
	text(f, drug ? "RxNorm" : "SNOMED-CT");
	text(f, x->what->name);
	LIT(f, "allergy,");
	text(f, drug ? "medication" : "environment");
	code(f, x->why);
	text(f, severity[x->value]);
	LIT(f, ",,,");
	end(f);
}

static void put_shot(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	struct ch_sim_file *f = begin(w, C_IMMUNIZATIONS);

	moment(f, x->at);
	where(f, x);
	code(f, x->what);
	LIT(f, ",");
	end(f);
}

int ch_sim_csv(struct ch_sim_writer *w, struct ch_err *err)
{
	for (int i = 0; i < C_FILES; i++) {
		w->file[i] = ch_sim_file(&w->out, sheet[i].name);
		if (!w->file[i])
			return ch_sim_failed(&w->out, err);
		ch_sim_adds(w->file[i], sheet[i].heading);
	}
	w->put[CH_SIM_R_PATIENT] = put_patient;
	w->put[CH_SIM_R_VISIT] = put_visit;
	w->put[CH_SIM_R_PROBLEM] = put_problem;
	w->put[CH_SIM_R_NUMBER] = put_number;
	w->put[CH_SIM_R_PRESSURE] = put_pressure;
	w->put[CH_SIM_R_ANSWER] = put_answer;
	w->put[CH_SIM_R_DRUG] = put_drug;
	w->put[CH_SIM_R_ALLERGY] = put_allergy;
	w->put[CH_SIM_R_DONE] = put_done;
	w->put[CH_SIM_R_SHOT] = put_shot;
	w->put[CH_SIM_R_CARE] = put_care;
	return 0;
}
