/* fhir_people.c - Patient, and the hospital: Organization, Location,
 * Practitioner. */
#include "sim/fhir.h"

#define MADE_UP "https://care-hub.example/made-up"

static void phone(struct ch_sim_file *f, int number, const char *use)
{
	LIT(f, "\"telecom\":[{\"system\":\"phone\",\"value\":\"555-01");
	*f->p++ = (char)('0' + number / 10);
	*f->p++ = (char)('0' + number % 10);
	LIT(f, "\",\"use\":\"");
	ch_sim_adds(f, use);
	LIT(f, "\"}]");
}

static void organization(struct ch_sim_writer *w, const struct ch_sim_fact *x,
			 int i)
{
	const struct ch_sim_place *p = &x->site->place[i];
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_ORGANIZATION,
		"Organization", p->organization, x->at, "organization");

	LIT(f, ",\"active\":true,\"type\":[{\"coding\":[{\"system\":\"" TERMS
	    "organization-type\",\"code\":\"prov\",\"display\":\"Healthcare "
	    "Provider\"}],\"text\":\"Healthcare Provider\"}],\"name\":\"");
	ch_sim_fhir_text(f, p->name);
	LIT(f, "\",");
	phone(f, p->phone, "work");
	if (i) {
		LIT(f, ",");
		ch_sim_fhir_ref(f, "partOf", "Organization",
				x->site->place[0].organization);
	}
	LIT(f, "}");
	ch_sim_end(f);
}

static void location(struct ch_sim_writer *w, const struct ch_sim_fact *x,
		     int i)
{
	const struct ch_sim_place *p = &x->site->place[i];
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_LOCATION, "Location",
						  p->location, x->at,
						  "location");

	LIT(f, ",\"status\":\"active\",\"name\":\"");
	ch_sim_fhir_text(f, p->name);
	LIT(f, "\",");
	phone(f, p->phone, "work");
	LIT(f, ",\"address\":{\"line\":[\"");
	ch_sim_add_int(f, p->house);
	LIT(f, " Hospital Way\"],\"city\":\"Farview\",\"state\":\"NY\","
	    "\"postalCode\":\"00101\",\"country\":\"US\"},");
	ch_sim_fhir_ref(f, "managingOrganization", "Organization",
			p->organization);
	LIT(f, "}");
	ch_sim_end(f);
}

static void practitioner(struct ch_sim_writer *w, const struct ch_sim_fact *x,
			 const struct ch_sim_doctor *d)
{
	struct ch_sim_file *f = ch_sim_fhir_begin(w, F_PRACTITIONER,
		"Practitioner", d->id, x->at, "practitioner");

	LIT(f, ",\"identifier\":[{\"system\":\"http://hl7.org/fhir/sid/us-npi"
	    "\",\"value\":\"");
	ch_sim_adds(f, d->npi);
	LIT(f, "\"}],\"active\":true,\"name\":[{\"family\":\"");
	ch_sim_adds(f, d->family);
	LIT(f, "\",\"given\":[\"");
	ch_sim_adds(f, d->given);
	LIT(f, "\"],\"prefix\":[\"Dr.\"]}],");
	phone(f, x->site->place[d->place].phone, "work");
	LIT(f, ",\"gender\":\"");
	ch_sim_adds(f, d->female ? "female" : "male");
	LIT(f, "\"}");
	ch_sim_end(f);
}

void ch_sim_fhir_site(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	for (int i = 0; i < CH_SIM_PLACES; i++) {
		organization(w, x, i);
		location(w, x, i);
	}
	for (int i = 0; i < CH_SIM_DOCTORS; i++)
		practitioner(w, x, &x->site->doctor[i]);
}

static void omb(struct ch_sim_file *f, const char *url, const char *code,
		const char *words)
{
	LIT(f, "{\"url\":\"" US_CORE);
	ch_sim_adds(f, url);
	LIT(f, "\",\"extension\":[");
	if (code) {
		LIT(f, "{\"url\":\"ombCategory\",\"valueCoding\":{\"system\":"
		    "\"urn:oid:2.16.840.1.113883.6.238\",\"code\":\"");
		ch_sim_adds(f, code);
		LIT(f, "\",\"display\":\"");
		ch_sim_adds(f, words);
		LIT(f, "\"}},");
	}
	LIT(f, "{\"url\":\"text\",\"valueString\":\"");
	ch_sim_adds(f, words);
	LIT(f, "\"}]}");
}

static void address(struct ch_sim_file *f, const struct ch_sim_person *p)
{
	LIT(f, ",\"address\":[{\"use\":\"home\",\"line\":[\"");
	ch_sim_adds(f, p->street);
	LIT(f, "\"],\"city\":\"");
	ch_sim_adds(f, p->city);
	LIT(f, "\",\"state\":\"NY\",\"postalCode\":\"");
	ch_sim_adds(f, p->zip);
	LIT(f, "\",\"country\":\"US\"}]");
}

static void identity(struct ch_sim_file *f, const struct ch_sim_person *p)
{
	static const char *const gender[] = {
		[CH_SIM_FEMALE] = "female", [CH_SIM_MALE] = "male",
		[CH_SIM_OTHER] = "other",
	};

	LIT(f, ",\"identifier\":[{\"use\":\"usual\",\"type\":{\"coding\":[{"
	    "\"system\":\"" TERMS "v2-0203\",\"code\":\"MR\",\"display\":"
	    "\"Medical Record Number\"}],\"text\":\"Medical Record Number\"},"
	    "\"system\":\"" MADE_UP "/mrn\",\"value\":\"M");
	ch_sim_add_int(f, 1000000 + p->number);
	LIT(f, "\"}],\"active\":true,\"name\":[{\"use\":\"official\","
	    "\"family\":\"");
	ch_sim_adds(f, p->family);
	LIT(f, "\",\"given\":[\"");
	ch_sim_adds(f, p->given);
	LIT(f, "\"]");
	if (*p->prefix) {
		LIT(f, ",\"prefix\":[\"");
		ch_sim_adds(f, p->prefix);
		LIT(f, "\"]");
	}
	LIT(f, "}],");
	phone(f, p->phone, "home");
	LIT(f, ",\"gender\":\"");
	ch_sim_adds(f, gender[p->sex]);
	LIT(f, "\",\"birthDate\":\"");
	ch_sim_add_day(f, p->birth);
	LIT(f, "\"");
	if (p->death != CH_SIM_NEVER) {
		LIT(f, ",");
		ch_sim_fhir_time(f, "deceasedDateTime",
				 ch_sim_at(p->death, 72000));
	}
}

void ch_sim_fhir_patient(struct ch_sim_writer *w, const struct ch_sim_fact *x)
{
	const struct ch_sim_person *p = x->who;
	struct ch_sim_file *f = w->file[F_PATIENT];

	ch_sim_begin(&w->out, f);
	LIT(f, "{\"resourceType\":\"Patient\",\"id\":\"");
	ch_sim_add_uuid(f, p->id);
	LIT(f, "\",\"meta\":{");
	ch_sim_fhir_time(f, "lastUpdated", x->at);
	LIT(f, ",\"profile\":[\"" US_CORE "patient\"],\"security\":[{"
	    "\"system\":\"" TERMS "v3-ActReason\",\"code\":\"HTEST\","
	    "\"display\":\"test health data\"}]},\"extension\":[");
	omb(f, "race", p->race_code, p->race);
	LIT(f, ",");
	omb(f, "ethnicity", p->hispanic ? "2135-2" : "2186-5",
	    p->hispanic ? "Hispanic or Latino" : "Not Hispanic or Latino");
	LIT(f, "]");
	identity(f, p);
	address(f, p);
	LIT(f, ",\"maritalStatus\":{\"coding\":[{\"system\":\"" TERMS
	    "v3-MaritalStatus\",\"code\":\"");
	ch_sim_adds(f, p->married ? "M\",\"display\":\"Married" :
		    "S\",\"display\":\"Never Married");
	LIT(f, "\"}]},\"communication\":[{\"language\":{\"coding\":[{"
	    "\"system\":\"urn:ietf:bcp:47\",\"code\":\"");
	ch_sim_adds(f, p->language);
	LIT(f, "\"}]},\"preferred\":true}],\"generalPractitioner\":[{"
	    "\"reference\":\"Practitioner/");
	ch_sim_add_uuid(f, x->site->doctor[p->doctor].id);
	LIT(f, "\"}],");
	ch_sim_fhir_ref(f, "managingOrganization", "Organization",
			x->site->place[0].organization);
	LIT(f, "}");
	ch_sim_end(f);
}
