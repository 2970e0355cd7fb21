# Terugkijken: één plaatje. Geen doel, geen oordeel.
progress-title = Terugkijken
progress-tensions = Spanning voor → na, de nieuwste eerst: { $times }.
progress-weeks = Keren per week, de oudste eerst: { $weeks }.
progress-only-looking = Het hoeft nergens heen. Je kijkt alleen even om.
progress-sentences = Mijn zinnen
progress-none = Hier zie je straks hoe gespannen je was, voor en na een loopje. Er staat nog niets, en dat is prima.
progress-none-lately = De laatste { $count } weken staat hier niets, en dat is prima. Wat je eerder schreef, is er nog.

# Op het plaatje zelf
progress-period = { $first } – { $last }
progress-tension = Spanning voor en na
progress-before = ervoor
progress-after = erna
progress-high = heel gespannen
progress-low = helemaal rustig
progress-dots = Elke stip is één keer, per week
progress-no-tension = Je vulde nog geen spanning in, en dat hoeft ook niet.
