/* code.c - visits, procedures, vaccines, allergies and needs of the made-up
 * population: codes and names as met in open test data and public sources. */
#include "sim/code.h"

#define SCT(code, name) { CH_SIM_SNOMED, code, name, NULL }
#define LOINC(code, name) { CH_SIM_LOINC, code, name, NULL }
#define CVX(code, name) { CH_SIM_CVX, code, name, NULL }

const char *ch_sim_system_url(enum ch_sim_system s)
{
	static const char *const url[] = {
		[CH_SIM_SNOMED] = "http://snomed.info/sct",
		[CH_SIM_LOINC] = "http://loinc.org",
		[CH_SIM_RXNORM] =
			"http://www.nlm.nih.gov/research/umls/rxnorm",
		[CH_SIM_CVX] = "http://hl7.org/fhir/sid/cvx",
		[CH_SIM_ICD10] = "http://hl7.org/fhir/sid/icd-10-cm",
	};

	return url[s];
}

int ch_sim_band(int age)
{
	return age < 18 ? 0 : age < 45 ? 1 : age < 65 ? 2 : age < 80 ? 3 : 4;
}

const struct ch_sim_code ch_sim_kind[CH_SIM_KINDS] = {
	[CH_SIM_WELLNESS] = SCT("162673000",
				"General examination of patient"),
	[CH_SIM_CHILD] = SCT("410620009", "Well child visit"),
	[CH_SIM_FOLLOWUP] = SCT("390906007", "Follow-up encounter"),
	[CH_SIM_SYMPTOM] = SCT("185345009", "Encounter for symptom"),
	[CH_SIM_VIDEO] = SCT("448337001",
			     "Telemedicine consultation with patient"),
	[CH_SIM_HOME] = SCT("439708006", "Home visit"),
	[CH_SIM_EMERGENCY] = SCT("50849002",
				 "Emergency room admission"),
	[CH_SIM_STAY] = SCT("183452005", "Encounter Inpatient"),
};

const struct ch_sim_code ch_sim_done[CH_SIM_DONES] = {
	[CH_SIM_RECONCILE] = SCT("430193006",
				 "Medication Reconciliation"),
	[CH_SIM_SCREEN_MOOD] = SCT("171207006",
				   "Depression screening"),
	[CH_SIM_SCREEN_NEEDS] = SCT("710824005",
		"Assessment of health and social care needs"),
	[CH_SIM_ECG] = SCT("29303009",
			   "Electrocardiographic procedure"),
	[CH_SIM_ECHO] = SCT("40701008", "Echocardiography"),
	[CH_SIM_XRAY] = SCT("399208008", "Plain chest X-ray"),
	[CH_SIM_SPIROMETRY] = SCT("127783003", "Spirometry"),
	[CH_SIM_COLONOSCOPY] = SCT("73761001", "Colonoscopy"),
	[CH_SIM_MAMMOGRAPHY] = SCT("71651007", "Mammography"),
	[CH_SIM_FLUIDS] = SCT("103744005",
			      "Administration of intravenous fluids"),
	[CH_SIM_SUTURE] = SCT("288086009", "Suture open wound"),
	[CH_SIM_DISCHARGE] = SCT("58000006", "Patient discharge"),
};

const struct ch_sim_shot ch_sim_child_shot[] = {
	{ CVX("08", "Hep B, adolescent or pediatric"), { 1, 2, 6 } },
	{ CVX("119", "rotavirus, monovalent"), { 2, 4 } },
	{ CVX("20", "DTaP"), { 2, 4, 6, 15, 48 } },
	{ CVX("49", "Hib (PRP-OMP)"), { 2, 4, 12 } },
	{ CVX("133", "Pneumococcal conjugate PCV 13"), { 2, 4, 6, 12 } },
	{ CVX("10", "IPV"), { 2, 4, 6, 48 } },
	{ CVX("03", "MMR"), { 12, 48 } },
	{ CVX("21", "varicella"), { 12, 48 } },
	{ CVX("83", "Hep A, ped/adol, 2 dose"), { 12, 18 } },
	{ CVX("115", "Tdap"), { 132 } },
	{ CVX("114", "meningococcal MCV4P"), { 132, 192 } },
	{ CVX("62", "HPV, quadrivalent"), { 132, 138 } },
	{ CVX(NULL, NULL), { 0 } },
};
const struct ch_sim_code ch_sim_flu_shot =
	CVX("140", "Influenza, seasonal, injectable, preservative free");
const struct ch_sim_code ch_sim_td_shot = CVX("113", "Td (adult) preservative "
					      "free");
const struct ch_sim_code ch_sim_pneumo_shot =
	CVX("33", "pneumococcal polysaccharide vaccine, 23 valent");
const struct ch_sim_code ch_sim_zoster_shot = CVX("121", "zoster");
const struct ch_sim_code ch_sim_covid_shot =
	CVX("208", "SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, "
	    "preservative free, 30 mcg/0.3mL dose");

const struct ch_sim_code ch_sim_allergen[] = {
	SCT("111088007", "Latex"),
	SCT("84489001", "Mold"),
	SCT("260147004", "House dust mite"),
	SCT("264287008", "Animal dander"),
	SCT("256277009", "Grass pollen"),
	SCT("782576004", "Tree pollen"),
	SCT("735029006", "Shellfish"),
	SCT("762952008", "Peanut"),
	SCT("102263004", "Eggs (edible)"),
	{ CH_SIM_RXNORM, "7984", "Penicillin V", NULL },
	{ CH_SIM_RXNORM, "1191", "Aspirin", NULL },
	SCT(NULL, NULL),
};
const struct ch_sim_code ch_sim_reaction[] = {
	SCT("271807003", "Eruption of skin"),
	SCT("418290006", "Itching"),
	SCT("247472004", "Wheal"),
	SCT("39579001", "Anaphylaxis"),
};

const struct ch_sim_need ch_sim_need[CH_SIM_NEEDS] = {
	[CH_SIM_TRANSPORT] = {
		LOINC("93030-5", "Has lack of transportation kept you from "
		      "medical appointments, meetings, work, or from getting "
		      "things needed for daily living"),
		LOINC("LA30133-5", "Yes, it has kept me from medical "
		      "appointments or from getting my medications"),
		LOINC("LA32-8", "No"),
		{ CH_SIM_SNOMED, "713458007",
		  "Lack of access to transportation", "Z59.82" },
		"Transport to visits" },
	[CH_SIM_FOOD] = {
		LOINC("88124-3", "Food insecurity risk"),
		LOINC("LA19952-3", "At risk"),
		LOINC("LA32-8", "No"),
		{ CH_SIM_ICD10, "Z59.41", "Food insecurity", NULL },
		"Food pantry" },
	[CH_SIM_HOUSING] = {
		LOINC("93033-9", "Are you worried about losing your housing"),
		LOINC("LA33-6", "Yes"),
		LOINC("LA32-8", "No"),
		{ CH_SIM_ICD10, "Z59.811",
		  "Housing instability, housed, with risk of homelessness",
		  NULL },
		"Help with rent" },
};

const struct ch_sim_code ch_sim_smoking[3] = {
	SCT("266919005", "Never smoked tobacco"),
	SCT("8517006", "Ex-smoker"),
	SCT("449868002", "Smokes tobacco daily"),
};

const struct ch_sim_code ch_sim_refer_heart =
	SCT("183519002", "Referral to cardiology service");
const struct ch_sim_code ch_sim_refer_pressure =
	SCT("183856001", "Referral to hypertension clinic");
const struct ch_sim_code ch_sim_refer_home =
	SCT("417511005", "Referral to home health care service");
