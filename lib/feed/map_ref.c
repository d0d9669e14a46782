/* map_ref.c - references: whose id a feed's words for a record come to. */
#include "base/text.h"
#include "feed/map_run.h"

/* What FHIR calls our records. A role has ids of its own among the staff. */
static const struct {
	const char *fhir, *ours, *part;
} fhir_types[] = {
	{ "Patient", "patient", NULL },
	{ "Encounter", "encounter", NULL },
	{ "Practitioner", "staff", NULL },
	{ "PractitionerRole", "staff", "role" },
	{ "Organization", "organization", NULL },
	{ "Location", "location", NULL },
	{ "Condition", "condition", NULL },
	{ "Observation", "observation", NULL },
	{ "MedicationRequest", "medication", NULL },
	{ "MedicationStatement", "medication", "statement" },
	{ "Medication", "medicine", NULL },
	{ "AllergyIntolerance", "allergy", NULL },
	{ "Procedure", "procedure", NULL },
	{ "Immunization", "immunization", NULL },
	{ "DiagnosticReport", "report", NULL },
	{ "DocumentReference", "document", NULL },
	{ "Device", "device", NULL },
	{ "Coverage", "coverage", NULL },
	{ "EpisodeOfCare", "episode", NULL },
	{ "CarePlan", "plan", NULL },
	{ "CareTeam", "team", NULL },
	{ "Goal", "goal", NULL },
	{ "Task", "task", NULL },
	{ "ServiceRequest", "referral", NULL },
	{ "Appointment", "appointment", NULL },
	{ "Slot", "slot", NULL },
	{ "Schedule", "resource", NULL },
	{ "HealthcareService", "service", NULL },
	{ "Communication", "message", NULL },
	{ "Consent", "consent", NULL },
	{ "RelatedPerson", "related", NULL },
};

/* Our type for a FHIR type, and the part that comes before its ids. */
static const struct ch_type *type_of(struct ch_slice fhir, const char **part)
{
	for (size_t i = 0; i < CH_COUNT(fhir_types); i++) {
		const char *name = fhir_types[i].fhir;

		if (strlen(name) == fhir.n && !memcmp(name, fhir.s, fhir.n)) {
			*part = fhir_types[i].part;
			return ch_type_find(fhir_types[i].ours);
		}
	}
	return NULL;
}

#define PARTS 16

int64_t ch_map_id(const struct map_run *run, const struct ch_type *type,
		  const struct ch_slice *parts, size_t n)
{
	struct ch_slice all[PARTS];

	all[0] = (struct ch_slice){ type->name, strlen(type->name) };
	all[1] = run->naming->source;
	memcpy(all + 2, parts, n * sizeof(*parts));
	return ch_id_of(run->naming->key, all, n + 2);
}

int64_t ch_map_alias_id(const struct map_run *run, const struct ch_type *type,
			struct ch_slice name)
{
	struct ch_slice all[4] = {
		CH_SLICE("alias"), { type->name, strlen(type->name) },
		run->naming->source, name
	};

	return ch_id_of(run->naming->key, all, 4);
}

/* What is meant; `type` is NULL for what no record type is. */
struct meant {
	struct ch_slice id;
	const struct ch_type *type;
	const char *part;
};

static int name_it(const struct map_run *run, const struct meant *m,
		   int64_t *id, const struct ch_type **type)
{
	struct ch_slice parts[2];
	size_t n = 0;

	if (!m->type || !m->id.n)
		return CH_END;
	if (m->part)
		parts[n++] = (struct ch_slice){ m->part, strlen(m->part) };
	parts[n++] = m->id;
	*id = ch_map_id(run, m->type, parts, n);
	*type = m->type;
	return 0;
}

/* [base/]Type/id[/_history/version] */
static struct meant literal(struct ch_slice text)
{
	struct meant m = { .id = ch_map_segment(&text) };
	struct ch_slice before = ch_map_segment(&text);

	if (ch_slice_is(before, "_history")) {
		m.id = ch_map_segment(&text);
		before = ch_map_segment(&text);
	}
	m.type = type_of(before, &m.part);
	return m;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* A query's %XX are the bytes that they stand for. */
static struct ch_slice unescape(struct map_run *run, struct ch_slice s)
{
	char *o = ch_arena_take(&run->scratch, s.n + 1);
	size_t n = 0;

	if (!o)
		return (struct ch_slice){ NULL, 0 };
	for (size_t i = 0; i < s.n; i++) {
		int high = s.n - i > 2 && s.s[i] == '%' ?
			hex_digit(s.s[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(s.s[i + 2]) : -1;

		if (low >= 0) {
			o[n++] = (char)(high << 4 | low);
			i += 2;
		} else {
			o[n++] = s.s[i];
		}
	}
	return (struct ch_slice){ o, n };
}

/* Type?identifier=system|value */
static int search(struct map_run *run, struct ch_slice text, const char *mark,
		  int64_t *id, const struct ch_type **type)
{
	static const char key[] = "identifier=";
	struct ch_slice fhir = { text.s, (size_t)(mark - text.s) }, name;
	const char *end = text.s + text.n, *p, *amp;
	const char *part;

	fhir = ch_map_segment(&fhir);
	*type = type_of(fhir, &part);
	p = memmem(mark, (size_t)(end - mark), key, sizeof(key) - 1);
	if (!*type || !p || (p[-1] != '?' && p[-1] != '&'))
		return CH_END;
	p += sizeof(key) - 1;
	amp = memchr(p, '&', (size_t)(end - p));
	name = unescape(run, (struct ch_slice){
			p, (size_t)((amp ? amp : end) - p) });
	if (!name.s)
		return CH_ENOMEM;
	if (!name.n)
		return CH_END;
	*id = ch_map_alias_id(run, *type, name);
	return 0;
}

/* A Reference's text. `want` is the type that a bare urn is taken to be. */
static int parse(struct map_run *run, struct ch_slice text,
		 const struct ch_type *want, int64_t *id,
		 const struct ch_type **type)
{
	const struct map_place *p = ch_map_place(run->bundle, text);
	const char *mark = memchr(text.s, '?', text.n);
	struct meant m = { .id = { NULL, 0 } };

	if (p && p->url.s) {
		m.type = type_of(p->type, &m.part);
		m.id = p->id;
	} else if (*text.s == '#') {
		return CH_END;
	} else if (text.n > 9 && (!memcmp(text.s, "urn:uuid:", 9) ||
				  !memcmp(text.s, "urn:oid:", 8))) {
		m.type = want;
		m.id = (struct ch_slice){ text.s + 9, text.n - 9 };
		if (text.s[4] == 'o') {
			m.id.s--;
			m.id.n++;
		}
	} else if (mark) {
		return search(run, text, mark, id, type);
	} else {
		m = literal(text);
	}
	return name_it(run, &m, id, type);
}

/* {"identifier":{"system":..,"value":..}} with no reference beside it. */
static int logical(struct map_run *run, struct map_record *r,
		   const struct map_source *s, const struct ch_type *want,
		   int64_t *id, const struct ch_type **type)
{
	struct ch_slice system, value, name;
	struct ch_node *n, *at;
	char *o;

	if (s->kind == MAP_LET) {
		at = ch_map_let_node(run, r, s->let);
		n = at ? ch_map_below(&s->whose, at) : NULL;
	} else {
		n = ch_map_node(run, &s->whose);
	}
	if (!n || !want)
		return CH_END;
	system = ch_text_trim(ch_map_kid(n, run->m->w_system));
	value = ch_text_trim(ch_map_kid(n, run->m->w_value));
	if (!value.n)
		return CH_END;
	name.n = system.n + 1 + value.n;
	name.s = o = ch_arena_take(&run->scratch, name.n);
	if (!o)
		return CH_ENOMEM;
	memcpy(o, system.s ? system.s : "", system.n);
	o[system.n] = '|';
	memcpy(o + system.n + 1, value.s, value.n);
	*id = ch_map_alias_id(run, want, name);
	*type = want;
	return 0;
}

/* A record by its id in hex, "type/hex", or else by the source's own name. */
static int hex(struct map_run *run, const struct ch_type *want,
	       struct ch_slice text, int64_t *id, const struct ch_type **type)
{
	const char *slash = memchr(text.s, '/', text.n);

	*type = want;
	if (!want) {
		if (!slash)
			return CH_END;
		*type = ch_type_find_n(text.s, (size_t)(slash - text.s));
		text.n = (size_t)(text.s + text.n - slash - 1);
		text.s = slash + 1;
	}
	if (!*type || !text.n)
		return CH_END;
	if (!ch_id_parse(text.s, text.n, id))
		*id = ch_map_id(run, *type, &text, 1);
	return 0;
}

/* Sources that are the parts of the other record's origin. */
static int by_parts(struct map_run *run, struct map_record *r,
		    const struct map_choice *c, int64_t *id,
		    const struct ch_type **type)
{
	struct ch_slice part[PARTS - 2];
	bool named = false;

	for (int i = 0; i < c->nsource; i++) {
		bool got = ch_map_get(run, r, &c->source[i], &part[i]);

		if (!got)
			part[i] = CH_SLICE("");
		if (c->source[i].kind >= MAP_CONST || named)
			continue;
		if (!got)
			return CH_END;
		named = true;
	}
	*type = c->target;
	*id = ch_map_id(run, c->target, part, (size_t)c->nsource);
	return 0;
}

int ch_map_ref_text(struct map_run *run, struct ch_slice text, int64_t *id,
		    const struct ch_type **type)
{
	return parse(run, text, NULL, id, type);
}

/* A Reference as the resource's own type and id, however it is spelled. */
struct ch_slice ch_map_ref_name(struct map_run *run, struct ch_slice text)
{
	const struct map_place *p = ch_map_place(run->bundle, text);
	struct ch_slice rest = text, id, type;
	char *out;

	if (p && p->url.s) {
		type = p->type;
		id = p->id;
	} else if (memchr(text.s, '?', text.n) || *text.s == '#' ||
		   !memchr(text.s, '/', text.n)) {
		return text;
	} else {
		id = ch_map_segment(&rest);
		type = ch_map_segment(&rest);
		if (ch_slice_is(type, "_history")) {
			id = ch_map_segment(&rest);
			type = ch_map_segment(&rest);
		}
	}
	out = ch_arena_take(&run->scratch, type.n + id.n + 1);
	if (!out)
		return text;
	memcpy(out, type.s, type.n);
	out[type.n] = '/';
	memcpy(out + type.n + 1, id.s, id.n);
	return (struct ch_slice){ out, type.n + 1 + id.n };
}

struct seeking {
	struct map_run *run;
	const struct ch_type *want;
	int64_t *id;
	const struct ch_type **type;
	int code, tried;
};

/* One reference of a list: the first that is of the right type counts. */
static int seek(void *ctx, struct ch_node *n)
{
	struct seeking *k = ctx;
	struct ch_slice text;

	if (n->kind != CH_NODE_STRING || !n->n)
		return 0;
	text = ch_text_trim((struct ch_slice){ n->s, n->n });
	if (!text.n)
		return 0;
	k->tried++;
	k->code = parse(k->run, text, k->want, k->id, k->type);
	if (!k->code && k->want && *k->type != k->want)
		k->code = CH_END;
	return k->code != CH_END;
}

static int by_reference(struct map_run *run, struct map_record *r,
			const struct map_source *s, const struct ch_type *want,
			int64_t *id, const struct ch_type **type)
{
	struct seeking k = { run, want, id, type, CH_END, 0 };

	ch_map_source_nodes(run, r, s, seek, &k);
	run->first = !k.code && k.tried == 1;
	if (k.code == CH_END)
		return logical(run, r, s, want, id, type);
	return k.code;
}

int ch_map_ref(struct map_run *run, struct map_record *r,
	       const struct map_choice *c, int64_t *id,
	       const struct ch_type **type)
{
	const struct map_source *s = c->source;
	struct map_table *miss = NULL;
	struct ch_slice text;
	int code;

	run->first = true;
	if (s->reference)
		return by_reference(run, r, s, c->target, id, type);
	if (c->op == MAP_REF && !c->ntable)
		return by_parts(run, r, c, id, type);
	code = ch_map_text(run, r, c, &text, &miss);
	if (miss)
		miss->unknown->count++;
	if (code)
		return code;
	if (c->op != MAP_REF)
		return hex(run, c->target, text, id, type);
	*type = c->target;
	*id = ch_map_id(run, c->target, &text, 1);
	return 0;
}
