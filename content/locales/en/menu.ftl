# Telegram's menu, and what the bot says about itself.
command-checkin = how you are now, and what fits
command-ran = you’ve already been out, write your sentence
command-plan = fixed moments and busy days
command-diary = your own sentences
command-settings = language, time zone, sharing, nudges
command-help = how it works
bot-description = I help you run calmly when there’s a lot on your mind. You tell me how you are, I suggest one loop and say why. Then I’m silent until you’re back. Afterwards you write one sentence: what feels lighter? I’m a bot, not a doctor.
bot-short-description = Calm running when there’s a lot on your mind.
