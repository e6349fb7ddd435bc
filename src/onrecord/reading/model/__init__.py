"""The trained span finder: an encoder, what it says of every word piece, and the statements that follow from it."""
