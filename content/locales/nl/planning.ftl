# Plannen: vaste momenten, drukke dagen en de pauze.
plan-title = Jouw momenten
plan-none = Je hebt nog niets gepland. Een vast moment helpt: dan hoef je er niet meer over na te denken.
plan-remove = ✕ { $moment }
plan-hint = Tik op een moment om het weg te halen.
plan-fixed = Vast moment
plan-busy = Drukke dagen
plan-calm = Rustig moment kiezen
plan-more = Verder
plan-paused = Tot { $date } heb je pauze.
plan-nudges-off = Je seintjes staan uit; je momenten blijven staan.

plan-days-fixed = Op welke dagen loop je graag? Tik ze aan.
plan-days-busy = Welke dagen zijn druk? Tik ze aan.
plan-days-calm = Op welke dagen heb je een rustig moment? Tik ze aan.
plan-day-chosen = ✓ { $day }

plan-time-fixed = { $days }: hoe laat?
plan-time-calm = { $days }: wat is dan je rustigste moment van de dag?
plan-time-before = { $days }: hoe laat begint het drukke deel?
plan-time-after = { $days }: hoe laat is het drukke deel voorbij?
plan-usual = { $time } (meestal)
plan-part-chosen = · { $part } ·
plan-part-morning = ochtend
plan-part-afternoon = middag
plan-part-evening = avond

plan-side-ask = { $days }: loop je liever voor het drukke deel, of als het voorbij is?
plan-side-before = Voor
plan-side-after = Na

plan-line-at = { $days } { $time }
plan-line-before = { $days }, voor { $time }
plan-line-after = { $days }, na { $time }
plan-every-day = elke dag
plan-every-day-typed = elke dag, iedere dag, dagelijks
plan-fillers = om, op, iedere, elke

plan-if-then-at = Als het { $time } is ({ $days }), dan ga ik even naar buiten voor een rustig rondje.
plan-if-then-before = Als { $days } om { $time } het drukke deel begint, dan loop ik daarvoor een rustig rondje.
plan-if-then-after = Als { $days } om { $time } het drukke deel voorbij is, dan loop ik eerst een rustig rondje.
plan-next = Je krijgt dan één stil seintje, de eerste keer { $when }.
plan-next-once = Je krijgt dan één stil seintje: { $when }.
plan-zone = De tijden zijn die van { $city }. Klopt dat?
plan-full = Je hebt al veel momenten. Haal er eerst een weg.
plan-confirm = Zal ik dit plannen: { $moment }?
plan-yes = Ja, plan dit
plan-change = Anders

plan-nudge-line = { $moment }: seintje { $when }
plan-and-more = En nog { $count } later.
plan-week-ask = Hoe vaak per week loop je graag? Meer seintjes krijg je dan niet.
plan-week = { $count } keer per week
plan-once = Eenmalig moment
plan-once-ask = Typ het moment, met dag en tijd. Bijvoorbeeld: “morgen 15:00 presentatie” of “vrijdag van 3 tot 5”. Of kies een dag:
plan-once-hour = { $day }: hoe laat begint het?
plan-once-calm = { $day }: wat is dan je rustigste moment van de dag?
plan-once-confirm = { $moment }. Klopt dat?
plan-once-at = Ja, dan loop ik
plan-once-before = Ja, ik loop ervoor
plan-once-after = Ja, ik loop erna
plan-once-day = Andere dag
plan-once-time = Andere tijd
plan-once-text = Andere tekst
plan-once-again = Typ het nog eens helemaal, met dag en tijd. Bijvoorbeeld: “morgen 15:00 presentatie” of “vrijdag van 3 tot 5”.
plan-once-only = Alleen { $day }
plan-once-label = het drukke moment
plan-in-year = { $date } { $year }
plan-if-then-once-at = Als het { $day } { $time } is, dan ga ik naar buiten voor een rustig rondje.
plan-if-then-once-before = Als { $day } om { $time } { $label } eraan komt, dan loop ik daarvoor een rustig rondje.
plan-if-then-once-after = Als { $day } om { $time } { $label } voorbij is, dan loop ik eerst een rustig rondje.
plan-no-nudge = Voor een seintje is het te kort dag. Inchecken kan altijd.
plan-unread-nothing = Ik zie er geen dag of tijd in.
plan-unread-past = Dat is al voorbij.
plan-unread-too-far = Dat is al voorbij, of nog te ver weg.
plan-unread-two-days = Ik weet niet zeker welke dag je bedoelt.
plan-unread-two-times = Ik weet niet zeker welke tijd je bedoelt.
plan-unread-no-day = Welke dag bedoel je?
plan-unread-weekly = Elke week? Kies dan hieronder een vast moment of drukke dagen.
plan-zone-yes = Ja
plan-zone-other = Andere plek

pause-ask = Hoe lang wil je geen seintjes? Je momenten blijven staan, en inchecken kan altijd.
pause-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
  }
pause-until = Goed. Tot { $date } krijg je geen seintjes. Inchecken kan altijd.
pause-resume = Weer beginnen
pause-over = Fijn. Je seintjes komen weer op je eigen momenten.
