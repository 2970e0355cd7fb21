# Privacy: alles wat iemand hier leest, vroeg die zelf.
privacy-title = Wat ik bewaar, en waarom
privacy-text =
    Wat: je voornaam, je antwoorden, loopjes, zinnen en geplande momenten. Niet waar je bent.
    Waarom: om een loopje te kiezen dat bij je past. Dat mag omdat je ja zei; intrekken kan altijd.
    Wie: alleen jij, tot je deelt met een coach. Wie keek, lees je hier.
    Hoe: versleuteld. Chats met bots zijn bij Telegram niet end-to-end versleuteld.
    Hoe lang: tot je het wist, en nooit langer dan { $months } maanden. Wie zo lang weg is, hoort het eerst.
    Jouw rechten: inzien en meenemen (/mijngegevens), verbeteren (bewerk je bericht), wissen (/verwijder). Met een klacht kun je naar de Autoriteit Persoonsgegevens.
privacy-agreed = Je ging akkoord op { $day } (tekst { $version }). Intrekken kan altijd: dan wis ik alles.
privacy-looked = Wie keek: { $times }.
privacy-not-looked = Er keek nog niemand.
privacy-stop-sharing = Stop met delen
privacy-my-data = Mijn gegevens als bestand
privacy-erase = Toestemming intrekken, alles wissen
privacy-nothing-kept = Ik heb niets van je bewaard.

my-data-here = Dit is alles wat ik van je bewaar, in één zip-bestand. Pak het uit en open lichter.html; de rest is voor andere programma’s. Bewaar het waar alleen jij bij kunt.

erase-ask = Dit wis ik dan: { $counts }. Ook je coach ziet niets meer. Het is meteen weg, voorgoed. Weet je het zeker?
erase-yes = Ja, wis alles
erase-no = Nee, bewaren
erase-kept = Goed, alles blijft zoals het is.
erase-done = Alles is gewist. Wat je hier in de chat ziet, staat bij Telegram; dat kun je zelf wissen. Fijn dat je er was. Met /start kun je altijd opnieuw beginnen.

# Wat er gewist wordt, in woorden
erase-count-profile = je naam en instellingen
erase-count-runs = { $count ->
    [one] { $count } check-in of loopje
   *[other] { $count } check-ins en loopjes
  }
erase-count-answers = { $count ->
    [one] { $count } antwoord
   *[other] { $count } antwoorden
  }
erase-count-sentences = { $count ->
    [one] { $count } zin
   *[other] { $count } zinnen
  }
erase-count-moments = { $count ->
    [one] { $count } gepland moment
   *[other] { $count } geplande momenten
  }
erase-count-nudges = { $count ->
    [one] { $count } seintje
   *[other] { $count } seintjes
  }
erase-count-messages = { $count ->
    [one] { $count } bericht
   *[other] { $count } berichten
  }
erase-count-notes = { $count ->
    [one] { $count } notitie van je coach
   *[other] { $count } notities van je coach
  }
erase-count-others = { $count ->
    [one] { $count } ander gegeven
   *[other] { $count } andere gegevens
  }
