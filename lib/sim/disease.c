/* disease.c - the chronic diseases, how common they are and what they bring;
 * and the complaints that come and go. Frequencies are made up to look right
 * in a demonstration; they are no estimate of anything. */
#include "sim/body.h"
#include "sim/code.h"

#define SCT(code, name) { CH_SIM_SNOMED, code, name, NULL }
#define SICK(code, name, icd10) { CH_SIM_SNOMED, code, name, icd10 }
#define RX(code, name, dose) { { CH_SIM_RXNORM, code, name, NULL }, dose }
#define NO_DRUG RX(NULL, NULL, NULL)

static const struct ch_sim_care diabetes_care = {
	SCT("698360004", "Diabetes self management plan"),
	{ SCT("160670007", "Diabetic diet"),
	  SCT("229065009", "Exercise therapy"),
	  SCT(NULL, NULL) },
	"Hemoglobin A1c below 7 %", CH_SIM_A1C, 70
};
static const struct ch_sim_care pressure_care = {
	SCT("443402002", "Lifestyle education regarding hypertension"),
	{ SCT("1151000175103", "Dietary approaches to stop hypertension diet"),
	  SCT("386463000", "Prescribed activity/exercise education"),
	  SCT(NULL, NULL) },
	"Systolic blood pressure below 130 mm[Hg]", CH_SIM_SYSTOLIC, 130
};
static const struct ch_sim_care heart_care = {
	SCT("735984001", "Heart failure self management plan"),
	{ SCT("386619000", "Low sodium diet"),
	  SCT("183063000", "low salt diet education"),
	  SCT("385715006", "Cardiac care") },
	"Potassium below 5.0 mmol/L", CH_SIM_POTASSIUM, 50
};
static const struct ch_sim_care lung_care = {
	SCT("412776001",
	    "Chronic obstructive pulmonary disease clinical management plan"),
	{ SCT("15081005", "Pulmonary rehabilitation"),
	  SCT("229298005", "Breathing control"),
	  SCT("225323000", "Smoking cessation education") },
	NULL, 0, 0
};
static const struct ch_sim_care asthma_care = {
	SCT("699728000", "Asthma self management"),
	{ SCT("710818004", "Inhaled steroid therapy"),
	  SCT("229298005", "Breathing control"),
	  SCT(NULL, NULL) },
	NULL, 0, 0
};
static const struct ch_sim_care mood_care = {
	SCT("737434004", "Major depressive disorder clinical management plan"),
	{ SCT("228557008", "Cognitive and behavioral therapy"),
	  SCT("183301007", "Physical exercises"),
	  SCT(NULL, NULL) },
	"PHQ-9 score below 5", CH_SIM_PHQ9, 5
};

const struct ch_sim_disease ch_sim_disease[CH_SIM_ILLS] = {
	[CH_SIM_DIABETES] = {
		SICK("44054006", "Diabetes", "E11.9"),
		{ 0.003, 0.04, 0.15, 0.25, 0.24 }, 12, 120, 0.05, 0.06,
		{ RX("860975", "24 HR Metformin hydrochloride 500 MG Extended "
		     "Release Oral Tablet", "1 tablet with dinner"),
		  RX("106892", "insulin human, isophane 70 UNT/ML / Regular "
		     "Insulin, Human 30 UNT/ML Injectable Suspension "
		     "[Humulin]", "20 units before breakfast and dinner") },
		&diabetes_care },
	[CH_SIM_HYPERTENSION] = {
		SICK("59621000", "Essential hypertension", "I10"),
		{ 0.002, 0.10, 0.38, 0.62, 0.72 }, 18, 180, 0.02, 0.04,
		{ RX("314076", "lisinopril 10 MG Oral Tablet",
		     "1 tablet every morning"),
		  RX("308136", "amLODIPine 2.5 MG Oral Tablet",
		     "1 tablet daily"),
		  RX("310798", "Hydrochlorothiazide 25 MG Oral Tablet",
		     "1 tablet every morning") },
		&pressure_care },
	[CH_SIM_HEART_FAILURE] = {
		SICK("88805009", "Chronic congestive heart failure",
		     "I50.9"),
		{ 0, 0.003, 0.03, 0.10, 0.19 }, 35, 60, 0.50, 0.20,
		{ RX("866412", "24 HR metoprolol succinate 100 MG Extended "
		     "Release Oral Tablet", "1 tablet daily"),
		  RX("315971", "Lasix 40mg", "1 tablet every morning"),
		  RX("197604", "Digoxin 0.125 MG Oral Tablet",
		     "1 tablet daily") },
		&heart_care },
	[CH_SIM_COPD] = {
		SICK("185086009", "Chronic obstructive bronchitis",
		     "J44.9"),
		{ 0, 0.005, 0.06, 0.13, 0.14 }, 35, 120, 0.22, 0.25,
		{ RX("896209", "60 ACTUAT Fluticasone propionate 0.25 "
		     "MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder "
		     "Inhaler", "1 puff twice a day"),
		  RX("2123111", "NDA020503 200 ACTUAT Albuterol 0.09 "
		     "MG/ACTUAT Metered Dose Inhaler", "2 puffs as needed") },
		&lung_care },
	[CH_SIM_ASTHMA] = {
		SICK("195967001", "Asthma", NULL),
		{ 0.09, 0.08, 0.08, 0.06, 0.05 }, 2, 240, 0.02, 0.15,
		{ RX("895994", "120 ACTUAT Fluticasone propionate 0.044 "
		     "MG/ACTUAT Metered Dose Inhaler", "2 puffs twice a day"),
		  RX("745679", "200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered "
		     "Dose Inhaler", "2 puffs as needed") },
		&asthma_care },
	[CH_SIM_CKD] = {
		{ CH_SIM_ICD10, "N18.30",
		  "Chronic kidney disease, stage 3 unspecified", NULL },
		{ 0.001, 0.008, 0.06, 0.18, 0.28 }, 20, 150, 0.08, 0.05,
		{ NO_DRUG }, NULL },
	[CH_SIM_DEPRESSION] = {
		SICK("370143000", "Major depression disorder", "F32.9"),
		{ 0.03, 0.11, 0.10, 0.08, 0.07 }, 13, 120, 0.02, 0.10,
		{ RX("328670", "Sertraline 100MG", "1 tablet every morning") },
		&mood_care },
	[CH_SIM_ATRIAL_FIBRILLATION] = {
		SICK("49436004", "Atrial Fibrillation", "I48.91"),
		{ 0, 0.002, 0.02, 0.09, 0.17 }, 30, 120, 0.08, 0.10,
		{ RX("855332", "Warfarin Sodium 5 MG Oral Tablet",
		     "1 tablet every evening") }, NULL },
	[CH_SIM_CORONARY] = {
		SICK("53741008", "Coronary Heart Disease", "I25.10"),
		{ 0, 0.004, 0.06, 0.17, 0.24 }, 35, 180, 0.08, 0.12,
		{ RX("309362", "Clopidogrel 75 MG Oral Tablet",
		     "1 tablet daily"),
		  RX("705129", "Nitroglycerin 0.4 MG/ACTUAT Mucosal Spray",
		     "1 spray when the chest hurts") }, NULL },
	[CH_SIM_LIPIDS] = {
		SICK("55822004", "Hyperlipidemia", NULL),
		{ 0.005, 0.08, 0.33, 0.50, 0.45 }, 18, 365, 0, 0,
		{ RX("312961", "Simvastatin 20 MG Oral Tablet",
		     "1 tablet at bedtime") }, NULL },
	[CH_SIM_OBESITY] = {
		SICK("162864005", "Body mass index 30+ - obesity",
		     "E66.9"),
		{ 0.12, 0.30, 0.38, 0.35, 0.22 }, 6, 0, 0, 0,
		{ NO_DRUG }, NULL },
	[CH_SIM_DEMENTIA] = {
		SICK("26929004", "Alzheimer's disease", NULL),
		{ 0, 0, 0.004, 0.04, 0.16 }, 60, 180, 0.12, 0.15,
		{ RX("997223", "Donepezil hydrochloride 10 MG Oral Tablet",
		     "1 tablet at bedtime") }, NULL },
};

const struct ch_sim_acute ch_sim_minor[] = {
	{ SCT("444814009", "Viral sinusitis"), 30, 14, NO_DRUG },
	{ SCT("195662009", "Acute viral pharyngitis"), 25, 10,
	  NO_DRUG },
	{ SCT("10509002", "Acute bronchitis"), 20, 14,
	  RX("313782", "Acetaminophen 325 MG Oral Tablet",
	     "2 tablets every 6 hours as needed") },
	{ SCT("65363002", "Otitis media"), 8, 14,
	  RX("308182", "Amoxicillin 250 MG Oral Capsule",
	     "1 capsule three times a day") },
	{ SCT("301011002", "Escherichia coli urinary tract infection"), 8, 7,
	  RX("311995", "NITROFURANTOIN, MACROCRYSTALS 50 MG Oral Capsule",
	     "1 capsule four times a day") },
	{ SCT("44465007", "Sprain of ankle"), 6, 30,
	  RX("310965", "Ibuprofen 200 MG Oral Tablet",
	     "2 tablets every 8 hours as needed") },
	{ SCT("40275004", "Contact dermatitis"), 3, 21,
	  RX("106258", "Hydrocortisone 10 MG/ML Topical Cream",
	     "Thinly, twice a day") },
	{ .weight = 0 },
};

const struct ch_sim_acute ch_sim_urgent[] = {
	{ SCT("284549007", "Laceration of hand"), 20, 21,
	  RX("313782", "Acetaminophen 325 MG Oral Tablet",
	     "2 tablets every 6 hours as needed") },
	{ SCT("267036007", "Dyspnea"), 18, 3, NO_DRUG },
	{ SCT("62106007", "Concussion with no loss of consciousness"), 12, 30,
	  NO_DRUG },
	{ SCT("65966004", "Fracture of forearm"), 12, 90,
	  RX("310965", "Ibuprofen 200 MG Oral Tablet",
	     "2 tablets every 8 hours as needed") },
	{ SCT("300359004", "Finding of vomiting"), 12, 3, NO_DRUG },
	{ SCT("80583007", "Severe anxiety (panic)"), 8, 2, NO_DRUG },
	{ SCT("241929008", "Acute allergic reaction"), 6, 2, NO_DRUG },
	{ SCT("278860009", "Chronic low back pain"), 12, 20,
	  RX("198014", "Naproxen 500 MG Oral Tablet",
	     "1 tablet twice a day with food") },
	{ .weight = 0 },
};

const struct ch_sim_acute ch_sim_grave[] = {
	{ SCT("233604007", "Pneumonia"), 30, 28,
	  RX("562251",
	     "Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet",
	     "1 tablet three times a day") },
	{ SCT("91302008", "Sepsis"), 12, 21, NO_DRUG },
	{ SCT("74400008", "Appendicitis"), 10, 30, NO_DRUG },
	{ SICK("230690007", "Stroke", "I63.9"), 10, 0, NO_DRUG },
	{ SCT("22298006", "Myocardial Infarction"), 12, 0,
	  RX("243670", "Aspirin 81 MG Oral Tablet", "1 tablet daily") },
	{ SCT("359817006", "Closed fracture of hip"), 10, 120, NO_DRUG },
	{ SCT("65275009", "Acute Cholecystitis"), 8, 30, NO_DRUG },
	{ SCT("38822007", "Cystitis"), 8, 14,
	  RX("311995", "NITROFURANTOIN, MACROCRYSTALS 50 MG Oral Capsule",
	     "1 capsule four times a day") },
	{ .weight = 0 },
};
