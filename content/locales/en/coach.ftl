# The coach, from both sides.

# For the coach
coach-activated = Welcome, { $name }. Your account works. /invite makes a link for a runner, /dashboard opens what runners share with you. Nothing about their health ever appears in this chat.
coach-already = You’re already a coach here, { $name }. /invite makes a link for a runner, /dashboard opens your overview.
coach-activation-over = This link no longer works. Please ask the person who runs Lichter for you for a new one.
coach-yourself = Hello { $name }. /invite makes a link for a runner. /dashboard opens your overview.
coach-invite = Send the link below to one runner. It works once, until { $until } at the latest. What they share is their own choice.
coach-dashboard = This opens your overview. The link works once, within ten minutes; please keep it to yourself.
coach-dashboard-open = Open my overview
coach-only-invite = Inviting is for coaches. If you’d like somebody to try Lichter, they can simply begin with /start.
coach-only-dashboard = The overview is for coaches. You’ll find your own sentences in /diary.

# For the runner
coach-none = You’re not sharing with anybody. If you’d like a coach to read along, ask that coach for an invitation.
coach-who = { $coach } is your coach. You’ve been sharing since { $since }.
coach-what = For each run your coach sees your answers, the kind of run, your tension before and after, and only the sentences you share.
coach-looked = Last looked: { $times }.
coach-not-looked = Your coach hasn’t looked yet.
coach-left = { $coach } has stopped coaching with Lichter and sees nothing of yours any more. Everything you wrote stays with you, and everything here simply goes on.
coach-stop = Stop sharing
coach-stop-ask = Stop sharing? { $coach } will see nothing of yours any more, from that moment on. Everything you wrote stays with you.
coach-stop-yes = Yes, stop
coach-stop-no = No, leave it as it is
coach-stopped = Stopped. Your coach sees nothing of yours any more. If you ever want to share again, ask for a new invitation.

# The invitation
invitation-ask = { $coach } would like to read along.
invitation-what = If you share, your coach sees your answers, the kind of run, your tension before and after, and only the sentences you share. Anything older than a day stays yours. No is fine too, and /coach always lets you stop.
invitation-answers = { $when } Not for emergencies.
invitation-instead = You’re sharing with { $earlier } now; a yes stops that.
invitation-share = Yes, share
invitation-keep = No, don’t share
invitation-bare-typed = yes, yes please, sure, fine, okay, ok, please do, no, no thanks, rather not
invitation-meant = Do you mean whether { $coach } may read along? Choose below; without a tap nothing is shared.
invitation-yes = Agreed: { $coach } reads along. You can change that with /coach.
invitation-no = That’s fine. { $coach } sees nothing of yours.
invitation-sharing = You already share with { $coach }. More about that in /coach.
invitation-own = This is your own invitation. Send it to a runner; it still works.
invitation-over = This invitation is no longer valid. Ask your coach for a new one.
