"""People: readers, creators, moderators and the operator."""
