# De pagina's van de coach.
dashboard-skip = Naar de inhoud
dashboard-menu = Menu
dashboard-today = Vandaag
dashboard-runners = Lopers
dashboard-sign-out = Uitloggen
dashboard-live-on = Nieuws verschijnt hier vanzelf.
dashboard-live-lost = De verbinding is weg. Ik probeer het opnieuw.
dashboard-live-back = Weer verbonden. Alles is bijgewerkt.
dashboard-live-none = Zonder JavaScript komt nieuws hier niet vanzelf. Laad de pagina opnieuw om te zien of er iets is.
dashboard-human = Lichter laat zien wat je lopers zelf delen. Wat het betekent, bespreek je samen.

dashboard-morning = Goedemorgen, { $name }.
dashboard-afternoon = Goedemiddag, { $name }.
dashboard-evening = Goedenavond, { $name }.
dashboard-today-count = { $count ->
    [0] Er is niets nieuws.
    [one] Er is één nieuwe samenvatting.
   *[other] Er zijn { $count } nieuwe samenvattingen.
  }
dashboard-today-new = Nieuw
dashboard-today-earlier = Eerder gelezen
dashboard-today-empty = Nog geen samenvattingen. Zodra een loper terug is, verschijnt er hier vanzelf een.
dashboard-invite = Nog niemand? Maak een uitnodiging.
dashboard-read = Heb ik gelezen
dashboard-read-whose = Heb ik gelezen: de samenvatting van { $name }
dashboard-new = nieuw

dashboard-when-today = vandaag om { $time }
dashboard-when-yesterday = gisteren om { $time }
dashboard-about = ongeveer { $minutes }
dashboard-no-card = Gelopen zonder de bot
dashboard-why = Zo stond het op de kaart
dashboard-tension = Spanning
dashboard-tension-before = ervoor
dashboard-tension-after = erna
dashboard-tension-lower = lager dan ervoor
dashboard-tension-same = hetzelfde als ervoor
dashboard-tension-higher = hoger dan ervoor
dashboard-tension-no-after = erna niet ingevuld
dashboard-tension-no-before = ervoor niet ingevuld
dashboard-tension-none = niet ingevuld
dashboard-sentence = De zin van { $name }
dashboard-no-sentence = Geen gedeelde zin.

dashboard-search = Zoek op naam
dashboard-search-go = Zoeken
dashboard-search-nobody = Niemand met deze naam.
dashboard-runners-none = Er deelt nog niemand met je.
dashboard-runners-count = { $count ->
    [one] Eén loper
   *[other] { $count } lopers
  }
dashboard-last-run = Laatst: { $date }
dashboard-last-run-none = Nog niet gelopen
dashboard-unread = { $count ->
    [one] 1 nieuwe samenvatting
   *[other] { $count } nieuwe samenvattingen
  }

dashboard-stands = Waar { $name } staat
dashboard-standing = Vertrekpunt
dashboard-standing-starting = beginnend, of na een pauze
dashboard-standing-burn-out = herstelt van een burn-out
dashboard-standing-used = gewend aan 20 tot 30 minuten
dashboard-standing-training = zit in een trainingsblok
dashboard-standing-unknown = nog niet verteld
dashboard-stage = Opbouw
dashboard-stage-minutes = nu { $minutes } per keer
dashboard-since = Deelt met je sinds
dashboard-pause = Pauze
dashboard-pause-until = tot { $date }
dashboard-picture = Spanning ervoor en erna
dashboard-picture-alt = Een lijn voor de spanning ervoor en een lijn voor erna, van { $count ->
    [one] 1 loopje
   *[other] { $count } loopjes
  }. Dezelfde getallen staan in de tabel eronder.
dashboard-picture-none = Zodra de spanning een keer is ingevuld, zie je die hier in beeld.
dashboard-picture-table = Dezelfde getallen in een tabel
dashboard-day = Dag
dashboard-timeline = Terugblik
dashboard-timeline-none = Nog geen samenvattingen.
dashboard-mark-read = Alles hier als gelezen markeren
dashboard-seen = { $name } kan zien dat je deze pagina opende.
dashboard-back = Alle lopers

dashboard-in-title = Welkom terug
dashboard-in-text = Deze link brengt je naar je pagina. Hij werkt één keer.
dashboard-in-own = Dit is mijn eigen apparaat: houd me 14 dagen ingelogd
dashboard-in-own-not = Anders log ik je uit na een halfuur stilte, en uiterlijk na 12 uur.
dashboard-in-go = Naar mijn pagina
dashboard-used-title = Deze link werkt niet meer
dashboard-used-text = Een link werkt één keer, tien minuten lang. Vraag gerust een nieuwe: stuur de bot /dashboard.
dashboard-out-title = Je bent niet ingelogd
dashboard-out-text = Stuur de bot /dashboard in Telegram, dan krijg je een link naar je pagina.
dashboard-out-bot = Open de bot
dashboard-missing-title = Deze pagina is er niet
dashboard-missing-text = Misschien deelt deze loper niet meer met je, of klopt het adres niet.
dashboard-unfit-title = Dit kwam niet goed over
dashboard-unfit-text = Er is niets bewaard. Ga terug, ververs de pagina en probeer het nog eens.
dashboard-broken-title = Er ging iets mis
dashboard-broken-text = Het ligt niet aan jou en er is niets verloren. Probeer het zo nog eens.
dashboard-home = Naar Vandaag

# Berichten
dashboard-messages = Berichten
dashboard-messages-none = Nog geen berichten.
dashboard-message-write = Schrijf { $name } een bericht
dashboard-message-when = Het komt aan buiten loopjes en stille uren. Lichter is niet voor nood.
dashboard-message-send = Stuur
dashboard-message-waiting = wacht op een rustig moment
dashboard-message-lapsed = kwam niet aan
dashboard-message-delivered = aangekomen
dashboard-message-read = gelezen
