## After an outage: what was open is asked again.

outage-over = I was out of reach for a while. If you tapped something, it may not have got through. Here is your question again.
