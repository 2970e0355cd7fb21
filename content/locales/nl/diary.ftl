# Het dagboek, en een loopje dat je zonder mij deed.
diary-title = Dagboek
diary-pick = Je zinnen, de nieuwste bovenaan. Tik er een aan.
diary-empty = Hier komen je zinnen te staan. De eerste schrijf je na je volgende loopje.
diary-newer = ‹ Nieuwer
diary-older = Ouder ›
diary-private = Alleen jij leest dit.
diary-shared = { $coach } leest dit mee.
diary-edit = Veranderen kan: bewerk je eigen bericht hier in de chat, dan verandert de zin mee.
diary-share = Delen
diary-keep = Niet meer delen
diary-delete = Verwijderen
diary-delete-ask = Deze zin verwijderen? Dan is hij overal weg, ook bij je coach.
diary-delete-yes = Ja, weg ermee
diary-delete-no = Nee, bewaren
diary-deleted = De zin is verwijderd. Je eigen bericht in deze chat kun je zelf wissen.

ran-which-day = Fijn dat je bent gegaan. Wanneer was het?
ran-today = Vandaag
ran-today-typed = vandaag, zonet, net
ran-yesterday = Gisteren
ran-yesterday-typed = gisteren
ran-earlier = Eerder
ran-ask-sentence = Opgeschreven. Schrijf me in één zin: wat voelde lichter dan voor je ging? “Niets” of “zwaarder” is ook goed.
