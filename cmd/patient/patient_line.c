/* patient_line.c - the words of the page, a record a line. */
#include "base/moment.h"
#include "base/text.h"
#include "people/person.h"
#include "patient/patient_line.h"
#include "ui/page.h"

/* What the result at hand showed, for the words about the one before it; and
 * the end of its name, which comes last. */
static struct {
	bool number;
	double value;
	char unit[32], how[256];
} shown;

/* ---- lines that are rows ---- */

#define AT(column) { CH_SAY_AT, .to = (column) }
#define FIRST(field, other) { CH_SAY_FIRST, field, "(not named)", other }

static const struct ch_piece reach[] = {
	{ CH_SAY_WORD, "system" }, AT(12), { CH_SAY_TEXT, "value" },
	{ CH_SAY_WORD, "use", "  " },
	{ CH_SAY_NO, "safe", "  NOT SAFE for health matters" },
	{ CH_SAY_NO, "voicemail", "  NO VOICEMAIL" }, { 0 }
}, mrn[] = {
	{ CH_SAY_WORD, "kind" }, AT(26), { CH_SAY_TEXT, "value" }, { 0 }
}, team[] = {
	FIRST("name", "team"), AT(30), { CH_SAY_WORD, "role" },
	{ CH_SAY_DAY, "at", "  since " }, { 0 }
}, kin[] = {
	{ CH_SAY_FIRST, "family", "", "organization_name" },
	{ CH_SAY_TEXT, "given", ", " }, AT(30), { CH_SAY_TEXT, "relation" },
	{ CH_SAY_TEXT, "phone", "  " },
	{ CH_SAY_YES, "proxy", "  may act for them" }, { 0 }
}, problem[] = {
	{ CH_SAY_DAY, "at" }, AT(14), FIRST("name", "code"),
	{ CH_SAY_TEXT, "severity", "  " }, { 0 }
}, medicine[] = {
	{ CH_SAY_DAY, "at" }, AT(14),
	{ CH_SAY_YES, "prohibited", "DO NOT GIVE: " }, FIRST("name", "code"),
	{ CH_SAY_TEXT, "sig", "  " },
	/* Directions have the dose. */
	{ CH_SAY_TEXT, "dose", "  ", .without = "sig" },
	{ CH_SAY_TEXT, "dose_unit", " ", .without = "sig" }, { 0 }
}, allergy[] = {
	FIRST("name", "code"), { CH_SAY_AT, .to = 40, .with = "criticality" },
	{ CH_SAY_WORD, "criticality" }, { CH_SAY_TEXT, "reaction", "  " },
	{ CH_SAY_TEXT, "severity", ", " }, { 0 }
}, visit[] = {
	{ CH_SAY_DAY, "at" }, { CH_SAY_DAY, "until", .without = "at" }, AT(14),
	{ CH_SAY_WORD, "class" }, AT(26),
	{ CH_SAY_FIRST, "name", "", "reason" },
	{ CH_SAY_TEXT, "reason", ": ", .with = "name" },
	{ CH_SAY_TEXT, "practitioner_name", ", " },
	{ CH_SAY_STAFF, "practitioner", ", ", .without = "practitioner_name" },
	{ CH_SAY_WORD, "disposition", "  -> " },
	{ CH_SAY_TEXT, "destination_name", ", ", .with = "disposition" },
	{ CH_SAY_TEXT, "destination_name", "  -> ", .without = "disposition" },
	{ 0 }
}, coming[] = {
	{ CH_SAY_WHEN, "at" }, AT(24),
	{ CH_SAY_FIRST, "kind", "Appointment", "detail" },
	{ CH_SAY_TEXT, "practitioner_name", ", " },
	{ CH_SAY_TEXT, "location_name", ", " },
	{ CH_SAY_YES, "virtual", ", by video or phone" },
	{ CH_SAY_WORD, "answer", "  " },
	{ CH_SAY_WORD, "status", "  ", .but = "booked" },
	{ CH_SAY_WHEN, "expires", ", until " }, { 0 }
}, plan[] = {
	{ CH_SAY_DAY, "at" }, AT(14),
	{ CH_SAY_FIRST, "title", "", "reason" },
	{ CH_SAY_WORD, "status", "  ", .but = "active" },
	{ CH_SAY_WHEN, "review", "  review " }, { 0 }
}, due[] = {
	{ CH_SAY_YES, "prohibited", "DO NOT: " },
	{ CH_SAY_FIRST, "title", "", "code" },
	{ CH_SAY_WHEN, "due", "  due " }, { CH_SAY_STAFF, "owner", ", " },
	{ CH_SAY_TEXT, "team", ", for " },
	{ CH_SAY_WORD, "achievement", "  " }, { 0 }
}, need[] = {
	{ CH_SAY_WORD, "category" }, AT(16),
	{ CH_SAY_FIRST, "title", "", "code" },
	{ CH_SAY_STANDS, "status", "  " },
	{ CH_SAY_YES, "sensitive", "  NOT for relatives to see" }, { 0 }
}, referral[] = {
	{ CH_SAY_YES, "prohibited", "DO NOT: " },
	{ CH_SAY_FIRST, "title", "", "code" },
	{ CH_SAY_TEXT, "performer_name", ", " },
	{ CH_SAY_STAFF, "service", ", ", "service",
	  .without = "performer_name" },
	{ CH_SAY_STANDS, "stage", "  " },
	{ CH_SAY_WHEN, "at", "  ordered ", .without = "stage" },
	{ CH_SAY_WORD, "stage_reason", ": " },
	{ CH_SAY_WHEN, "due", "  due " }, { 0 }
}, preference[] = {
	{ CH_SAY_WORD, "kind" }, AT(16), { CH_SAY_TEXT, "value" }, { 0 }
};

/* ---- who ---- */

static const struct ch_piece called[] = {
	{ CH_SAY_FIRST, "family", "(name not known)", "given" },
	{ CH_SAY_TEXT, "given", ", ", .with = "family" },
	{ CH_SAY_TEXT, "suffix", " " }, { CH_SAY_DAY, "birth", "   born " },
	{ 0 }
}, state[] = {
	{ CH_SAY_WORD, "sex", "   " },
	{ CH_SAY_YES, "dead", "   died ", .without = "died" },
	{ CH_SAY_DAY, "died", "   died " },
	{ CH_SAY_YES, "test", "   TEST PATIENT" },
	{ CH_SAY_NO, "active", "   INACTIVE RECORD" }, { 0 }
}, home[] = {
	{ CH_SAY_TEXT, "source", "  from " }, { CH_SAY_TEXT, "line", "\n  " },
	{ CH_SAY_TEXT, "city", ", " }, { CH_SAY_TEXT, "state", ", " },
	{ CH_SAY_TEXT, "zip", " " }, { CH_SAY_WORD, "language", "\n  speaks " },
	{ CH_SAY_YES, "interpreter", ", needs an interpreter" },
	{ CH_SAY_STAFF, "practitioner", "\n  primary care: " }, { 0 }
};

static void line_who(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row)
{
	int64_t birth = ch_row_get_int(row, "birth");
	int64_t died = ch_row_get_int(row, "died");
	int64_t by = ch_row_get_int(row, "replaced");
	char hex[CH_ID_HEX];

	ch_page_pieces(ui, out, row, called);
	if (birth)
		ch_buf_addf(out, " (%d)", ch_moment_age(birth, died ? died :
							ui->now));
	ch_page_pieces(ui, out, row, state);
	if (by) {
		ch_buf_adds(out, "   REPLACED by the record of ");
		ch_page_name(ui, out, "patient", by);
	}
	ch_id_print(row->v[0].i, hex);
	ch_buf_addf(out, "\n  %s", hex);
	ch_page_pieces(ui, out, row, home);
}

/* ---- chart ---- */

/* Directions mostly say, too, whether it is needed. */
static void line_medicine(struct ch_ui *ui, struct ch_buf *out,
			  const struct ch_row *row)
{
	struct ch_slice sig = ch_row_get_text(row, "sig");

	ch_buf_adds(out, "  ");
	ch_page_pieces(ui, out, row, medicine);
	if (ch_row_get_int(row, "as_needed") &&
	    !(sig.n && memmem(sig.s, sig.n, "as needed", 9)))
		ch_buf_adds(out, "  as needed");
	if (ch_slice_is(ch_row_get_text(row, "status"), "on-hold"))
		ch_buf_adds(out, "  ON HOLD");
}

static void add_value(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row)
{
	int c = ch_field(row->type, "value");
	char number[CH_REAL_MAX];

	if (ch_row_has(row, c)) {
		ch_page_text(out, row, "compare");
		ch_buf_add(out, number, ch_text_print_shown(row->v[c].r,
							    number));
		if (ch_row_get_text(row, "unit").n)
			ch_buf_addc(out, ' ');
		ch_page_word(ui, out, row, "unit");
	} else {
		ch_page_first(out, row, "text", "vcode");
	}
}

static void remember(const struct ch_row *row)
{
	int c = ch_field(row->type, "value");

	shown.number = ch_row_has(row, c);
	shown.value = shown.number ? row->v[c].r : 0;
	ch_slice_copy(shown.unit, sizeof(shown.unit),
		      ch_row_get_text(row, "unit"));
}

/* "Creatinine", and for later "[Mass/volume] in Serum or Plasma": a nurse
 * looks for the first, and the value beside it. */
static void add_result_name(struct ch_buf *out, const struct ch_row *row)
{
	struct ch_slice name = ch_row_get_text(row, "name");
	const char *how;

	if (!name.n)
		name = ch_row_get_text(row, "code");
	how = name.n > 2 ? memmem(name.s, name.n, " [", 2) : NULL;
	shown.how[0] = '\0';
	if (how && how > name.s) {
		snprintf(shown.how, sizeof(shown.how), "%.*s",
			 (int)(name.s + name.n - how - 1), how + 1);
		name.n = (size_t)(how - name.s);
	}
	ch_text_visible(out, name.s ? name.s : "", name.n);
}

void ch_patient_after(struct ch_buf *out)
{
	if (!*shown.how)
		return;
	ch_buf_adds(out, "  ");
	ch_text_visible(out, shown.how, strlen(shown.how));
	shown.how[0] = '\0';
}

static void line_result(struct ch_ui *ui, struct ch_buf *out,
			const struct ch_row *row)
{
	static const struct ch_piece flag[] = {
		{ CH_SAY_WORD, "flag", "  ", .but = "N" }, { 0 }
	};

	ch_buf_adds(out, "  ");
	ch_page_day(out, row, "at");
	ch_page_pad(out, 14);
	add_result_name(out, row);
	ch_page_pad(out, 38);
	add_value(ui, out, row);
	ch_page_pieces(ui, out, row, flag);
	remember(row);
}

void ch_patient_before(struct ch_ui *ui, struct ch_buf *out,
		    const struct ch_row *before)
{
	int c = ch_field(before->type, "value");
	char number[CH_REAL_MAX];

	(void)ui;
	if (!shown.number || !ch_row_has(before, c) ||
	    !ch_slice_is(ch_row_get_text(before, "unit").s ?
			 ch_row_get_text(before, "unit") : CH_SLICE(""),
			 shown.unit))
		return;
	ch_text_print_shown(before->v[c].r, number);
	if (before->v[c].r == shown.value)
		ch_buf_adds(out, "  unchanged since ");
	else
		ch_buf_addf(out, "  %s from %s on ",
			    shown.value > before->v[c].r ? "up" : "down",
			    number);
	ch_page_day(out, before, "at");
}

const struct ch_shape ch_patient_shapes[CH_SECTIONS] = {
	[CH_WHO] = { NULL, NULL, line_who, NULL },
	[CH_REACH] = { "Contact", NULL, NULL, reach },
	[CH_NUMBERS] = { "Numbers", NULL, NULL, mrn },
	[CH_TEAM] = { "Team", NULL, NULL, team },
	[CH_RELATED] = { "Family and next of kin", NULL, NULL, kin },
	[CH_PROBLEMS] = { "Problems", "none recorded", NULL, problem },
	[CH_MEDICINES] = { "Medicines", "none recorded", line_medicine, NULL },
	[CH_ALLERGIES] = { "Allergies", "none recorded (ask)", NULL, allergy },
	[CH_RESULTS] = { "Latest results", "none recorded", line_result,
			 NULL },
	[CH_VISITS] = { "Visits", "none recorded", NULL, visit },
	[CH_COMING] = { "Coming up", NULL, NULL, coming },
	[CH_PLANS] = { "Care plans", NULL, NULL, plan },
	[CH_GOALS] = { "Goals", NULL, NULL, due },
	[CH_TASKS] = { "Open tasks", NULL, NULL, due },
	[CH_REFERRALS] = { "Referrals", NULL, NULL, referral },
	[CH_NEEDS] = { "Needs", NULL, NULL, need },
	[CH_PREFERENCES] = { "Preferences", NULL, NULL, preference },
};
