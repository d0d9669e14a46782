/* body.h - what can be measured of a made-up person, and how it moves. */
#ifndef CH_SIM_BODY_H
#define CH_SIM_BODY_H

#include "sim/code.h"
#include "sim/rng.h"

enum ch_sim_analyte {
	CH_SIM_SYSTOLIC, CH_SIM_DIASTOLIC, CH_SIM_PULSE, CH_SIM_BREATHS,
	CH_SIM_TEMPERATURE, CH_SIM_OXYGEN, CH_SIM_WEIGHT, CH_SIM_HEIGHT,
	CH_SIM_BMI, CH_SIM_PAIN,
	CH_SIM_GLUCOSE, CH_SIM_UREA, CH_SIM_CREATININE, CH_SIM_EGFR,
	CH_SIM_SODIUM, CH_SIM_POTASSIUM, CH_SIM_CHLORIDE, CH_SIM_CO2,
	CH_SIM_CALCIUM,
	CH_SIM_LEUKOCYTES, CH_SIM_ERYTHROCYTES, CH_SIM_HEMOGLOBIN,
	CH_SIM_HEMATOCRIT, CH_SIM_MCV, CH_SIM_MCH, CH_SIM_PLATELETS,
	CH_SIM_CHOLESTEROL, CH_SIM_TRIGLYCERIDES, CH_SIM_HDL, CH_SIM_LDL,
	CH_SIM_ALT, CH_SIM_AST, CH_SIM_BILIRUBIN,
	CH_SIM_A1C, CH_SIM_ALBUMIN_RATIO, CH_SIM_NTPROBNP, CH_SIM_INR,
	CH_SIM_LACTATE, CH_SIM_PHQ2, CH_SIM_PHQ9, CH_SIM_ANALYTES
};

enum ch_sim_class { CH_SIM_VITAL, CH_SIM_LAB, CH_SIM_SURVEY, CH_SIM_SOCIAL };

/*
 * Values are whole numbers of 10^-decimals, so that they print the same
 * everywhere. Ranges are those of the made-up laboratory (0: none), and
 * beyond `low_low` and `high_high` it telephones (INT_MIN, INT_MAX: never).
 */
struct ch_sim_measure {
	const char *code, *name, *unit;		/* LOINC, and UCUM */
	enum ch_sim_class class;
	int decimals, low, high, low_low, high_high;
	double mean, spread;			/* of well adults, scaled */
};
extern const struct ch_sim_measure ch_sim_measure[CH_SIM_ANALYTES];

/* Where somebody stands with each analyte: off the mean for good, and off that
 * for now. */
struct ch_sim_body {
	struct ch_sim_rng *dice;
	unsigned ills;			/* 1 << enum ch_sim_ill */
	bool female;
	int64_t birth;			/* day */
	double ever[CH_SIM_ANALYTES], now[CH_SIM_ANALYTES];
	double slope[CH_SIM_ANALYTES];	/* a year */
	int64_t last[CH_SIM_ANALYTES];	/* when measured, seconds */
	int64_t start;			/* when the slopes begin */
};

void ch_sim_body_make(struct ch_sim_body *b, struct ch_sim_rng *dice,
		      unsigned ills, bool female, int64_t birth,
		      int64_t start);

/* Measures at an instant. `strain` is 0 for a person at home, about 1 for one
 * in the emergency room or on a ward. Two draws a day apart are much alike,
 * two a year apart hardly. */
int ch_sim_value(struct ch_sim_body *b, enum ch_sim_analyte a, int64_t at,
		 double strain);

/* A value just beyond a critical limit, on a side that has one. */
int ch_sim_critical(struct ch_sim_rng *dice, enum ch_sim_analyte a);

/* "LL", "L", "N", "H", "HH"; NULL for what has no range. */
const char *ch_sim_flag(enum ch_sim_analyte a, int value);

#endif
