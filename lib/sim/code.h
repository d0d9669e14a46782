/* code.h - what the made-up people have, take and are measured by. */
#ifndef CH_SIM_CODE_H
#define CH_SIM_CODE_H

#include "base/base.h"

enum ch_sim_system {
	CH_SIM_SNOMED, CH_SIM_LOINC, CH_SIM_RXNORM, CH_SIM_CVX, CH_SIM_ICD10,
};
const char *ch_sim_system_url(enum ch_sim_system s);

/* A code, its name, and beside a SNOMED CT problem its ICD-10-CM code, where
 * there is one to go by. */
struct ch_sim_code {
	enum ch_sim_system system;
	const char *code, *name, *icd10;
};

enum ch_sim_ill {
	CH_SIM_DIABETES, CH_SIM_HYPERTENSION, CH_SIM_HEART_FAILURE,
	CH_SIM_COPD, CH_SIM_ASTHMA, CH_SIM_CKD, CH_SIM_DEPRESSION,
	CH_SIM_ATRIAL_FIBRILLATION, CH_SIM_CORONARY, CH_SIM_LIPIDS,
	CH_SIM_OBESITY, CH_SIM_DEMENTIA, CH_SIM_ILLS
};

/* A drug: the dose as the label says it. */
struct ch_sim_drug {
	struct ch_sim_code is;
	const char *dose;
};

/* Ages by which frequencies are told: 0-17, 18-44, 45-64, 65-79, 80 and on. */
#define CH_SIM_BANDS 5
int ch_sim_band(int age);

/* A chronic disease: how common it is by age, the age before which nobody has
 * it, what it adds a year in admissions and visits to the emergency room, how
 * often it is followed up, and the medicines and plan it brings. */
struct ch_sim_disease {
	struct ch_sim_code is;
	double common[CH_SIM_BANDS];
	int from_age, every_days;
	double admissions, emergencies;
	struct ch_sim_drug drug[3];
	const struct ch_sim_care *care;
};
extern const struct ch_sim_disease ch_sim_disease[CH_SIM_ILLS];

/* What a plan for a disease says: activities, and a goal as a measurement that
 * shall stay below a value. */
struct ch_sim_care {
	struct ch_sim_code is, activity[3];
	const char *goal;
	int measure;			/* enum ch_sim_analyte */
	int below;			/* scaled as the analyte is */
};

/* Something that comes and goes; `weight` is out of the sum of its list. */
struct ch_sim_acute {
	struct ch_sim_code is;
	int weight, days;
	struct ch_sim_drug drug;	/* is.code NULL: none */
};
extern const struct ch_sim_acute ch_sim_minor[], ch_sim_urgent[],
	ch_sim_grave[];			/* seen at a visit, in the emergency
					 * room, on a ward; end without code */

struct ch_sim_shot {
	struct ch_sim_code is;
	int month[5];			/* of age; 0 ends the list */
};
extern const struct ch_sim_shot ch_sim_child_shot[];
extern const struct ch_sim_code ch_sim_flu_shot, ch_sim_td_shot,
	ch_sim_pneumo_shot, ch_sim_zoster_shot, ch_sim_covid_shot;

extern const struct ch_sim_code ch_sim_allergen[];	/* ends without code */
extern const struct ch_sim_code ch_sim_reaction[];

/* A social need: the screening question, the answer that tells of it, and the
 * problem it is written down as. */
struct ch_sim_need {
	struct ch_sim_code question, yes, no, problem;
	const char *service;
};
enum { CH_SIM_TRANSPORT, CH_SIM_FOOD, CH_SIM_HOUSING, CH_SIM_NEEDS };
extern const struct ch_sim_need ch_sim_need[CH_SIM_NEEDS];

enum ch_sim_kind {		/* of a visit */
	CH_SIM_WELLNESS, CH_SIM_CHILD, CH_SIM_FOLLOWUP, CH_SIM_SYMPTOM,
	CH_SIM_VIDEO, CH_SIM_HOME, CH_SIM_EMERGENCY, CH_SIM_STAY, CH_SIM_KINDS
};
extern const struct ch_sim_code ch_sim_kind[CH_SIM_KINDS];

enum ch_sim_done {		/* procedures */
	CH_SIM_RECONCILE, CH_SIM_SCREEN_MOOD, CH_SIM_SCREEN_NEEDS,
	CH_SIM_ECG, CH_SIM_ECHO, CH_SIM_XRAY, CH_SIM_SPIROMETRY,
	CH_SIM_COLONOSCOPY, CH_SIM_MAMMOGRAPHY, CH_SIM_FLUIDS, CH_SIM_SUTURE,
	CH_SIM_DISCHARGE, CH_SIM_DONES
};
extern const struct ch_sim_code ch_sim_done[CH_SIM_DONES];

extern const struct ch_sim_code ch_sim_smoking[3];	/* never, ex, daily */
extern const struct ch_sim_code ch_sim_refer_heart, ch_sim_refer_pressure,
	ch_sim_refer_home;

#endif
