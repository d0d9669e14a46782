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
