# Uitnodigen, op de pagina.
invite-title = Uitnodigen
invite-what = Een uitnodiging is voor één loper en werkt één keer, een week lang. Wat iemand deelt, kiest diegene zelf.
invite-make = Maak een uitnodiging
invite-made = Je uitnodiging
invite-made-text = Stuur de link naar één loper, of laat de code scannen. Je ziet hem alleen nu; hij wordt nergens bewaard.
invite-link = De link
invite-copy = Kopieer
invite-copied = Gekopieerd
invite-qr = QR-code van dezelfde link
invite-until = Werkt tot { $until }.
invite-open = Nog open
invite-row = Gemaakt { $made }, werkt tot { $until }
invite-withdraw = Intrekken
invite-withdraw-which = Uitnodiging van { $made } intrekken
invite-none = Er staat geen uitnodiging open.
