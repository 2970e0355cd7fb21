# Inviting, on the page.
invite-title = Invite
invite-what = An invitation is for one runner. It works once, for a week. What somebody shares is their own choice.
invite-make = Make an invitation
invite-made = Your invitation
invite-made-text = Send the link to one runner, or let them scan the code. You only see it now: it isn’t kept anywhere.
invite-link = The link
invite-copy = Copy
invite-copied = Copied
invite-qr = QR code of the same link
invite-until = Works until { $until }.
invite-open = Still open
invite-row = Made { $made }, works until { $until }
invite-withdraw = Withdraw
invite-withdraw-which = Withdraw the invitation of { $made }
invite-none = No invitation is open.
