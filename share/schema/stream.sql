-- stream.sql: records that only pass from one program to the next. They are
-- described as those of hub.sql are, and never stored.

-- room stream: records that pass between programs and are not stored

-- case: one person's part in a measure's number
CREATE TABLE case (
	id ID NOT NULL, -- the case's name: it follows from measure, person and `about`
	patient REF patient, -- the person
	measure TEXT, -- the measure
	measure_version TEXT, -- its version
	outcome TEXT
		CONSTRAINT outcome CHECK (outcome = 'met' OR
		outcome = 'missed' OR outcome = 'pending' OR
		outcome = 'excluded'), -- missed: look at this person
	reason TEXT, -- why, in a word
	value REAL, -- the number, for means, medians and scores
	at MOMENT, -- the day that it counts on
	until MOMENT, -- when its window closes
	about ANYREF, -- the record that it is about
	about_type TEXT, -- the type of `about`
	answer ANYREF, -- the record that settled it
	answer_type TEXT, -- the type of `answer`
	organization REF organization -- whose number it is in
);

-- finding: something that speaks against a medicine or a test, and why
CREATE TABLE finding (
	id ID NOT NULL, -- the finding's name: it follows from the person, kind and item
	patient REF patient, -- the person
	kind TEXT, -- drug-pair, duplicate-therapy, allergy, disease, kidney, lab, age, duplicate-test
	item TEXT, -- the row of its table, and the ingredients
	level TEXT
		CONSTRAINT level CHECK (level = 'inform' OR level = 'warn' OR
		level = 'block'), -- how serious: inform interrupts nobody
	title TEXT, -- what it is, in words
	effect TEXT, -- what may come of it
	first ANYREF, -- the record that it rests on; none for what is only asked
	first_type TEXT, -- the type of `first`
	second ANYREF, -- the other record
	second_type TEXT, -- the type of `second`
	at MOMENT, -- a test: when the earlier one was collected or ordered
	until MOMENT, -- a test: too soon before this day
	exempt TEXT, -- why it does not count: was-critical, since-admitted, in-hospital
	decision REF decision, -- that it was overridden
	reason TEXT, -- why it was overridden
	fee DECIMALTEXT, -- a test: what it costs here
	currency TEXT, -- the currency of `fee`
	row TEXT, -- the table and its row
	cites TEXT, -- where that row has it from
	draft FLAG, -- nobody approved that row yet
	basis TEXT -- a hash of what it rests on
);
