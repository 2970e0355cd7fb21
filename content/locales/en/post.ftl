# What a coach reads and writes in Telegram, beside his invitations.
post-ask = To { $name }? Without your tap it goes nowhere.
post-send = Send
post-sent = Sent to { $name }. It arrives outside runs and quiet hours.
post-how = Would you like to write to a runner? Reply to a message that I sent you about that runner, or write on your page: /dashboard
post-gone = This was not sent: this runner no longer shares with you.
post-old = This button is too old, so this was not sent. Reply once more to the message about your runner and I’ll ask again.
post-text-only = I can only pass on text. Would you type it for me?
post-nothing-new = There’s nothing new.
