# Bewaartermijn: wie lang niets liet horen, hoort een maand van tevoren dat alles gewist wordt.
retention-notice = Je was hier lang niet, en dat mag. Ik bewaar niets langer dan nodig. Op { $day } wis ik daarom alles wat ik van je heb. Je hoeft er niets voor te doen. Wil je dat ik het bewaar, dan is een tik genoeg.
retention-keep = Bewaar het
retention-kept = Goed, ik bewaar alles. Wissen kan altijd, met /verwijder.
export-field-erases-on = wordt gewist op
