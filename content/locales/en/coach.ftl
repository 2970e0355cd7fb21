# The coach, from both sides.

# For the coach
coach-activated = Welcome, { $name }. Your account works. /invite makes a link for a runner, /dashboard opens what runners share with you. Nothing about their health is ever in this chat.
coach-already = You are a coach here already, { $name }. /invite makes a link, /dashboard opens your overview.
coach-activation-over = This link no longer works. Ask whoever runs Lichter for you for a new one.
coach-yourself = Hello { $name }. /invite makes a link for a runner. /dashboard opens your overview.
coach-invite = Send the link below to one runner. It works once, up to and including { $until }. What somebody shares is their own choice.
coach-dashboard = This opens your overview. The link works once, for ten minutes; share it with nobody.
coach-dashboard-open = Open my overview
coach-only-invite = Inviting is for coaches. If you’d like somebody to know Lichter, they can simply begin with /start.
coach-only-dashboard = The overview is for coaches. You’ll find your own sentences in /diary.

# For the runner
coach-none = You share with nobody. If you’d like a coach to read along, ask that coach for an invitation.
coach-who = { $coach } is your coach. You have been sharing since { $since }.
coach-what = For each run your coach sees: your answers, which form it was, your tension before and after, and only those sentences that you share.
coach-looked = Last looked: { $times }.
coach-not-looked = Nobody has looked yet.
coach-stop = Stop sharing
coach-stop-ask = Stop sharing? { $coach } will see nothing of you any more, at once. All you wrote stays with you.
coach-stop-yes = Yes, stop
coach-stop-no = No, leave it
coach-stopped = Stopped. Your coach sees nothing of you any more. If you ever want to share again, ask for a new invitation.

# The invitation
invitation-ask = { $coach } invited you and would like to read along.
invitation-what = If you share, your coach sees your answers, which form it was, your tension before and after, and only those sentences that you share. What is older than a day stays yours. No is fine too, and you can always stop with /coach.
invitation-instead = You share with { $earlier } now. A yes ends that, and { $coach } takes over.
invitation-share = Yes, share
invitation-keep = No
invitation-yes = Agreed: { $coach } reads along. You can change that with /coach.
invitation-no = Fine. { $coach } sees nothing of you.
invitation-sharing = You share with { $coach } already. More about that in /coach.
invitation-own = This is your own invitation. Send it to a runner; it still works.
invitation-over = This invitation is no longer valid. Ask your coach for a new one.
