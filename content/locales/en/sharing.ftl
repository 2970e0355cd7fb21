# What else a runner may share with a coach, if they like.
coach-moments-off = Your coach doesn’t see what you plan.
coach-moments-on = Your coach sees what you plan too: the day, the time and what you call it.
coach-moments-turn-on = Share what I plan too
coach-moments-turn-off = Stop sharing what I plan
