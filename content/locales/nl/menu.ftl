# Het menu van Telegram, en wat de bot over zichzelf vertelt.
command-checkin = hoe is het nu, en wat past erbij
command-ran = je liep al, schrijf je zin
command-plan = vaste momenten en drukke dagen
command-diary = je eigen zinnen
command-settings = taal, tijdzone, delen, seintjes
command-help = zo werkt het
bot-description = Ik help je rustig te lopen als je hoofd vol zit. Je vertelt hoe het gaat, ik stel één rondje voor en zeg waarom. Dan ben ik stil tot je terug bent. Daarna schrijf je één zin: wat voelt lichter? Ik ben een bot, geen arts.
bot-short-description = Rustig lopen als je hoofd vol zit.
