/* fold.c - letters without their case and accents, for ch_text_fold. */
#include "base/fold.h"

/*
 * A row is 16 code points: what each becomes, or "." for itself. Made of
 * Unicode's compatibility decompositions without combining marks, lower case;
 * letters that have none (o with stroke, l with stroke, ae) by hand.
 */
static const char *const latin[] = {
	"a a a a a a ae c e e e e i i i i",
	"d n o o o o o . o u u u u y th ss",
	"a a a a a a ae c e e e e i i i i",
	"d n o o o o o . o u u u u y th y",
	"a a a a a a c c c c c c c c d d",
	"d d e e e e e e e e e e g g g g",
	"g g g g h h h h i i i i i i i i",
	"i i ij ij j j k k k l l l l l l l·",
	"l· l l n n n n n n ʼn n n o o o o",
	"o o oe oe r r r r r r s s s s s s",
	"s s t t t t t t u u u u u u u u",
	"u u u u w w y y y z z z z z z s",
	"b b ƃ . ƅ . ɔ c c d d ƌ . . e e",
	"ɛ f f g ɣ . ɩ i k k l . ɯ n n o",
	"o o ƣ . p p ʀ ƨ . ʃ . . t t t u",
	"u ʊ v y y z z ʒ ƹ . . . ƽ . . .",
	". . . . dz dz dz lj lj lj nj nj nj a a i",
	"i o o u u u u u u u u u u e a a",
	"a a ae ae g g g g k k o o o o ʒ ʒ",
	"j dz dz dz g g ƕ ƿ n n a a ae ae o o",
	"a a a a e e e e i i i i o o o o",
	"r r r r u u u u s s t t ȝ . h h",
	"n d ȣ . z z a a e e o o o o o o",
	"o o y y l n t . . . a c c l t s",
	"z ɂ . b u ʌ e e j j ɋ . r r y y",
};

static const char *const greek_cyrillic[] = {
	"ͱ . ͳ . ʹ . ͷ . . . . . . . . ϳ",
	". . . . . . α . ε η ι . ο . υ ω",
	"ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο",
	"π ρ . σ τ υ φ χ ψ ω ι υ α ε η ι",
	"υ . . . . . . . . . . . . . . .",
	". . σ . . . . . . . ι υ ο υ ω ϗ",
	"β θ υ υ υ φ π . ϙ . ϛ . ϝ . ϟ .",
	"ϡ . ϣ . ϥ . ϧ . ϩ . ϫ . ϭ . ϯ .",
	"κ ρ σ . θ ε . ϸ . σ ϻ . . ͻ ͼ ͽ",
	"е е ђ г є ѕ і і ј љ њ ћ к и у џ",
	"а б в г д е ж з и и к л м н о п",
	"р с т у ф х ц ч ш щ ъ ы ь э ю я",
	". . . . . . . . . и . . . . . .",
	NULL,
	"е е . г . . . і . . . . к и у .",
	"ѡ . ѣ . ѥ . ѧ . ѩ . ѫ . ѭ . ѯ .",
	"ѱ . ѳ . ѵ . ѵ ѵ ѹ . ѻ . ѽ . ѿ .",
	"ҁ . . . . . . . . . ҋ . ҍ . ҏ .",
	"ґ . ғ . ҕ . җ . ҙ . қ . ҝ . ҟ .",
	"ҡ . ң . ҥ . ҧ . ҩ . ҫ . ҭ . ү .",
	"ұ . ҳ . ҵ . ҷ . ҹ . һ . ҽ . ҿ .",
	"ӏ ж ж ӄ . ӆ . ӈ . ӊ . ӌ . ӎ . .",
	"а а а а ӕ . е е ә . ә ә ж ж з з",
	"ӡ . и и и и о о ө . ө ө э э у у",
	"у у у у ч ч ӷ . ы ы ӻ . ӽ . ӿ .",
	"ԁ . ԃ . ԅ . ԇ . ԉ . ԋ . ԍ . ԏ .",
	"ԑ . ԓ . ԕ . ԗ . ԙ . ԛ . ԝ . ԟ .",
	"ԡ . ԣ . ԥ . ԧ . ԩ . ԫ . ԭ . ԯ .",
};

static const char *const more[] = {
	"a a b b b b b b c c d d d d d d",
	"d d d d e e e e e e e e e e f f",
	"g g h h h h h h h h h h i i i i",
	"k k k k k k l l l l l l l l m m",
	"m m m m n n n n n n n n o o o o",
	"o o o o p p p p r r r r r r r r",
	"s s s s s s s s s s t t t t t t",
	"t t u u u u u u u u u u v v v v",
	"w w w w w w w w w w x x x x y y",
	"z z z z z z h t w y aʾ s . . ss .",
	"a a a a a a a a a a a a a a a a",
	"a a a a a a a a e e e e e e e e",
	"e e e e e e e e i i i i o o o o",
	"o o o o o o o o o o o o o o o o",
	"o o o o u u u u u u u u u u u u",
	"u u y y y y y y y y ỻ . ỽ . ỿ .",
	"α α α α α α α α α α α α α α α α",
	"ε ε ε ε ε ε . . ε ε ε ε ε ε . .",
	"η η η η η η η η η η η η η η η η",
	"ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι",
	"ο ο ο ο ο ο . . ο ο ο ο ο ο . .",
	"υ υ υ υ υ υ υ υ . υ . υ . υ . υ",
	"ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω",
	"α α ε ε η η ι ι ο ο υ υ ω ω . .",
	"α α α α α α α α α α α α α α α α",
	"η η η η η η η η η η η η η η η η",
	"ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω",
	"α α α α α . α α α α α α α . ι .",
	". . η η η . η η ε ε η η η . . .",
	"ι ι ι ι . . ι ι ι ι ι ι . . . .",
	"υ υ υ υ ρ ρ υ υ υ υ υ υ ρ . . .",
	". . ω ω ω . ω ω ο ο ω ω ω . . .",
};

/* The apostrophes that word processors make of a plain one. */
static const char *const quotes[] = {
	". . . . . . . . ' ' . . . . . .",
};

struct rows {
	uint32_t first, n;
	const char *const *row;
};

static const struct rows rows[] = {
	{ 0xc0, CH_COUNT(latin), latin },
	{ 0x370, CH_COUNT(greek_cyrillic), greek_cyrillic },
	{ 0x1e00, CH_COUNT(more), more },
	{ 0x2010, CH_COUNT(quotes), quotes },
};

static struct ch_slice word_at(const char *row, uint32_t at)
{
	while (at--)
		row = strchr(row, ' ') + 1;
	return (struct ch_slice){ row, strcspn(row, " ") };
}

struct ch_slice ch_fold_letter(uint32_t c)
{
	for (size_t i = 0; i < CH_COUNT(rows); i++) {
		uint32_t at = c - rows[i].first;
		struct ch_slice word;

		if (c < rows[i].first || at / 16 >= rows[i].n)
			continue;
		if (!rows[i].row[at / 16])
			break;
		word = word_at(rows[i].row[at / 16], at % 16);
		if (word.n == 1 && *word.s == '.')
			break;
		return word;
	}
	return (struct ch_slice){ NULL, 0 };
}

static bool within(uint32_t c, const uint32_t (*range)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= range[i][0] && c <= range[i][1])
			return true;
	return false;
}

bool ch_fold_is_mark(uint32_t c)
{
	static const uint32_t mark[][2] = {
		{ 0x300, 0x36f }, { 0x483, 0x489 }, { 0x591, 0x5bd },
		{ 0x610, 0x61a }, { 0x64b, 0x65f }, { 0x1ab0, 0x1aff },
		{ 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f },
		{ 0xfe20, 0xfe2f },
	};

	return c >= 0x300 && within(c, mark, CH_COUNT(mark));
}

bool ch_fold_is_wide(uint32_t c)
{
	static const uint32_t wide[][2] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf },
		{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },
		{ 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f },
		{ 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff },
		{ 0x20000, 0x3fffd },
	};

	return c >= 0x1100 && within(c, wide, CH_COUNT(wide));
}

bool ch_fold_is_sly(uint32_t c)
{
	static const uint32_t sly[][2] = {
		{ 0x0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad },
		{ 0x61c, 0x61c }, { 0x180e, 0x180e }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
	};

	return within(c, sly, CH_COUNT(sly));
}
