"""The creator's room.

door      creators only; readers are led to join
join      a reader becomes a creator
forms     what creators type, and the sentences they get when it cannot be taken
posts     the list of posts with their state as words
views     the pages
"""
