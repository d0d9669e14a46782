/* names.c - made-up names of people, streets and towns. */
#include "sim/names.h"

#define PICK(dice, list) (list)[ch_sim_below(dice, (int)CH_COUNT(list))]

static const char *const head[] = {
	"Al", "Be", "Bru", "Ca", "Da", "El", "Fa", "Fi", "Ga", "Ha", "Il",
	"Jo", "Ka", "Ki", "La", "Lo", "Ma", "Me", "Mi", "Na", "No", "Or",
	"Pe", "Ra", "Ri", "Sa", "Se", "Ta", "Ti", "To", "Ul", "Va", "Vi",
	"Wi", "Ya", "Ze", "Zo", "Ré", "Jö",
};
static const char *const middle[] = {
	"bri", "da", "do", "fe", "ga", "ju", "ka", "le", "li", "lo", "ma",
	"mi", "na", "no", "pa", "ra", "ri", "ro", "sa", "te", "ti", "to",
	"va", "vi", "za",
};
static const char *const her[] = {
	"bel", "dine", "la", "lia", "lyn", "na", "nia", "ra", "ria", "sa",
	"sha", "ta", "va", "ya", "zié",
};
static const char *const his[] = {
	"bert", "ck", "dan", "do", "fer", "las", "mon", "nor", "phan", "ron",
	"rt", "s", "ston", "tor", "x",
};
static const char *const thing[] = {
	"Acorn", "Apron", "Barley", "Bramble", "Button", "Candle", "Cedar",
	"Clover", "Copper", "Cricket", "Dapple", "Ember", "Fable", "Fern",
	"Fiddle", "Flint", "Ginger", "Hazel", "Heron", "Ivory", "Juniper",
	"Kettle", "Lamp", "Lark", "Lilac", "Linen", "Maple", "Marble",
	"Meadow", "Moss", "Nettle", "Otter", "Paper", "Pebble", "Pepper",
	"Plum", "Puddle", "Quill", "Raven", "Saffron", "Silver", "Sparrow",
	"Tassel", "Teapot", "Thimble", "Thistle", "Tulip", "Umber",
	"Velvet", "Walnut", "Willow", "Winter",
};
static const char *const tail[] = {
	"bank", "bell", "berry", "borough", "bottom", "bridge", "brook",
	"by", "croft", "dale", "drum", "feather", "field", "ford", "garth",
	"gate", "grove", "ham", "hatch", "hill", "hollow", "lock", "march",
	"more", "pool", "ridge", "shaw", "shoe", "song", "stead", "stone",
	"thorpe", "twist", "vale", "wick", "whistle", "wood", "worthy",
	"yard",
};
static const char *const way[] = {
	"Alley", "Avenue", "Court", "Lane", "Place", "Road", "Row", "Street",
	"Way",
};
static const struct { const char *name; int zip; } towns[] = {
	{ "Farview", 101 }, { "Lower Teasel", 107 }, { "Mossbridge", 112 },
	{ "New Thimble", 203 }, { "Port Marrow", 215 },
	{ "Quillhaven", 218 }, { "Saint Ember", 304 }, { "Tarnside", 311 },
	{ "Upper Teasel", 322 }, { "Wickering", 340 },
};

void ch_sim_given(struct ch_sim_rng *dice, bool female, char *out,
		  size_t size)
{
	const char *first = PICK(dice, head);
	const char *mid = ch_sim_chance(dice, 0.6) ? PICK(dice, middle) : "";

	snprintf(out, size, "%s%s%s", first, mid,
		 female ? PICK(dice, her) : PICK(dice, his));
}

void ch_sim_family(struct ch_sim_rng *dice, char *out, size_t size)
{
	const char *a = PICK(dice, thing), *b = PICK(dice, tail);
	int odd = ch_sim_below(dice, 40);

	if (odd == 0)
		snprintf(out, size, "%s%s-%s", a, b, PICK(dice, thing));
	else if (odd == 1)
		snprintf(out, size, "O'%s", a);
	else if (odd == 2)
		snprintf(out, size, "%sström", a);
	else
		snprintf(out, size, "%s%s", a, b);
}

void ch_sim_street(struct ch_sim_rng *dice, char *out, size_t size)
{
	int house = ch_sim_range(dice, 1, 240);
	const char *name = PICK(dice, thing), *kind = PICK(dice, way);

	if (ch_sim_chance(dice, 0.2))
		snprintf(out, size, "%d %s %s Apt %d", house, name, kind,
			 ch_sim_range(dice, 1, 40));
	else
		snprintf(out, size, "%d %s %s", house, name, kind);
}

const char *ch_sim_town(struct ch_sim_rng *dice, char zip[8])
{
	int i = ch_sim_below(dice, (int)CH_COUNT(towns));

	snprintf(zip, 8, "00%03d", towns[i].zip);
	return towns[i].name;
}
