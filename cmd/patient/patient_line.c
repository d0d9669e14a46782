/* patient_line.c - the words of the page, a record a line. */
#include "base/moment.h"
#include "base/text.h"
#include "care/people/person.h"
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

enum piece_how {
	END,
	AT,		/* blanks up to column `to` */
	TEXT,		/* the field, with `words` before it */
	FIRST,		/* the field, else `other`, else the words */
	WORD,		/* what people say for it, with the words before it */
	DAY,		/* the day as it was said, with the words before it */
	WHEN,		/* "in 3 days", with the words before it */
	STAFF,		/* the name of whom it refers to, the same */
	YES, NO,	/* the words, where the flag says so */
};

/* One piece of a line. */
struct ch_piece {
	enum piece_how how;
	const char *field, *words, *other;
	size_t to;
};

static void add_piece(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row, const struct ch_piece *p)
{
	const char *words = p->words ? p->words : "";
	int c = p->field ? ch_field(row->type, p->field) : -1;

	if (p->how == AT)
		ch_page_pad(out, p->to);
	else if (p->how == FIRST && !ch_page_first(out, row, p->field,
						   p->other))
		ch_buf_adds(out, words);
	if (p->how <= AT || p->how == FIRST || !ch_row_has(row, c))
		return;
	if (p->how == STAFF)
		ch_page_person(ui, out, row, p->field, "staff", words);
	else if (p->how < YES || (p->how == YES) == (row->v[c].i != 0))
		ch_buf_adds(out, words);
	if (p->how == TEXT)
		ch_page_text(out, row, p->field);
	else if (p->how == WORD)
		ch_page_word(ui, out, row, p->field);
	else if (p->how == DAY)
		ch_page_day(out, row, p->field);
	else if (p->how == WHEN)
		ch_ui_when(ui, out, row->v[c].i);
}

static void add_pieces(struct ch_ui *ui, struct ch_buf *out,
		       const struct ch_row *row, const struct ch_piece *p)
{
	for (; p->how != END; p++)
		add_piece(ui, out, row, p);
}

void ch_patient_pieces(struct ch_ui *ui, struct ch_buf *out,
		       const struct ch_row *row, const struct ch_piece *p)
{
	ch_buf_adds(out, "  ");
	add_pieces(ui, out, row, p);
}

static const struct ch_piece reach[] = {
	{ WORD, "system" }, { AT, .to = 12 }, { TEXT, "value" },
	{ WORD, "use", "  " },
	{ NO, "safe", "  NOT SAFE for health matters" },
	{ NO, "voicemail", "  NO VOICEMAIL" }, { END }
}, mrn[] = {
	{ WORD, "kind" }, { AT, .to = 26 }, { TEXT, "value" }, { END }
}, team[] = {
	{ FIRST, "name", "(not named)", "team" }, { AT, .to = 30 },
	{ WORD, "role" }, { DAY, "at", "  since " }, { END }
}, kin[] = {
	{ FIRST, "family", "", "organization_name" }, { TEXT, "given", ", " },
	{ AT, .to = 30 }, { TEXT, "relation" }, { TEXT, "phone", "  " },
	{ YES, "proxy", "  may act for them" }, { END }
}, problem[] = {
	{ DAY, "at" }, { AT, .to = 14 },
	{ FIRST, "name", "(not named)", "code" },
	{ TEXT, "severity", "  " }, { END }
}, medicine[] = {
	{ DAY, "at" }, { AT, .to = 14 }, { YES, "prohibited", "DO NOT GIVE: " },
	{ FIRST, "name", "(not named)", "code" }, { TEXT, "sig", "  " },
	{ END }
}, dose[] = {
	{ TEXT, "dose", "  " }, { TEXT, "dose_unit", " " }, { END }
}, coming[] = {
	{ WHEN, "at" }, { AT, .to = 24 },
	{ FIRST, "kind", "Appointment", "detail" },
	{ TEXT, "practitioner_name", ", " }, { TEXT, "location_name", ", " },
	{ YES, "virtual", ", by video or phone" }, { WORD, "answer", "  " },
	{ END }
}, due[] = {
	{ YES, "prohibited", "DO NOT: " }, { FIRST, "title", "", "code" },
	{ WHEN, "due", "  due " },
	{ STAFF, "owner", ", " }, { TEXT, "team", ", for " },
	{ WORD, "achievement", "  " }, { END }
}, need[] = {
	{ WORD, "category" }, { AT, .to = 16 },
	{ FIRST, "title", "", "code" }, { WORD, "status", "  " }, { END }
}, preference[] = {
	{ WORD, "kind" }, { AT, .to = 16 }, { TEXT, "value" }, { END }
};

/* ---- who ---- */

static const struct ch_piece state[] = {
	{ DAY, "died", "   died " }, { YES, "test", "   TEST PATIENT" },
	{ NO, "active", "   INACTIVE RECORD" }, { END }
}, home[] = {
	{ TEXT, "source", "  from " }, { TEXT, "line", "\n  " },
	{ TEXT, "city", ", " }, { TEXT, "state", ", " },
	{ TEXT, "zip", " " }, { WORD, "language", "\n  speaks " },
	{ YES, "interpreter", ", needs an interpreter" },
	{ STAFF, "practitioner", "\n  primary care: " }, { END }
};

static void line_who(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row)
{
	int64_t birth = ch_row_get_int(row, "birth");
	int64_t died = ch_row_get_int(row, "died");
	int64_t by = ch_row_get_int(row, "replaced");
	char hex[CH_ID_HEX];

	if (!ch_page_first(out, row, "family", "given"))
		ch_buf_adds(out, "(name not known)");
	if (ch_row_get_text(row, "family").n)
		ch_page_join(out, row, ", ", "given");
	ch_page_join(out, row, " ", "suffix");
	if (birth) {
		ch_buf_adds(out, "   born ");
		ch_page_day(out, row, "birth");
		ch_buf_addf(out, " (%d)", ch_moment_age(birth, died ? died :
							ui->now));
	}
	if (ch_row_get_text(row, "sex").n) {
		ch_buf_adds(out, "   ");
		ch_page_word(ui, out, row, "sex");
	}
	if (ch_row_get_int(row, "dead") && !died)
		ch_buf_adds(out, "   died ");
	add_pieces(ui, out, row, state);
	if (by) {
		ch_buf_adds(out, "   REPLACED by the record of ");
		ch_page_name(ui, out, "patient", by);
	}
	ch_id_print(row->v[0].i, hex);
	ch_buf_addf(out, "\n  %s", hex);
	add_pieces(ui, out, row, home);
}

/* ---- chart ---- */

static void line_medicine(struct ch_ui *ui, struct ch_buf *out,
			  const struct ch_row *row)
{
	struct ch_slice sig = ch_row_get_text(row, "sig");

	ch_patient_pieces(ui, out, row, medicine);
	/* Directions have the dose, and mostly whether it is needed. */
	if (!sig.n)
		add_pieces(ui, out, row, dose);
	if (ch_row_get_int(row, "as_needed") &&
	    !(sig.n && memmem(sig.s, sig.n, "as needed", 9)))
		ch_buf_adds(out, "  as needed");
	if (ch_slice_is(ch_row_get_text(row, "status"), "on-hold"))
		ch_buf_adds(out, "  ON HOLD");
}

static void line_allergy(struct ch_ui *ui, struct ch_buf *out,
			 const struct ch_row *row)
{
	ch_buf_adds(out, "  ");
	if (!ch_page_first(out, row, "name", "code"))
		ch_buf_adds(out, "(not named)");
	if (ch_row_get_text(row, "criticality").n) {
		ch_page_pad(out, 40);
		ch_page_word(ui, out, row, "criticality");
	}
	ch_page_join(out, row, "  ", "reaction");
	ch_page_join(out, row, ", ", "severity");
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
	struct ch_slice unit = ch_row_get_text(row, "unit");

	shown.number = ch_row_has(row, c);
	shown.value = shown.number ? row->v[c].r : 0;
	snprintf(shown.unit, sizeof(shown.unit), "%.*s", (int)unit.n,
		 unit.s ? unit.s : "");
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
	struct ch_slice flag = ch_row_get_text(row, "flag");

	ch_buf_adds(out, "  ");
	ch_page_day(out, row, "at");
	ch_page_pad(out, 14);
	add_result_name(out, row);
	ch_page_pad(out, 38);
	add_value(ui, out, row);
	if (flag.n && !ch_slice_is(flag, "N")) {
		ch_buf_adds(out, "  ");
		ch_page_word(ui, out, row, "flag");
	}
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

static void line_visit(struct ch_ui *ui, struct ch_buf *out,
		       const struct ch_row *row)
{
	ch_buf_adds(out, "  ");
	ch_page_day(out, row, ch_row_get_int(row, "at") ? "at" : "until");
	ch_page_pad(out, 14);
	ch_page_word(ui, out, row, "class");
	ch_page_pad(out, 26);
	ch_page_first(out, row, "name", "reason");
	if (ch_row_get_text(row, "name").n)
		ch_page_join(out, row, ": ", "reason");
	if (ch_row_get_text(row, "practitioner_name").n)
		ch_page_join(out, row, ", ", "practitioner_name");
	else
		ch_page_person(ui, out, row, "practitioner", "staff", ", ");
	if (ch_row_get_text(row, "disposition").n) {
		ch_buf_adds(out, "  -> ");
		ch_page_word(ui, out, row, "disposition");
	}
	ch_page_join(out, row, ch_row_get_text(row, "disposition").n ? ", " :
		     "  -> ", "destination_name");
}

/* ---- care ---- */

static void add_when(struct ch_ui *ui, struct ch_buf *out,
		     const struct ch_row *row, const char *field)
{
	int64_t m = ch_row_get_int(row, field);

	if (m)
		ch_ui_when(ui, out, m);
}

static void line_plan(struct ch_ui *ui, struct ch_buf *out,
		      const struct ch_row *row)
{
	ch_buf_adds(out, "  ");
	ch_page_day(out, row, "at");
	ch_page_pad(out, 14);
	ch_page_first(out, row, "title", "reason");
	if (!ch_slice_is(ch_row_get_text(row, "status"), "active")) {
		ch_buf_adds(out, "  ");
		ch_page_word(ui, out, row, "status");
	}
	if (ch_row_get_int(row, "review")) {
		ch_buf_adds(out, "  review ");
		add_when(ui, out, row, "review");
	}
}

const struct ch_shape ch_patient_shapes[CH_SECTIONS] = {
	[CH_WHO] = { NULL, NULL, line_who, NULL },
	[CH_REACH] = { "Contact", NULL, NULL, reach },
	[CH_NUMBERS] = { "Numbers", NULL, NULL, mrn },
	[CH_TEAM] = { "Team", NULL, NULL, team },
	[CH_RELATED] = { "Family and next of kin", NULL, NULL, kin },
	[CH_PROBLEMS] = { "Problems", "none recorded", NULL, problem },
	[CH_MEDICINES] = { "Medicines", "none recorded", line_medicine, NULL },
	[CH_ALLERGIES] = { "Allergies", "none recorded (ask)", line_allergy,
			   NULL },
	[CH_RESULTS] = { "Latest results", "none recorded", line_result,
			 NULL },
	[CH_VISITS] = { "Visits", "none recorded", line_visit, NULL },
	[CH_COMING] = { "Coming up", NULL, NULL, coming },
	[CH_PLANS] = { "Care plans", NULL, line_plan, NULL },
	[CH_GOALS] = { "Goals", NULL, NULL, due },
	[CH_TASKS] = { "Open tasks", NULL, NULL, due },
	[CH_REFERRALS] = { "Referrals", NULL, NULL, due },
	[CH_NEEDS] = { "Needs", NULL, NULL, need },
	[CH_PREFERENCES] = { "Preferences", NULL, NULL, preference },
};
