"""People: readers, creators, moderators and the operator.

models    the person, and the roles
roles     what operators may do in the admin
adapter   where allauth asks us
signed_in who is signed in, with their roles, in one question
sessions  a look at the key that the browser sends
look      theme, type, size and width of pages, as rows and cookies hold them
limits    how often one person may write
demo      one account a role for a new site
"""
