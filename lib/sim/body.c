/* body.c - the numbers of a made-up body: ranges, diseases' marks, trends. */
#include <limits.h>
#include <math.h>

#include "sim/body.h"
#include "sim/when.h"

#define NEVER INT_MIN, INT_MAX
#define VITAL(code, name, unit, dec, mean, spread) \
	{ code, name, unit, CH_SIM_VITAL, dec, 0, 0, NEVER, mean, spread }
#define SURVEY(code, name, mean, spread) \
	{ code, name, "{score}", CH_SIM_SURVEY, 0, 0, 0, NEVER, mean, spread }

/* Critical limits: surveys of US laboratories, draft (codes/critical.tsv). */
const struct ch_sim_measure ch_sim_measure[CH_SIM_ANALYTES] = {
	[CH_SIM_SYSTOLIC] = VITAL("8480-6", "Systolic Blood Pressure",
				  "mm[Hg]", 0, 118, 9),
	[CH_SIM_DIASTOLIC] = VITAL("8462-4", "Diastolic Blood Pressure",
				   "mm[Hg]", 0, 75, 7),
	[CH_SIM_PULSE] = VITAL("8867-4", "Heart rate", "/min", 0, 74, 8),
	[CH_SIM_BREATHS] = VITAL("9279-1", "Respiratory rate", "/min", 0,
				 15, 1.4),
	[CH_SIM_TEMPERATURE] = VITAL("8310-5", "Body temperature", "Cel", 1,
				     367, 3),
	[CH_SIM_OXYGEN] = VITAL("59408-5", "Oxygen saturation in Arterial "
				"blood by Pulse oximetry", "%", 0, 98, 1),
	[CH_SIM_WEIGHT] = VITAL("29463-7", "Body Weight", "kg", 1, 760, 100),
	[CH_SIM_HEIGHT] = VITAL("8302-2", "Body Height", "cm", 1, 1690, 70),
	[CH_SIM_BMI] = VITAL("39156-5", "Body mass index (BMI) [Ratio]",
			     "kg/m2", 1, 260, 0),
	[CH_SIM_PAIN] = { "72514-3", "Pain severity - 0-10 verbal numeric "
			  "rating [Score] - Reported", "{score}",
			  CH_SIM_VITAL, 0, 0, 0, NEVER, 1, 1.4 },
	[CH_SIM_GLUCOSE] = { "2345-7", "Glucose [Mass/volume] in Serum or "
			     "Plasma", "mg/dL", CH_SIM_LAB, 0, 70, 99, 50,
			     450, 90, 7 },
	[CH_SIM_UREA] = { "3094-0", "Urea nitrogen [Mass/volume] in Serum or "
			  "Plasma", "mg/dL", CH_SIM_LAB, 0, 7, 20, INT_MIN,
			  100, 14, 3 },
	[CH_SIM_CREATININE] = { "2160-0", "Creatinine [Mass/volume] in Serum "
				"or Plasma", "mg/dL", CH_SIM_LAB, 2, 60, 120,
				INT_MIN, 740, 88, 12 },
	[CH_SIM_EGFR] = { "98979-8", "Glomerular filtration rate (CKD-EPI "
			  "2021)", "mL/min/{1.73_m2}", CH_SIM_LAB, 0, 60, 0,
			  NEVER, 95, 0 },
	[CH_SIM_SODIUM] = { "2951-2", "Sodium [Moles/volume] in Serum or "
			    "Plasma", "mmol/L", CH_SIM_LAB, 0, 135, 145, 120,
			    158, 140, 2 },
	[CH_SIM_POTASSIUM] = { "2823-3", "Potassium [Moles/volume] in Serum "
			       "or Plasma", "mmol/L", CH_SIM_LAB, 1, 35, 51,
			       28, 62, 42, 3 },
	[CH_SIM_CHLORIDE] = { "2075-0", "Chloride [Moles/volume] in Serum or "
			      "Plasma", "mmol/L", CH_SIM_LAB, 0, 98, 107, 75,
			      126, 103, 2 },
	[CH_SIM_CO2] = { "2028-9", "Carbon dioxide, total [Moles/volume] in "
			 "Serum or Plasma", "mmol/L", CH_SIM_LAB, 0, 22, 29,
			 10, 40, 25, 2 },
	[CH_SIM_CALCIUM] = { "17861-6", "Calcium [Mass/volume] in Serum or "
			     "Plasma", "mg/dL", CH_SIM_LAB, 1, 85, 105, 65,
			     130, 95, 4 },
	[CH_SIM_LEUKOCYTES] = { "6690-2", "Leukocytes [#/volume] in Blood by "
				"Automated count", "10*3/uL", CH_SIM_LAB, 1,
				45, 110, 20, 500, 70, 15 },
	[CH_SIM_ERYTHROCYTES] = { "789-8", "Erythrocytes [#/volume] in Blood "
				  "by Automated count", "10*6/uL",
				  CH_SIM_LAB, 2, 390, 590, NEVER, 475, 35 },
	[CH_SIM_HEMOGLOBIN] = { "718-7", "Hemoglobin [Mass/volume] in Blood",
				"g/dL", CH_SIM_LAB, 1, 120, 172, 70, 200, 143,
				11 },
	[CH_SIM_HEMATOCRIT] = { "4544-3", "Hematocrit [Volume Fraction] of "
				"Blood by Automated count", "%", CH_SIM_LAB,
				1, 360, 500, 200, 600, 428, 30 },
	[CH_SIM_MCV] = { "787-2", "MCV [Entitic volume] by Automated count",
			 "fL", CH_SIM_LAB, 1, 800, 1000, NEVER, 900, 40 },
	[CH_SIM_MCH] = { "785-6", "MCH [Entitic mass] by Automated count",
			 "pg", CH_SIM_LAB, 1, 270, 330, NEVER, 300, 14 },
	[CH_SIM_PLATELETS] = { "777-3", "Platelets [#/volume] in Blood by "
			       "Automated count", "10*3/uL", CH_SIM_LAB, 0,
			       150, 450, 40, 1000, 250, 50 },
	[CH_SIM_CHOLESTEROL] = { "2093-3", "Cholesterol [Mass/volume] in "
				 "Serum or Plasma", "mg/dL", CH_SIM_LAB, 0, 0,
				 200, NEVER, 182, 25 },
	[CH_SIM_TRIGLYCERIDES] = { "2571-8", "Triglyceride [Mass/volume] in "
				   "Serum or Plasma", "mg/dL", CH_SIM_LAB, 0,
				   0, 150, NEVER, 115, 35 },
	[CH_SIM_HDL] = { "2085-9", "Cholesterol in HDL [Mass/volume] in Serum "
			 "or Plasma", "mg/dL", CH_SIM_LAB, 0, 40, 0, NEVER,
			 54, 10 },
	[CH_SIM_LDL] = { "18262-6", "Cholesterol in LDL [Mass/volume] in "
			 "Serum or Plasma by Direct assay", "mg/dL",
			 CH_SIM_LAB, 0, 0, 130, NEVER, 106, 22 },
	[CH_SIM_ALT] = { "1742-6", "Alanine aminotransferase [Enzymatic "
			 "activity/volume] in Serum or Plasma", "U/L",
			 CH_SIM_LAB, 0, 7, 56, NEVER, 25, 8 },
	[CH_SIM_AST] = { "1920-8", "Aspartate aminotransferase [Enzymatic "
			 "activity/volume] in Serum or Plasma", "U/L",
			 CH_SIM_LAB, 0, 10, 40, NEVER, 23, 6 },
	[CH_SIM_BILIRUBIN] = { "1975-2", "Bilirubin.total [Mass/volume] in "
			       "Serum or Plasma", "mg/dL", CH_SIM_LAB, 1, 1,
			       12, INT_MIN, 150, 6, 2 },
	[CH_SIM_A1C] = { "4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood",
			 "%", CH_SIM_LAB, 1, 40, 56, NEVER, 53, 2 },
	[CH_SIM_ALBUMIN_RATIO] = { "14959-1", "Microalbumin Creatinine Ratio",
				   "mg/g", CH_SIM_LAB, 0, 0, 30, NEVER, 10,
				   5 },
	[CH_SIM_NTPROBNP] = { "33762-6", "NT-proBNP", "pg/mL", CH_SIM_LAB, 0,
			      0, 450, NEVER, 120, 60 },
	[CH_SIM_INR] = { "6301-6", "INR in Platelet poor plasma by "
			 "Coagulation assay", "{INR}", CH_SIM_LAB, 1, 9, 12,
			 INT_MIN, 50, 10, 0.6 },
	[CH_SIM_LACTATE] = { "2524-7", "Lactate [Moles/volume] in Serum or "
			     "Plasma", "mmol/L", CH_SIM_LAB, 1, 5, 20,
			     INT_MIN, 40, 11, 3 },
	[CH_SIM_PHQ2] = SURVEY("55758-7", "Patient Health Questionnaire 2 "
			       "item (PHQ-2) total score [Reported]", 0.6,
			       0.8),
	[CH_SIM_PHQ9] = SURVEY("44261-6", "Patient Health Questionnaire 9 "
			       "item (PHQ-9) total score [Reported]", 3, 2),
};

/* What a disease does to a number: for good, and more under strain. */
static const struct {
	int ill, analyte;
	double shift, strain;
} marks[] = {
	{ CH_SIM_DIABETES, CH_SIM_A1C, 23, 2 },
	{ CH_SIM_DIABETES, CH_SIM_GLUCOSE, 65, 60 },
	{ CH_SIM_DIABETES, CH_SIM_ALBUMIN_RATIO, 40, 0 },
	{ CH_SIM_DIABETES, CH_SIM_TRIGLYCERIDES, 45, 0 },
	{ CH_SIM_HYPERTENSION, CH_SIM_SYSTOLIC, 21, 15 },
	{ CH_SIM_HYPERTENSION, CH_SIM_DIASTOLIC, 10, 6 },
	{ CH_SIM_HEART_FAILURE, CH_SIM_NTPROBNP, 1500, 3500 },
	{ CH_SIM_HEART_FAILURE, CH_SIM_POTASSIUM, 2, 2 },
	{ CH_SIM_HEART_FAILURE, CH_SIM_SODIUM, -3, -3 },
	{ CH_SIM_HEART_FAILURE, CH_SIM_WEIGHT, 10, 35 },
	{ CH_SIM_HEART_FAILURE, CH_SIM_CREATININE, 25, 35 },
	{ CH_SIM_COPD, CH_SIM_OXYGEN, -4, -4 },
	{ CH_SIM_COPD, CH_SIM_BREATHS, 2, 4 },
	{ CH_SIM_COPD, CH_SIM_CO2, 3, 2 },
	{ CH_SIM_CKD, CH_SIM_CREATININE, 80, 45 },
	{ CH_SIM_CKD, CH_SIM_UREA, 15, 18 },
	{ CH_SIM_CKD, CH_SIM_POTASSIUM, 4, 3 },
	{ CH_SIM_CKD, CH_SIM_HEMOGLOBIN, -18, -6 },
	{ CH_SIM_CKD, CH_SIM_ALBUMIN_RATIO, 120, 0 },
	{ CH_SIM_DEPRESSION, CH_SIM_PHQ2, 2, 1 },
	{ CH_SIM_DEPRESSION, CH_SIM_PHQ9, 8, 2 },
	{ CH_SIM_ATRIAL_FIBRILLATION, CH_SIM_PULSE, 8, 20 },
	{ CH_SIM_ATRIAL_FIBRILLATION, CH_SIM_INR, 14, 4 },
	{ CH_SIM_LIPIDS, CH_SIM_CHOLESTEROL, 35, 0 },
	{ CH_SIM_LIPIDS, CH_SIM_LDL, 32, 0 },
	{ CH_SIM_OBESITY, CH_SIM_WEIGHT, 240, 0 },
	{ CH_SIM_OBESITY, CH_SIM_HDL, -7, 0 },
};

/* What strain alone does to anybody. */
static const double strained[CH_SIM_ANALYTES] = {
	[CH_SIM_SYSTOLIC] = 6, [CH_SIM_PULSE] = 16, [CH_SIM_BREATHS] = 4,
	[CH_SIM_TEMPERATURE] = 8, [CH_SIM_OXYGEN] = -2, [CH_SIM_PAIN] = 4,
	[CH_SIM_GLUCOSE] = 18, [CH_SIM_CREATININE] = 12, [CH_SIM_UREA] = 4,
	[CH_SIM_SODIUM] = -2, [CH_SIM_LEUKOCYTES] = 45,
	[CH_SIM_HEMOGLOBIN] = -10, [CH_SIM_LACTATE] = 6, [CH_SIM_CO2] = -2,
	[CH_SIM_NTPROBNP] = 150,
};

void ch_sim_body_make(struct ch_sim_body *b, struct ch_sim_rng *dice,
		      unsigned ills, bool female, int64_t birth,
		      int64_t start)
{
	*b = (struct ch_sim_body){ .dice = dice, .ills = ills,
				   .female = female, .birth = birth,
				   .start = start };
	for (int a = 0; a < CH_SIM_ANALYTES; a++) {
		b->ever[a] = ch_sim_normal(dice);
		b->now[a] = ch_sim_normal(dice);
		b->slope[a] = ch_sim_normal(dice) * 0.25;
	}
	b->ever[CH_SIM_BMI] = b->now[CH_SIM_BMI] = 0; /* metres, BMI */
	if (ills & 1 << CH_SIM_CKD)
		b->slope[CH_SIM_CREATININE] += 1.2;
	if (ills & 1 << CH_SIM_DIABETES)
		b->slope[CH_SIM_A1C] = ch_sim_normal(dice) * 2.5;
}

/* Of an adult's: a made-up curve that is about right. */
static double grown(int64_t days)
{
	static const double part[] = { 0.30, 0.44, 0.52, 0.57, 0.61, 0.65,
		0.68, 0.71, 0.75, 0.78, 0.81, 0.84, 0.88, 0.92, 0.95, 0.97,
		0.985, 1 };
	double years = (double)days / 365.25;
	int i = (int)years;

	if (years >= 17)
		return 1;
	return part[i] + (part[i + 1] - part[i]) * (years - i);
}

static double mean_of(const struct ch_sim_body *b, enum ch_sim_analyte a,
		      int64_t at, double strain)
{
	double mean = ch_sim_measure[a].mean + strained[a] * strain;

	for (size_t i = 0; i < CH_COUNT(marks); i++)
		if (marks[i].analyte == (int)a &&
		    b->ills & 1u << marks[i].ill)
			mean += marks[i].shift + marks[i].strain * strain;
	if (b->female && (a == CH_SIM_WEIGHT || a == CH_SIM_HEIGHT))
		mean *= a == CH_SIM_WEIGHT ? 0.87 : 0.96;
	if (b->female && (a == CH_SIM_HEMOGLOBIN || a == CH_SIM_CREATININE))
		mean -= a == CH_SIM_HEMOGLOBIN ? 10 : 16;
	if (a == CH_SIM_HEIGHT || a == CH_SIM_WEIGHT) {
		double g = grown(at / CH_SIM_DAY - b->birth);

		mean *= a == CH_SIM_HEIGHT ? g : g * g * (0.4 + 0.6 * g);
	}
	return mean;
}

/* CKD-EPI 2021. */
static int egfr(const struct ch_sim_body *b, int64_t at)
{
	double age = (double)(at / CH_SIM_DAY - b->birth) / 365.25;
	double s = b->now[CH_SIM_EGFR] / 100, k = b->female ? 0.7 : 0.9;
	double alpha = b->female ? -0.241 : -0.302;

	return (int)(142 * pow(fmin(s / k, 1), alpha) *
		     pow(fmax(s / k, 1), -1.2) * pow(0.9938, age) *
		     (b->female ? 1.012 : 1) + 0.5);
}

static int clamp(enum ch_sim_analyte a, double value)
{
	static const struct { int analyte, least, most; } bounds[] = {
		{ CH_SIM_OXYGEN, 78, 100 }, { CH_SIM_PAIN, 0, 10 },
		{ CH_SIM_PHQ2, 0, 6 }, { CH_SIM_PHQ9, 0, 27 },
		{ CH_SIM_A1C, 42, 140 },
	};
	double least = ch_sim_measure[a].mean * 0.03, most = INT_MAX;

	for (size_t i = 0; i < CH_COUNT(bounds); i++)
		if (bounds[i].analyte == (int)a) {
			least = bounds[i].least;
			most = bounds[i].most;
		}
	return (int)(fmin(fmax(value, least), most) + 0.5);
}

int ch_sim_value(struct ch_sim_body *b, enum ch_sim_analyte a, int64_t at,
		 double strain)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];
	double keep, years = (double)(at - b->start) / (365.25 * CH_SIM_DAY);
	double mean = mean_of(b, a, at, strain);
	double spread = m->spread * (mean > m->mean ? mean / m->mean : 1);
	/* Bodies keep their height, and nearly their weight. */
	double sway = a == CH_SIM_HEIGHT ? 0 : a == CH_SIM_WEIGHT ? 0.1 : 0.5;
	int value;

	if (a == CH_SIM_EGFR)
		return egfr(b, at);
	if (a == CH_SIM_BMI)
		return (int)(b->now[CH_SIM_BMI] + 0.5);
	keep = 1 / (1 + (double)(at - b->last[a]) / (60.0 * CH_SIM_DAY));
	b->now[a] = keep * b->now[a] +
		    sqrt(1 - keep * keep) * ch_sim_normal(b->dice);
	b->last[a] = at;
	value = clamp(a, mean + spread * (0.8 * b->ever[a] +
		sway * (b->now[a] + 2 * b->slope[a] * years)));
	/* What follows from a number just measured is kept with its heir. */
	if (a == CH_SIM_CREATININE)
		b->now[CH_SIM_EGFR] = value;
	if (a == CH_SIM_HEIGHT)
		b->ever[CH_SIM_BMI] = value / 1000.0;
	if (a == CH_SIM_WEIGHT && b->ever[CH_SIM_BMI] > 0)
		b->now[CH_SIM_BMI] = value / (b->ever[CH_SIM_BMI] *
					      b->ever[CH_SIM_BMI]);
	return value;
}

int ch_sim_critical(struct ch_sim_rng *dice, enum ch_sim_analyte a)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];
	int beyond = 1 + ch_sim_below(dice, 1 + (int)(m->spread * 1.5));
	bool low = m->low_low != INT_MIN &&
		   (m->high_high == INT_MAX || ch_sim_chance(dice, 0.5));

	return low ? m->low_low - beyond / 2 : m->high_high + beyond;
}

const char *ch_sim_flag(enum ch_sim_analyte a, int value)
{
	const struct ch_sim_measure *m = &ch_sim_measure[a];

	if (m->class != CH_SIM_LAB)
		return NULL;
	if (value <= m->low_low)
		return "LL";
	if (value >= m->high_high)
		return "HH";
	return value < m->low ? "L" : m->high && value > m->high ? "H" : "N";
}
