# De opbouw: waar je staat, wat er daarna komt, en waarom.
build-up-title = Je opbouw
build-up-now = Stap { $number } van { $stages }: je loopt nu hooguit { $minutes } minuten.
build-up-next = De volgende stap is { $minutes } minuten, op zijn vroegst op { $date }.
build-up-why-first = Je opbouw begint bij je eerste rondje. Er is geen haast.
build-up-why-up = Je rondjes gingen makkelijk, dus er kwam iets bij.
build-up-why-back = Je was er even uit, dus beginnen we een stap terug.
build-up-why-restart = Je was er een paar maanden uit, dus beginnen we weer bij het begin.
build-up-why-coach = Je coach koos deze stap.
build-up-why-own = Je koos zelf voor korter.
build-up-why-days = Je rondjes gingen makkelijk. Je lijf krijgt nu de tijd.
build-up-why-runs = { $count ->
    [one] Daarvoor is nog één rondje nodig dat makkelijk gaat.
   *[other] Daarvoor zijn nog { $count } rondjes nodig die makkelijk gaan.
  }
build-up-why-talk = Daarvoor hoor ik graag na een rondje één keer dat praten makkelijk ging.
build-up-why-hold-talk = Praten ging een keer niet. We blijven hier tot het weer makkelijk gaat.
build-up-why-hold-dread = Je zag er een keer tegenop. Dat mag; we blijven hier tot het weer makkelijk gaat.
build-up-why-hold-pain = Je had een klacht. We blijven hier tot het weer makkelijk gaat.
build-up-why-hold-ill = Je was ziek. We blijven hier tot het weer makkelijk gaat.
build-up-why-top = Dit is de laatste stap. Meer hoeft niet.
build-up-cap = Je coach koos voor jou hooguit { $minutes } minuten.
build-up-source = Van 12 naar 36 minuten in 100 dagen is een bekend schema; de stappen zijn van ons.
build-up-burn-out = Kies het rustigste moment van je dag.
build-up-none = Jij hoeft niet op te bouwen. Een kort rondje is hooguit { $short } minuten, een langer hooguit { $long }. Bij veel spanning, na een stevige dag of ’s avonds laat wordt het minder.
build-up-training = In een trainingsblok is dit je rustige dag: laag tempo, veel aandacht.
build-up-talk-first = Hardlopen bespreek je eerst met je arts; wandelen en ademen kan al. Je opbouw begint daarna.
build-up-shorter = Liever korter
build-up-shorter-ask = Een stap terug is hooguit { $minutes } minuten. Daarna gaat het weer rustig aan verder. Doen?
build-up-shorter-yes = Ja, een stap terug
build-up-shorter-no = Laat maar
