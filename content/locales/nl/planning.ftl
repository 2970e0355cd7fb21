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
plan-line-day = { $date }: { $label }
plan-every-day = elke dag
plan-every-day-typed = elke dag, iedere dag, dagelijks
plan-fillers = om, op, iedere, elke

plan-if-then-at = Als het { $time } is ({ $days }), dan ga ik even naar buiten voor een rustig rondje.
plan-if-then-before = Als { $days } om { $time } het drukke deel begint, dan loop ik daarvoor een rustig rondje.
plan-if-then-after = Als { $days } om { $time } het drukke deel voorbij is, dan loop ik eerst een rustig rondje.
plan-next = Je krijgt dan één stil seintje, de eerste keer { $when }.
plan-zone = Ik ga uit van de tijd in { $city }. Klopt dat niet? /instellingen
plan-full = Je hebt al veel momenten. Haal er eerst een weg.
plan-confirm = Zal ik dit plannen: { $moment }?
plan-yes = Ja, plan dit
plan-change = Anders

pause-ask = Hoe lang wil je geen seintjes? Je momenten blijven staan, en inchecken kan altijd.
pause-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
  }
pause-until = Goed. Tot { $date } krijg je geen seintjes. Inchecken kan altijd.
pause-resume = Weer beginnen
pause-over = Fijn. Je seintjes komen weer op je eigen momenten.
