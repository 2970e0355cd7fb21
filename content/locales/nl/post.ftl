# Wat een coach in Telegram leest en schrijft, naast zijn uitnodigingen.
post-ask = Naar { $name }? Zonder jouw tik gaat het nergens heen.
post-send = Stuur
post-sent = Verstuurd naar { $name }. Het komt aan buiten loopjes en stille uren.
post-how = Wil je een loper schrijven? Antwoord dan op een bericht dat ik je over die loper stuurde, of schrijf op je pagina: /dashboard
post-gone = Dit is niet verstuurd: deze loper deelt niet meer met je.
post-old = Deze knop is te oud, dus dit is niet verstuurd. Antwoord nog eens op het bericht over je loper, dan vraag ik het opnieuw.
post-text-only = Ik kan alleen tekst doorgeven. Typ je het voor me?
post-nothing-new = Er is niets nieuws.
